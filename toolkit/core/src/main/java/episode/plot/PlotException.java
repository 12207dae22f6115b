package episode.plot;

/**
 * An error in columns, tables or pictures that were asked for; its message has a code, what is
 * wrong and the remedy.
 */
public final class PlotException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String what;
  private final String remedy;

  PlotException(String code, String what, String remedy) {
    super(code + " " + what + "\n  " + remedy);
    this.code = code;
    this.what = what;
    this.remedy = remedy;
  }

  /** Returns this error with its place. */
  PlotException in(String place) {
    return new PlotException(code, what + "\n  in " + place, remedy);
  }

  /** Returns the refusal of what cannot be shown so: E6126. */
  static PlotException wrong(String what, String remedy) {
    return new PlotException("E6126", what, remedy);
  }

  /** Returns an argument, which is there. */
  static <T> T given(T argument, String name, String method) {
    if (argument == null) {
      throw new PlotException(
          "E2119",
          "The argument " + name + " of " + method + " is null",
          "A variable is null until its cell has run without an error. Run that cell, or give a"
              + " value.");
    }
    return argument;
  }

  /** Returns the code of the error, for instance {@code E6123}. */
  public String code() {
    return code;
  }
}
