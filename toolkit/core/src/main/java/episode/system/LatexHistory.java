package episode.system;

import episode.expr.Expr;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes past values in LaTeX. */
final class LatexHistory {
  private LatexHistory() {}

  /**
   * Returns the signal at an earlier time; a convolution as an integral over the time since.
   *
   * @param bracketed writes what something is subtracted from
   * @param written writes what stands alone
   */
  static String of(
      Expr.History history, Function<Expr, String> bracketed, Function<Expr, String> written) {
    Map<String, String> options = new HashMap<>();
    history.options().forEach(o -> options.put(o.name(), bracketed.apply(o.value())));
    String signal = written.apply(history.signal());
    if (history.hasFormulas()) {
      return at(history, signal, options.values().stream().findFirst().orElse("?"));
    }
    String past =
        options.getOrDefault("kernel", "?") + "\\left(s\\right) \\, " + at(history, signal, "s");
    return "\\int_{0}^{" + options.getOrDefault("window", "?") + "} " + past + " \\, ds";
  }

  private static String at(Expr.History history, String signal, String ago) {
    Expr of = history.signal();
    return of instanceof Expr.Name || of instanceof Expr.Element
        ? signal + "\\left(t - " + ago + "\\right)"
        : "\\left[" + signal + "\\right]_{t - " + ago + "}";
  }
}
