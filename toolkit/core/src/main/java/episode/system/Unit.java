package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A unit of measurement. Immutable.
 *
 * @param powers the power of each word, none of them 0
 */
record Unit(Map<String, Integer> powers) {
  /** That of a number without a unit. */
  static final Unit ONE = new Unit(Map.of());

  /** What units are made of. */
  static final List<String> WORDS = List.of("hour", "day", "week", "year", "person", "1");

  private static final int LARGEST_POWER = 9;

  /** Copies the powers. */
  Unit {
    powers = Map.copyOf(powers);
  }

  /** Returns the unit in which time runs; empty where it is a bare number. */
  static Optional<Unit> of(TimeScale time) {
    return time == TimeScale.NONE
        ? Optional.empty()
        : Optional.of(new Unit(Map.of(time.word(), 1)));
  }

  /** Returns the unit of a text such as {@code 1/(person*day)}; empty where it is none. */
  static Optional<Unit> parse(String text) {
    try {
      return of(Formula.parse("unit", text).expr());
    } catch (EpisodeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Unit> of(Expr expr) {
    if (expr instanceof Expr.Name name) {
      String word = name.name().toLowerCase(Locale.ROOT);
      String singular = word.equals("people") ? "person" : word.replaceAll("s$", "");
      return WORDS.contains(singular)
          ? Optional.of(new Unit(Map.of(singular, 1)))
          : Optional.empty();
    } else if (expr instanceof Expr.Literal literal) {
      return literal.value() == 1 ? Optional.of(ONE) : Optional.empty();
    } else if (expr instanceof Expr.Power power) {
      Optional<Unit> base = of(power.base());
      Optional<Double> exponent = UnitRules.number(power.exponent());
      return exponent.isPresent() ? base.flatMap(unit -> unit.power(exponent.get())) : base;
    } else if (expr instanceof Expr.Chain chain && !chain.isSum()) {
      Optional<Unit> unit = of(chain.first());
      for (Expr.Step step : chain.rest()) {
        Optional<Unit> next = of(step.operand());
        int sign = step.operator() == Operator.DIVIDE ? -1 : 1;
        boolean known = step.operator() != Operator.REMAINDER && next.isPresent();
        unit = known ? unit.map(left -> left.times(next.get(), sign)) : Optional.empty();
      }
      return unit;
    }
    return Optional.empty();
  }

  /** Returns the product with a power of another. */
  Unit times(Unit other, int power) {
    Map<String, Integer> product = new TreeMap<>(powers);
    other.powers.forEach((word, own) -> product.merge(word, own * power, Integer::sum));
    product.values().removeIf(each -> each == 0);
    return new Unit(product);
  }

  /** Returns a power; empty where it is not whole, or very large. */
  Optional<Unit> power(double exponent) {
    Map<String, Integer> result = new TreeMap<>();
    for (Map.Entry<String, Integer> entry : powers.entrySet()) {
      double power = entry.getValue() * exponent;
      if (power != Math.rint(power) || Math.abs(power) > LARGEST_POWER) {
        return Optional.empty();
      }
      if (power != 0) {
        result.put(entry.getKey(), (int) power);
      }
    }
    return Optional.of(new Unit(result));
  }

  /** Returns whether both are of the same kind and the same size: 7 days are no week. */
  boolean fits(Unit other) {
    Unit ratio = times(other, -1);
    int time = 0;
    double days = 1;
    for (Map.Entry<String, Integer> entry : ratio.powers.entrySet()) {
      if (entry.getKey().equals("person")) {
        return false;
      }
      time += entry.getValue();
      TimeScale scale = TimeScale.of(entry.getKey()).orElseThrow();
      days *= Math.pow(scale.in(TimeScale.DAY), entry.getValue());
    }
    return time == 0 && Math.abs(days - 1) < 1e-9;
  }

  /** Returns whether both are of the same kind, whatever their sizes. */
  boolean isLike(Unit other) {
    Unit ratio = times(other, -1);
    int time = 0;
    for (Map.Entry<String, Integer> entry : ratio.powers.entrySet()) {
      time += entry.getKey().equals("person") ? 0 : entry.getValue();
    }
    return time == 0 && !ratio.powers.containsKey("person");
  }

  /** Returns the unit as text that reads back: {@code person/day}. */
  @Override
  public String toString() {
    List<String> above = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : new TreeMap<>(powers).entrySet()) {
      int size = Math.abs(entry.getValue());
      String word = size == 1 ? entry.getKey() : entry.getKey() + "^" + size;
      (entry.getValue() > 0 ? above : below).add(word);
    }
    String top = above.isEmpty() ? "1" : String.join("*", above);
    String bottom = String.join("*", below);
    return below.isEmpty() ? top : top + "/" + (below.size() == 1 ? bottom : "(" + bottom + ")");
  }
}
