package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what looks wrong in the signs of a system: a compartment that can be driven below 0, and a
 * term that is added twice instead of moved. Looks at the text of formulas, never at cells.
 */
final class Signs {
  private final Definitions system;
  private final Map<String, Formula> aliases = new HashMap<>();
  private final Map<String, Set<String>> mentioned = new HashMap<>();
  private final Set<String> states = new HashSet<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Negative negative;
  private final Map<String, Template> templates = new HashMap<>();

  private Signs(Definitions system) {
    this.system = system;
    for (Template state : system.states()) {
      states.add(state.name());
      templates.put(state.name(), state);
    }
    for (Definition alias : system.aliases()) {
      aliases.put(alias.target().template().name(), alias.formula());
    }
    negative = new Negative(system, aliases);
  }

  /** Returns the warnings. */
  static List<Problem> warnings(Definitions system) {
    Signs signs = new Signs(system);
    system.transitions().forEach(signs::transition);
    signs.equations();
    return signs.warnings;
  }

  private void transition(Transition flow) {
    Formula rate = flow.rate();
    if (flow.from().isEmpty()) {
      Cells to = flow.to().orElseThrow();
      if (SignedTerm.of(new Definition(to, rate)).size() < 2 && isTaken(flow)) {
        warnings.add(negative(to.toString(), rate, rate.expr()));
        return;
      }
      for (SignedTerm term : SignedTerm.of(new Definition(to, rate))) {
        if (term.sign() < 0 && !vanishes(term, to.template().name())) {
          warnings.add(negative(to.toString(), rate, term.expr()));
        }
      }
      return;
    }
    String source = flow.from().get().template().name();
    Expr divisor = DeepStack.call(rate.levels(), () -> divisor(rate.expr(), source));
    if (divisor != null) {
      warnings.add(negative(flow.from().get().toString(), rate, divisor));
    } else if (negative.isDividedBy(source, rate)) {
      warnings.add(negative(flow.from().get().toString(), rate, rate.expr()));
    } else if (isTaken(flow)) {
      warnings.add(negative(flow.to().get().toString(), rate, rate.expr()));
    }
  }

  /** Returns whether a rate is negative: its flow takes from where it leads to. */
  private boolean isTaken(Transition flow) {
    if (flow.to().isEmpty() || !negative.of(flow.rate())) {
      return false;
    }
    Definition whole = new Definition(flow.to().get(), flow.rate());
    String state = flow.to().get().template().name();
    return SignedTerm.of(whole).stream().anyMatch(term -> !vanishes(term, state));
  }

  /** Returns where a product is divided by a state itself; null where it is not. */
  private static Expr divisor(Expr expr, String state) {
    if (!(expr instanceof Expr.Chain chain) || chain.isSum()) {
      return null;
    }
    boolean again = isState(chain.first(), state);
    Expr divisor = null;
    for (Expr.Step step : chain.rest()) {
      boolean is = isState(step.operand(), state);
      again = again || is && step.operator() == Operator.MULTIPLY;
      divisor = is && step.operator() == Operator.DIVIDE ? step.operand() : divisor;
    }
    return again ? null : divisor;
  }

  private static boolean isState(Expr expr, String state) {
    return expr instanceof Expr.Name name && name.name().equals(state)
        || expr instanceof Expr.Element element && element.name().equals(state);
  }

  private void equations() {
    Map<String, List<SignedTerm>> byKey = new LinkedHashMap<>();
    for (Definition equation : system.equations()) {
      for (SignedTerm term : SignedTerm.of(equation)) {
        byKey.computeIfAbsent(term.key(), key -> new ArrayList<>()).add(term);
      }
    }
    for (List<SignedTerm> same : byKey.values()) {
      for (SignedTerm term : same) {
        if (term.sign() < 0 && drains(term, same)) {
          warnings.add(negative(term.definition().target().toString(), formula(term), term.expr()));
        }
      }
    }
    if (system.transitions().isEmpty() && system.contributions().isEmpty()) {
      slip(byKey);
    }
  }

