package episode.backend;

/** Values without a static shape, such as records of steps; those of members are arrays of them. */
final class Opaques {
  private Opaques() {}

  /** Frees what a value holds outside of the heap, if it holds anything. */
  static void close(Object value) {
    if (value instanceof Object[] members) {
      for (Object member : members) {
        close(member);
      }
    } else if (value instanceof Call.Kept kept) {
      kept.close();
    }
  }
}
