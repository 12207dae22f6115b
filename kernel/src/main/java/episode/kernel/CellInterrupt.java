package episode.kernel;

/** Unwinds an interrupted cell; an error, so that {@code catch (Exception e)} lets it pass. */
final class CellInterrupt extends Error {

  private final boolean abandoned;

  CellInterrupt() {
    this(false);
  }

  CellInterrupt(boolean abandoned) {
    super(null, null, false, false);
    this.abandoned = abandoned;
  }

  /** Returns true when the thread did not react and was left behind. */
  boolean abandoned() {
    return abandoned;
  }
}
