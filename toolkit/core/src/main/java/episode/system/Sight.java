package episode.system;

/**
 * What states mean in a formula of a system that gets a further axis: above and below the fraction
 * bars.
 */
record Sight(Sight.View above, Sight.View below) {
  /** Every state stands for its total. */
  static final Sight TOTALS = new Sight(View.TOTAL, View.TOTAL);

  /**
   * What a state means.
   *
   * @param index the index of the stratum that is meant, or the empty string for the total
   * @param weighted whether strata count by their infectiousness
   */
  record View(String index, boolean weighted) {
    static final View TOTAL = new View("", false);

    boolean isTotal() {
      return index.isEmpty();
    }

    private View from(String other) {
      return isTotal() ? this : new View(other, weighted);
    }
  }

  /** Returns totals in which infectiousness counts. */
  static Sight infectiousTotals() {
    return new Sight(new View("", true), View.TOTAL);
  }

  /** Returns the infectious of one stratum among the people of that stratum. */
  static Sight stratum(String index) {
    return new Sight(new View(index, true), new View(index, false));
  }

  /** Returns the infectious of one stratum among all people. */
  static Sight strain(String index) {
    return new Sight(new View(index, true), View.TOTAL);
  }

  /** Returns what is meant in a denominator. */
  Sight denominator() {
    return new Sight(below, below);
  }

  boolean looksAt(String index) {
    return above.index.equals(index) || below.index.equals(index);
  }

  /** Returns the index of the stratum that is meant above, or else below. */
  String index() {
    return above.isTotal() ? below.index : above.index;
  }

  /** Returns the same with another index for the stratum. */
  Sight from(String other) {
    return new Sight(above.from(other), below.from(other));
  }
}
