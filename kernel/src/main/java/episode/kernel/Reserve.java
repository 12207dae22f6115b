package episode.kernel;

/**
 * A part of the heap that is kept from cells, so that there is room to say that the rest is full
 * and to compile the cell that makes room again.
 *
 * <p>One thread may give it up while another looks; only the thread that opens cells keeps it.
 */
final class Reserve {

  /** Compiling a small cell was seen to do with half of this. */
  private static final long ENOUGH = 8 << 20;

  private static final long SHARE = 16;
  private static final int CAUSES = 10;

  private volatile byte[] kept;

  /** Keeps the reserve, if that leaves room for the next cell. */
  void keep() {
    long heap = Runtime.getRuntime().maxMemory();
    long size = Math.min(ENOUGH, heap / SHARE);
    if (kept == null && heap - used() > 3 * size) {
      try {
        kept = new byte[(int) size];
      } catch (OutOfMemoryError divided) {
        kept = null; // it is left in parts that are all too small
      }
    }
  }

  /** Gives the reserve up when an error says that the heap is full; needs no memory itself. */
  void noticed(Throwable thrown) {
    if (full(thrown)) {
      kept = null;
    }
  }

  /** Returns whether an error, or what caused it, says that the heap is full. */
  private static boolean full(Throwable thrown) {
    Throwable one = thrown;
    for (int depth = 0; depth < CAUSES && one != null; depth++) {
      if (one instanceof OutOfMemoryError) {
        return true;
      }
      one = one.getCause();
    }
    return false;
  }

  /** Returns how many bytes are in use, counting what is left to be collected. */
  static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
