package episode.system;

import episode.expr.Formula;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Checks whether people enter or leave a system. Those that transitions move stay, but for flows
 * from and to the outside; beside transitions, equations are taken for counters. A system of
 * equations alone keeps its people where its derivatives add up to 0: that is tried out at a few
 * points.
 */
final class Balance {
  private static final int MOST_CELLS = 200_000;
  private static final int POINTS = 3;

  /** Far above the roundings of a sum of many terms, far below any term that is left over. */
  private static final double TOLERANCE = 1e-9;

  private final Definitions system;

  Balance(Definitions system) {
    this.system = system;
  }

  /** Returns what is wrong with a system of which it was said that nobody enters or leaves. */
  List<Problem> problems(Graph rhs) {
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
    if (system.transitions().isEmpty() && !addsUpToZero(rhs)) {
      problems.add(leftOver());
    }
    return problems;
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
  boolean isKnownToHold(Graph rhs) {
    boolean inside =
        system.transitions().stream()
            .allMatch(flow -> flow.from().isPresent() && flow.to().isPresent());
    boolean alone = system.contributions().isEmpty();
    if (!system.transitions().isEmpty()) {
      return inside && alone;
    }
    return alone && size() <= MOST_CELLS && addsUpToZero(rhs);
  }

  private long size() {
    return system.states().stream().mapToLong(Template::size).sum();
  }

  private boolean addsUpToZero(Graph rhs) {
    if (uncancelled().isEmpty() || size() > MOST_CELLS) {
      return true;
    }
    SplittableRandom random = new SplittableRandom(1);
    boolean zero = true;
    for (int point = 0; point < POINTS && zero; point++) {
      List<Tensor> inputs = new ArrayList<>();
      for (Node input : rhs.inputs()) {
        Shape shape = input.shape();
        double[] values = random.doubles(shape.size(), 0.5, 1.5).toArray();
        inputs.add(Tensor.of(shape, values));
      }
      zero = isZero(Perform.evaluate(rhs, inputs));
    }
    return zero;
  }

  /** Returns whether some arrays add up to 0, or whether that cannot be told. */
  private static boolean isZero(List<Tensor> derivatives) {
    double sum = 0;
    double size = 0;
    for (Tensor derivative : derivatives) {
      for (double cell : derivative.toDoubles()) {
        sum += cell;
        size += Math.abs(cell);
      }
    }
    return !(Math.abs(sum) > TOLERANCE * size);
  }
}
