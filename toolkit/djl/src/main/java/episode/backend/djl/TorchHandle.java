package episode.backend.djl;

import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.concurrent.atomic.AtomicInteger;

/** An array and the number of places that hold it; the last one to let go frees it. */
final class TorchHandle {
  private final PtNDArray array;
  private final AtomicInteger holders = new AtomicInteger(1);

  /** Takes an array over, also from a scope that its user may have opened around the call. */
  TorchHandle(PtNDArray array) {
    this.array = array;
    NDScope.unregister(array);
  }

  PtNDArray array() {
    return array;
  }

  /** Returns this, held once more. */
  TorchHandle held() {
    holders.incrementAndGet();
    return this;
  }

  /** Returns the array in a holder that nobody else has; this holder is let go of. */
  TorchHandle alone() {
    if (holders.get() == 1) {
      return this;
    }
    TorchHandle own = new TorchHandle((PtNDArray) array.duplicate());
    letGo();
    return own;
  }

  void letGo() {
    if (holders.decrementAndGet() == 0) {
      array.close();
    }
  }
}
