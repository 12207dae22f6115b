package episode.system;

import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks whether people enter or leave a system. Those that transitions move stay, but for flows
 * from and to the outside; beside transitions, equations are taken for counters. What operators
 * add, and the derivatives of a system of equations alone, have to add up to 0.
 */
final class Balance {
  private final Definitions system;
  private final Totals totals;

  /**
   * Makes a check.
   *
   * @param rhs the system's right-hand side
   */
  Balance(Definitions system, Graph rhs) {
    this.system = system;
    totals = new Totals(system, rhs);
  }

  /** Returns what is wrong with a system of which it was said that nobody enters or leaves. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (!system.closed()) {
      return problems;
    }
    for (Transition flow : system.transitions()) {
      if (flow.from().isEmpty() || flow.to().isEmpty()) {
        String does = flow.from().isEmpty() ? " brings people in" : " takes people out";
        Formula rate = flow.rate();
        problems.add(
            Problem.of("E2142", "The system is closed, and '" + flow.label() + "'" + does)
                .at(rate.where(rate.expr().span()))
                .remedy("Remove the flow, or do not say closed."));
      }
    }
    if (system.transitions().isEmpty()) {
      boolean inText = !totals.isShrunken() || !uncancelled().isEmpty() || operates();
      if (inText && totals.ofDerivatives().isPresent() && !totals.ofDerivatives().get()) {
        problems.add(leftOver());
      }
    } else if (operates() && !totals.ofContributions().orElse(true)) {
      problems.add(operators());
    }
    return problems;
  }

  private boolean operates() {
    return !system.contributions().isEmpty();
  }

  private Problem operators() {
    Formula first = system.contributions().get(0).formula();
    String what = "The system is closed, and what operators add does not add up to 0";
    return Problem.of("E2142", what)
        .at(first.where(first.expr().span()))
        .remedy("Let nothing pass the ends, as with 'no-flux', or do not say closed.");
  }

  private Problem leftOver() {
    List<SignedTerm> left = uncancelled();
    String what = "The system is closed, and its derivatives do not add up to 0";
    if (left.isEmpty()) {
      return Problem.of("E2142", what).remedy("Correct a term, or do not say closed.");
    }
    List<String> words = new ArrayList<>();
    left.forEach(term -> words.add(term.words()));
    return Problem.of("E2142", what)
        .at(left.get(0).definition().formula().where(left.get(0).expr().span()))
        .remedy(
            "Without a term of the other sign elsewhere: "
                + Suggestion.list(words)
                + ".\nCorrect a sign, or do not say closed.");
  }

  /** Returns the terms of equations that no term of the other sign stands against. */
  List<SignedTerm> uncancelled() {
    Map<String, List<SignedTerm>> byKey = new LinkedHashMap<>();
    for (Definition equation : system.equations()) {
      for (SignedTerm term : SignedTerm.of(equation)) {
        List<SignedTerm> same = byKey.computeIfAbsent(term.key(), key -> new ArrayList<>());
        if (!same.isEmpty() && same.get(0).sign() != term.sign()) {
          same.remove(same.size() - 1);
        } else {
          same.add(term);
        }
      }
    }
    List<SignedTerm> left = new ArrayList<>();
    byKey.values().forEach(left::addAll);
    return left;
  }

  /** Returns whether it is known that nobody enters or leaves. */
  boolean isKnownToHold() {
    if (system.transitions().isEmpty()) {
      return totals.ofDerivatives().orElse(false);
    }
    boolean inside =
        system.transitions().stream()
            .allMatch(flow -> flow.from().isPresent() && flow.to().isPresent());
    return inside && (!operates() || totals.ofContributions().orElse(false));
  }
}
