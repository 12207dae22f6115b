package episode.backend.djl;

import episode.backend.Call;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;

/** Snapshots that hold a call's arrays once more, for they never change. For one thread. */
final class TorchTape implements Call.Tape {
  private final int[] slots;
  private final long bytesEach;
  private final Snapshots snapshots = new Snapshots();
  private final Cleaner.Cleanable cleanable;

  /** What is freed with the tape. */
  private static final class Snapshots implements Runnable {
    private List<TorchHandle[]> all = new ArrayList<>();

    static void letGo(TorchHandle[] snapshot) {
      for (TorchHandle handle : snapshot) {
        handle.letGo();
      }
    }

    @Override
    public void run() {
      all.forEach(Snapshots::letGo);
      all = new ArrayList<>();
    }
  }

  TorchTape(int[] slots, long bytesEach) {
    this.slots = slots;
    this.bytesEach = bytesEach;
    cleanable = Script.CLEANER.register(this, snapshots);
  }

  @Override
  public int size() {
    return snapshots.all.size();
  }

  @Override
  public long bytes() {
    return bytesEach * size();
  }

  @Override
  public void push(Call call) {
    snapshots.all.add(((TorchCall) call).snapshot(slots));
  }

  @Override
  public void load(int index, Call target, int... into) {
    ((TorchCall) target).load(snapshots.all.get(index), into);
  }

  @Override
  public void thin() {
    List<TorchHandle[]> kept = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      if (i % 2 == 0) {
        kept.add(snapshots.all.get(i));
      } else {
        Snapshots.letGo(snapshots.all.get(i));
      }
    }
    snapshots.all = kept;
  }

  @Override
  public void close() {
    cleanable.clean();
  }
}
