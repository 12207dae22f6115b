package episode.op;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Type;
import java.util.List;

/** What ops say of operands that they do not take. */
final class Taken {
  private Taken() {}

  static EpisodeException refusal(String op, List<Type> seen, String rule) {
    return new EpisodeException(
        Problem.of("E3101", op + " does not take operands of types " + seen).remedy(rule));
  }

  /** Returns the refusal of parameters that make no sense for these operands. */
  static EpisodeException problem(String what, String remedy) {
    return new EpisodeException(Problem.of("E3101", what).remedy(remedy));
  }

  /** Passes where a number of things can be. */
  static void atLeastZero(String op, String things, long count) {
    if (count < 0) {
      throw problem(op + ": " + count + " " + things, "There are at least 0.");
    }
  }

  static void check(boolean holds, String op, List<Type> seen, String rule) {
    if (!holds) {
      throw refusal(op, seen, rule);
    }
  }

  static Type.ArrayOf array(String op, List<Type> seen, int i) {
    check(seen.get(i) instanceof Type.ArrayOf, op, seen, "Operands are arrays.");
    return (Type.ArrayOf) seen.get(i);
  }

  /** Returns the operand that all others are like: of one floating element type. */
  static Type.ArrayOf floating(String op, List<Type> seen, int count) {
    check(seen.size() == count, op, seen, "It takes " + count + ".");
    Type.ArrayOf first = array(op, seen, 0);
    for (int i = 0; i < count; i++) {
      boolean fits = array(op, seen, i).dtype() == first.dtype();
      check(fits, op, seen, "Operands have one element type; cast first.");
    }
    check(first.dtype().isFloating(), op, seen, "Operands are FLOAT32 or FLOAT64; cast first.");
    return first;
  }

  /** Returns an operand that is a stack of square matrices. */
  static Type.ArrayOf square(String op, List<Type> seen) {
    Type.ArrayOf a = array(op, seen, 0);
    int rank = a.shape().rank();
    boolean fits = rank >= 2 && a.shape().extent(rank - 1) == a.shape().extent(rank - 2);
    check(fits, op, seen, "The first operand has square matrices: [..., n, n].");
    return a;
  }

  /** Returns an axis counted from the first. */
  static int axis(String op, int axis, int rank) {
    if (axis < -rank || axis >= rank) {
      String range = rank == 0 ? "a scalar has none" : -rank + " to " + (rank - 1);
      throw new EpisodeException(
          Problem.of("E3101", op + ": axis " + axis + " is out of range")
              .remedy("Valid: " + range + "."));
    }
    return axis < 0 ? axis + rank : axis;
  }
}
