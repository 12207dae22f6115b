package episode.system;

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
  private final UnaryOperator<Traits> added;

  private Trait(UnaryOperator<Traits> added) {
    this.added = added;
  }

  /** Returns the trait of having a value where none is given; an array has it in every place. */
  public static Trait defaultValue(double value) {
    return new Trait(t -> new Traits(t.unit(), value, t.lower(), t.upper()));
  }

  /**
   * Returns the trait of having a unit: products, quotients and whole powers of hour, day, week,
   * year, person and 1, such as {@code "1/day"} and {@code "person/(week*person^2)"}.
   */
  public static Trait unit(String unit) {
    String text = SystemBuilder.given("unit", unit).strip();
    return new Trait(t -> new Traits(text, t.byDefault(), t.lower(), t.upper()));
  }

  /** Returns the trait of being at least one number and at most another. */
  public static Trait bounds(double lower, double upper) {
    return new Trait(t -> new Traits(t.unit(), t.byDefault(), lower, upper));
  }

  /** Returns traits with this one. */
  Traits with(Traits others) {
    return added.apply(others);
  }
}
