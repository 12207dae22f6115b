package episode.kernel.magic;

/** A mistake in calling a magic, with a code of its own: shown as its message alone. */
public final class MagicProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * Makes a problem.
   *
   * @param code such as {@code E7001}
   * @param what one sentence without a full stop
   * @param remedies what to do about it, a line each
   */
  public MagicProblem(String code, String what, String... remedies) {
    super(code + " " + what + lines(remedies));
    this.code = code;
  }

  private static String lines(String... remedies) {
    StringBuilder lines = new StringBuilder();
    for (String remedy : remedies) {
      remedy.lines().forEach(line -> lines.append("\n  ").append(line));
    }
    return lines.toString();
  }

  /** Returns the code of the problem, which has a page. */
  public String code() {
    return code;
  }
}
