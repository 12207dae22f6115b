package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a call of jump says after the rate.
 *
 * @param parameters of the kernel, in its order
 */
record JumpCall(JumpKernel kernel, List<Expr> parameters, Jumps.Direction direction) {

  /** Returns what a call says; empty where that is wrong, which is reported then. */
  static Optional<JumpCall> read(Expr.Call call, Report report) {
    List<Expr> arguments = call.arguments();
    if (!(arguments.get(3) instanceof Expr.Text form)) {
      report.otherwise(call);
      return Optional.empty();
    }
    Optional<JumpKernel> kernel = JumpKernel.named(form.value());
    if (kernel.isEmpty()) {
      List<String> words = new ArrayList<>();
      List.of(JumpKernel.values()).forEach(one -> words.add(one.word()));
      report.unknownWord("kernel", form, words, "Kernels");
      return Optional.empty();
    }
    List<Expr> rest = arguments.subList(4, arguments.size());
    int wanted = kernel.get().parameters().size();
    boolean directed = rest.size() == wanted + 1 && rest.get(wanted) instanceof Expr.Text;
    if (rest.size() != wanted && !directed) {
      String words = String.join(", ", kernel.get().parameters());
      String example = "jump(u, x, rate, \"" + kernel.get().word() + "\", " + words + ")";
      String what = "A kernel '" + kernel.get().word() + "' takes " + words;
      report.problem("E2126", what, call.span(), "Write " + example + ", or \"up\" at its end.");
      return Optional.empty();
    }
    List<Expr> parameters = rest.subList(0, wanted);
    return directed
        ? direction((Expr.Text) rest.get(wanted), report)
            .map(way -> new JumpCall(kernel.get(), parameters, way))
        : Optional.of(new JumpCall(kernel.get(), parameters, Jumps.Direction.BOTH));
  }

  private static Optional<Jumps.Direction> direction(Expr.Text text, Report report) {
    String word = text.value().strip().toLowerCase(Locale.ROOT);
    List<String> words = List.of("up", "down", "both");
    if (!words.contains(word)) {
      report.unknownWord("direction", text, words, "Directions");
      return Optional.empty();
    }
    return Optional.of(Jumps.Direction.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
