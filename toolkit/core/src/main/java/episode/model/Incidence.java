package episode.model;

import episode.expr.Expr;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code incidence(infection)}, which stands for a value of that long name. */
final class Incidence {
  private static final String FUNCTION = "incidence";

  private Incidence() {}

  /** Returns whether an expression is an incidence. */
  static boolean is(Expr expr) {
    return expr instanceof Expr.Call call && call.function().equals(FUNCTION);
  }

  /** Returns the flow that an incidence speaks of; empty where it names none. */
  static Optional<String> flow(Expr.Call call) {
    if (call.arguments().size() != 1) {
      return Optional.empty();
    }
    Expr argument = call.arguments().get(0);
    if (argument instanceof Expr.Name name) {
      return Optional.of(name.name());
    }
    return argument instanceof Expr.Element element
        ? Optional.of(element.name())
        : Optional.empty();
  }

  /** Returns the flows whose incidence an expression asks for. */
  static Set<String> flows(Expr expr) {
    Set<String> found = new LinkedHashSet<>();
    new Rewriting(
            each -> {
              if (is(each)) {
                flow((Expr.Call) each).ifPresent(found::add);
              }
              return each;
            })
        .of(expr);
    return found;
  }

  /** Returns an expression with a number in the place of every incidence. */
  static Expr without(Expr expr) {
    return new Rewriting(each -> is(each) ? new Expr.Literal(0, each.span()) : each).of(expr);
  }

  /** Returns the name of the value that stands for the incidence of a flow. */
  static String name(String flow) {
    return FUNCTION + "(" + flow + ")";
  }

  /** Returns {@code incidence(infection[age])} as an element of that value. */
  static Expr named(Expr.Call call) {
    return call.arguments().get(0) instanceof Expr.Element element
        ? new Expr.Element(name(element.name()), element.subscripts(), call.span())
        : new Expr.Name(name(flow(call).orElseThrow()), call.span());
  }
}
