package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what operators add to the derivatives of states. For one system and one thread. */
final class Contributions {
  /** The functions that act along a continuous axis. */
  static final List<String> OPERATORS = List.of("advection", "diffusion", "jump");

  private final Declarations declarations;
  private final Map<String, Template> states;
  private final List<Problem> problems;

  Contributions(Declarations declarations, Map<String, Template> states, List<Problem> problems) {
    this.declarations = declarations;
    this.states = states;
    this.problems = problems;
  }

  /** Returns what is added to which states. */
  List<Definition> read(List<String> operators) {
    List<Definition> contributions = new ArrayList<>();
    for (String text : operators) {
      declarations
          .formula("operator(\"" + text.strip() + "\")", text)
          .ifPresent(formula -> operator(formula, contributions));
    }
    return List.copyOf(contributions);
  }

  /** Returns whether a formula is an operator on something. */
  static boolean isOperator(Expr expr) {
    return expr instanceof Expr.Call call
        && OPERATORS.contains(call.function())
        && !call.arguments().isEmpty();
  }

  private void operator(Formula formula, List<Definition> contributions) {
    if (!isOperator(formula.expr())) {
      problems.add(
          Problem.of("E2131", "This is not an operator on a state")
              .at(formula.where(formula.expr().span()))
              .remedy("Write diffusion(u, x, D), advection(u, x, v) or jump(u, x, rate, …)."));
      return;
    }
    Expr.Call call = (Expr.Call) formula.expr();
    if (call.arguments().get(0) instanceof Expr.ListOf several) {
      for (Expr one : several.items()) {
        List<Expr> arguments = new ArrayList<>(call.arguments());
        arguments.set(0, one);
        Expr single = new Expr.Call(call.function(), arguments, call.span());
        on(one, formula, Formula.of(formula.context(), single), contributions);
      }
    } else {
      on(call.arguments().get(0), formula, formula, contributions);
    }
  }

  /** Adds an operator on one state; problems point into the whole of what was written. */
  private void on(Expr first, Formula whole, Formula formula, List<Definition> contributions) {
    Optional<Template> state =
        first instanceof Expr.Name name
            ? Optional.ofNullable(states.get(name.name()))
            : Optional.empty();
    if (state.isPresent()) {
      contributions.add(new Definition(new Cells(state.get(), Map.of()), formula));
      return;
    }
    boolean broken = first instanceof Expr.Name name && declarations.broken().contains(name.name());
    if (!broken) {
      String word = first instanceof Expr.Name name ? name.name() : "";
      problems.add(
          Problem.of("E2131", "An operator acts on a state")
              .at(whole.where(first.span()))
              .remedy(Suggestion.remedy(word, states.keySet(), "States")));
    }
  }
}
