package episode.backend.array;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An array and the number of places that hold it; the last one to let go frees it. The collector's
 * thread lets go of what calls left behind, so the count is shared between threads.
 */
final class Held<A> {
  private final ArrayNamespace<A> namespace;
  private final A array;
  private final AtomicInteger holders = new AtomicInteger(1);

  Held(ArrayNamespace<A> namespace, A array) {
    this.namespace = namespace;
    this.array = array;
  }

  A array() {
    return array;
  }

  /** Returns this, held once more. */
  Held<A> held() {
    holders.incrementAndGet();
    return this;
  }

  /** Returns a copy of the array, in a holder that nobody else has. */
  Held<A> copied() {
    return new Held<>(namespace, namespace.copy(array));
  }

  /** Returns the array in a holder that nobody else has; this holder is let go of. */
  Held<A> alone() {
    if (holders.get() == 1) {
      return this;
    }
    Held<A> own = copied();
    letGo();
    return own;
  }

  /** Returns the array with another row, in a holder that nobody else has, as this must be. */
  Held<A> withRow(int row, A value) {
    A changed = namespace.withRow(array, row, value);
    if (changed == array) {
      return this;
    }
    letGo();
    return new Held<>(namespace, changed);
  }

  void letGo() {
    if (holders.decrementAndGet() == 0) {
      namespace.free(array);
    }
  }
}
