package episode.notebook;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.util.Arrays;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The line magic {@code %gradcheck}: the derivatives of a solve or a function, several ways. */
final class GradcheckMagic {

  private static final String METHOD = "checkGradient";

  private GradcheckMagic() {}

  /**
   * Returns the check.
   *
   * @param arguments Java for what is checked, a comma, and the point; or a call of {@code solve}
   *     or {@code checkGradient}
   * @throws EpisodeException E7011 where the first is nothing that has derivatives to check
   */
  static Object run(BaseKernel kernel, List<String> arguments) {
    String code = String.join(" ", arguments).strip();
    if (code.isEmpty()) {
      throw problem("%gradcheck needs what to check, and where");
    }
    if (code.contains("." + METHOD + "(")) {
      return kernel.evalRaw(code);
    }
    int solve = code.indexOf(".solve(");
    if (solve > 0 && code.endsWith(")")) {
      return kernel.evalRaw(
          code.substring(0, solve) + "." + METHOD + code.substring(solve + ".solve".length()));
    }
    int comma = comma(code);
    String checked = code.substring(0, comma).strip();
    Object value = kernel.evalRaw(checked);
    boolean able =
        value != null
            && Arrays.stream(value.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(METHOD));
    if (!able) {
      throw problem("'" + checked + "' has no derivatives to check");
    }
    if (comma == code.length()) {
      throw problem("'" + checked + "' is checked somewhere, and nothing says where");
    }
    return kernel.evalRaw("(" + checked + ")." + METHOD + "(" + code.substring(comma + 1) + ")");
  }

  /** Returns the place of the first comma outside brackets and texts, or the end. */
  private static int comma(String code) {
    int depth = 0;
    boolean text = false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '"') {
        text = !text;
      } else if (!text && c == ',' && depth == 0) {
        return i;
      } else if (!text) {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    return code.length();
  }

  private static EpisodeException problem(String what) {
    return new EpisodeException(
        Problem.of("E7011", what)
            .remedy(
                "Write a compiled system, values and a span, as in %gradcheck flu, guess, days(0,"
                    + " 14), or a function and its point."));
  }
}
