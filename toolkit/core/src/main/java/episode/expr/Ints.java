package episode.expr;

import java.util.Arrays;

/** An immutable list of ints with value equality: axes, permutations, bounds of a slice. */
public final class Ints {
  private final int[] values;

  private Ints(int[] values) {
    this.values = values;
  }

  /** Returns the list of the given values. */
  public static Ints of(int... values) {
    return new Ints(values.clone());
  }

  /** Returns the list first, first + 1, … of the given length. */
  public static Ints range(int first, int length) {
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = first + i;
    }
    return new Ints(values);
  }

  /** Returns the list that holds the same value in every place. */
  public static Ints filled(int value, int length) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return new Ints(values);
  }

  /** Returns the number of values. */
  public int size() {
    return values.length;
  }

  /** Returns the value at a place. */
  public int at(int i) {
    return values[i];
  }

  /** Returns whether a value occurs. */
  public boolean contains(int value) {
    for (int v : values) {
      if (v == value) {
        return true;
      }
    }
    return false;
  }

  /** Returns the values in a fresh array. */
  public int[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ints && Arrays.equals(values, ((Ints) other).values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
