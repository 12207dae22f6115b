package episode.expr;

/** Refuses null where a value is needed, in the words of the call that was made. */
public final class Given {

  private static final String REMEDY =
      "A variable is null until its cell has run without an error. Run that cell, or give a value.";

  private Given() {}

  /**
   * Returns an argument, which is there.
   *
   * @param name what the argument is called: "span"
   * @param method what was called: "solve"
   * @throws EpisodeException E2119 where it is null
   */
  public static <T> T argument(T argument, String name, String method) {
    if (argument == null) {
      throw new EpisodeException(
          Problem.of("E2119", "The argument " + name + " of " + method + " is null")
              .remedy(REMEDY));
    }
    return argument;
  }

  /**
   * Returns arguments in a row, all of which are there.
   *
   * @throws EpisodeException E2119 where they or one of them is null
   */
  public static <T> T[] arguments(T[] arguments, String name, String method) {
    for (T one : argument(arguments, name, method)) {
      argument(one, name, method);
    }
    return arguments;
  }
}
