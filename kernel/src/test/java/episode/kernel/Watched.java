package episode.kernel;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Objects that cells hand out, and which of them are still kept by somebody. */
public final class Watched {

  private static final int TURNS = 50;
  private static final List<WeakReference<Object>> OBJECTS = new ArrayList<>();

  private Watched() {}

  /** Watches objects from now on; for cells. */
  public static void add(Object... objects) {
    for (Object one : objects) {
      OBJECTS.add(new WeakReference<>(one));
    }
  }

  /** Returns how many are left after the collector has had every chance. */
  static long left() {
    for (int turn = 0; turn < TURNS && alive() > 0; turn++) {
      System.gc();
    }
    return alive();
  }

  /** Returns how many are left. */
  static long alive() {
    return OBJECTS.stream().filter(one -> one.get() != null).count();
  }
}
