package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.Numbers;
import episode.expr.Perform;
import episode.expr.Span;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.solve.SolveReport;
import episode.solve.SolveStatus;
import java.util.ArrayList;
import java.util.List;

/** Says why a solve failed, and which formulas are to blame where none of it could be solved. */
final class SolveFailure {
  private final CompiledSystem compiled;
  private final Values values;
  private final double start;

  private SolveFailure(CompiledSystem compiled, Values values, double start) {
    this.compiled = compiled;
    this.values = values;
    this.start = start;
  }

  /** Returns the code, what happened when, and what to do about it. */
  static String text(CompiledSystem compiled, Values values, double start, SolveReport report) {
    SolveStatus status = report.status();
    StringBuilder text = new StringBuilder(status.code());
    text.append(" The solve stopped at t = ")
        .append(Numbers.text(report.t()))
        .append(": ")
        .append(status.text());
    if (status == SolveStatus.NOT_FINITE) {
      new SolveFailure(compiled, values, start).blame(text);
    } else {
      text.append("; last step ").append(Numbers.text(report.lastStep()));
    }
    return text.append("\n  ").append(status.advice()).toString();
  }

  private void blame(StringBuilder text) {
    double[] y = compiled.initial(values);
    double[] slopes = compiled.rhs(start, y, values);
    List<String> states = new ArrayList<>();
    for (int i = 0; i < slopes.length; i++) {
      if (!Double.isFinite(slopes[i])) {
        states.add("d" + compiled.stateLabels().get(i) + "/dt");
      }
    }
    text.append("\n  Not finite: ").append(Suggestion.list(states)).append('.');
    List<Tensor> inputs = compiled.arguments(start, y, values);
    OpSystem system = compiled.system();
    for (Definition alias : system.aliases()) {
      String name = alias.target().template().name();
      blame(text, name, "alias " + name + " = " + alias.formula().text(), inputs);
    }
    for (Transition transition : system.transitions()) {
      String rate = ", at the rate " + transition.rate().text() + ",";
      blame(text, transition.label(), "flow " + transition.label() + rate, inputs);
    }
  }

  private void blame(StringBuilder text, String name, String what, List<Tensor> inputs) {
    Formula formula = new Formula("", name, new Expr.Name(name, new Span(0, name.length())), 1);
    Graph graph = compiled.system().observed(List.of(formula)).graph();
    for (double number : Perform.evaluate(graph, inputs).get(0).toDoubles()) {
      if (!Double.isFinite(number)) {
        text.append("\n    ").append(what).append(" is ").append(number);
        return;
      }
    }
  }
}
