package episode.solve;

/** How a solve ended, with advice for those that did not succeed. */
public enum SolveStatus {
  SUCCESS("E4000", "reached the last time", ""),
  MAX_STEPS(
      "E4001",
      "took the greatest number of steps before the last time",
      "Raise maxSteps, loosen the tolerances, or look for rates that make the system stiff."),
  STEP_TOO_SMALL(
      "E4002",
      "the step size fell below what the time can resolve",
      "The solution grows without bound or jumps there: check the rates and the initial values."),
  NOT_FINITE(
      "E4003",
      "the right-hand side is not finite at the start",
      "Look for a division by zero, a logarithm of 0, or a parameter that is NaN."),
  INTERRUPTED("E4004", "was interrupted", "Run it again."),
  OVERFLOW(
      "E4005",
      "came to numbers that are not finite",
      "Make the steps shorter, or look for rates that let a state grow without bound.");

  private final String code;
  private final String text;
  private final String advice;

  SolveStatus(String code, String text, String advice) {
    this.code = code;
    this.text = text;
    this.advice = advice;
  }

  /** Returns the code of the explain page. */
  public String code() {
    return code;
  }

  /** Returns what happened, in words. */
  public String text() {
    return text;
  }

  /** Returns what to do about it; empty for success. */
  public String advice() {
    return advice;
  }
}
