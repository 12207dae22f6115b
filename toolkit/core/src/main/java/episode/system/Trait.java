package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One thing to say of a parameter or state besides its axes: its unit, its default or its bounds.
 * Immutable.
 *
 * <pre>{@code
 * .parameter("gamma", defaultValue(0.3), unit("1/day"), bounds(0, 5))
 * }</pre>
 */
public final class Trait {
  private final String kind;
  private final UnaryOperator<Traits> added;

  private Trait(String kind, UnaryOperator<Traits> added) {
    this.kind = kind;
    this.added = added;
  }

  /**
   * Returns the trait of having a value where none is given; an array has it in every place.
   *
   * @throws EpisodeException E2138 where it is not a number
   */
  public static Trait defaultValue(double value) {
    if (Double.isNaN(value)) {
      throw new EpisodeException(
          Problem.of("E2138", "A default is not a number").remedy("Values are finite numbers."));
    }
    return new Trait("default", t -> new Traits(t.unit(), value, t.lower(), t.upper()));
  }

  /**
   * Returns the trait of having a unit: products, quotients and whole powers of hour, day, week,
   * year, person and 1, such as {@code "1/day"} and {@code "person/(week*person^2)"}.
   */
  public static Trait unit(String unit) {
    String text = SystemBuilder.given("unit", unit).strip();
    return new Trait("unit", t -> new Traits(text, t.byDefault(), t.lower(), t.upper()));
  }

  /** Returns the trait of being at least one number and at most another. */
  public static Trait bounds(double lower, double upper) {
    return new Trait("bounds", t -> new Traits(t.unit(), t.byDefault(), lower, upper));
  }

  /**
   * Returns what several traits say of one name.
   *
   * @param before what was said of it elsewhere
   */
  static Traits all(String declaration, Traits before, Trait first, Trait... more) {
    Given.argument(first, "trait", declaration);
    Set<String> said = new HashSet<>(Set.of(first.kind));
    Traits all = first.added.apply(before);
    for (Trait next : Given.arguments(more, "trait", declaration)) {
      if (!said.add(next.kind)) {
        String a = next.kind.equals("bounds") ? "" : "a ";
        throw new EpisodeException(
            Problem.of("E2138", "'" + declaration.strip() + "' has " + a + next.kind + " twice")
                .remedy("Keep one of them."));
      }
      all = next.added.apply(all);
    }
    return all;
  }
}