  private static Formula formula(SignedTerm term) {
    return term.definition().formula();
  }

  /**
   * Returns whether a negative term can drive its state below 0. A state that is no population may
   * be negative, so one is meant that loses what another gains, or that loses at a fixed rate, or
   * that is counted in people.
   */
  private boolean drains(SignedTerm term, List<SignedTerm> same) {
    String state = term.definition().target().template().name();
    if (vanishes(term, state)) {
      return false;
    }
    boolean moved = same.stream().anyMatch(other -> other.sign() > 0);
    boolean counted = system.closed() || Traits.of(system.traits(), state).unit().equals("person");
    Set<String> by = new HashSet<>(leads(term.expr()));
    by.retainAll(states);
    boolean others = isTotalOf(term.expr(), state) && by.equals(Set.of(state));
    return moved || counted || others || by.isEmpty();
  }

  /**
   * Returns whether a term is a sum over the cells of a state, other cells than its own included.
   */
  private static boolean isTotalOf(Expr expr, String state) {
    boolean sums =
        expr instanceof Expr.Call call && call.function().equals("sum")
            || expr instanceof Expr.Reduction reduction && reduction.function().equals("sum");
    return sums && new Formula("", "", expr, 1).names().contains(state)
        || expr instanceof Expr.Chain chain
            && !chain.isSum()
            && chain.children().stream().anyMatch(part -> isTotalOf(part, state));
  }

  /** Finds the one term that two states gain while everything else is moved between states. */
  private void slip(Map<String, List<SignedTerm>> byKey) {
    List<SignedTerm> suspects = new ArrayList<>();
    boolean others = true;
    int moved = 0;
    for (List<SignedTerm> same : byKey.values()) {
      int sum = same.stream().mapToInt(SignedTerm::sign).sum();
      boolean twice = same.size() == 2 && sum == 2;
      boolean apart =
          twice && !same.get(0).definition().target().equals(same.get(1).definition().target());
      if (apart) {
        suspects.addAll(same);
      } else {
        others = others && sum == 0;
        moved++;
      }
    }
    if (suspects.size() == 2 && others && moved > 0) {
      for (SignedTerm term : suspects) {
        String state = term.definition().target().template().name();
        if (mentions(term.expr(), state)) {
          warnings.add(slip(term));
          return;
        }
      }
    }
  }

  private static Problem slip(SignedTerm term) {
    return Problem.of("E2157", "Two states gain the same, and none loses it: " + term.words())
        .at(formula(term).where(term.expr().span()))
        .remedy("All other terms move people from state to state. Is the sign right?");
  }

  private static Problem negative(String state, Formula formula, Expr part) {
    return Problem.of("E2156", "'" + state + "' can fall below 0")
        .at(formula.where(part.span()))
        .remedy(
            "It loses this much even where nobody is left: multiply by "
                + state
                + ", or by a factor that vanishes with it.");
  }

  private boolean vanishes(SignedTerm term, String state) {
    return DeepStack.call(
        formula(term).levels(), () -> new Vanishing(templates.get(state), aliases).of(term.expr()));
  }

  private boolean mentions(Expr expr, String name) {
    return leads(expr).contains(name);
  }

  /** Returns the names in a part of a formula, and those in its aliases. */
  private Set<String> leads(Expr expr) {
    Set<String> names = new Formula("", "", expr, 1).names();
    for (String name : List.copyOf(names)) {
      names.addAll(reached(name));
    }
    return names;
  }

  /** Returns every name that an alias leads to. */
  private Set<String> reached(String alias) {
    Set<String> known = mentioned.get(alias);
    if (known != null) {
      return known;
    }
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(alias));
    while (!open.isEmpty()) {
      Formula formula = aliases.get(open.remove(open.size() - 1));
      if (formula != null) {
        for (String next : formula.names()) {
          if (reached.add(next)) {
            open.add(next);
          }
        }
      }
    }
    mentioned.put(alias, reached);
    return reached;
  }
}
