package episode.op;

import episode.expr.EpisodeException;
import episode.expr.Ints;
import episode.expr.Problem;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The axes that a reduction runs over.
 *
 * @param chosen in any order, a negative one counts from the last; absent: all axes
 * @param keepDims whether the result has them still, with extent 1
 */
public record Axes(Optional<List<Integer>> chosen, boolean keepDims) {
  /** Copies the list. */
  public Axes {
    chosen = chosen.map(List::copyOf);
  }

  /** Returns all axes. */
  public static Axes all() {
    return new Axes(Optional.empty(), false);
  }

  /** Returns some axes; a negative one counts from the last. */
  public static Axes of(int... axes) {
    List<Integer> list = new ArrayList<>();
    for (int axis : axes) {
      list.add(axis);
    }
    return new Axes(Optional.of(list), false);
  }

  /** Returns these axes, to stay in the result with extent 1. */
  public Axes kept() {
    return new Axes(chosen, true);
  }

  /** Returns the axes of a rank, ascending from 0. */
  Ints in(String op, int rank) {
    if (chosen.isEmpty()) {
      return Ints.range(0, rank);
    }
    TreeSet<Integer> found = new TreeSet<>();
    for (int axis : chosen.get()) {
      if (!found.add(Taken.axis(op, axis, rank))) {
        throw new EpisodeException(
            Problem.of("E3101", op + ": axis " + axis + " occurs twice in " + chosen.get())
                .remedy("Name each axis once; a negative one counts from the last."));
      }
    }
    return Ints.of(found.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Returns the shape of what is left. */
  Shape reduced(String op, Shape shape) {
    Ints axes = in(op, shape.rank());
    return keepDims ? thin(shape, axes) : shape.without(axes);
  }

  /** Returns the shape with extent 1 on some axes. */
  static Shape thin(Shape shape, Ints axes) {
    Shape thin = shape;
    for (int i = 0; i < axes.size(); i++) {
      thin = thin.with(axes.at(i), 1);
    }
    return thin;
  }

  /** Returns these axes of a member as axes of a batch, which has one more in front. */
  Axes inBatch(String op, int rank) {
    Ints own = in(op, rank);
    List<Integer> moved = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      moved.add(own.at(i) + 1);
    }
    return new Axes(Optional.of(moved), keepDims);
  }

  @Override
  public String toString() {
    String axes = chosen.isPresent() ? "axes " + chosen.get() : "all axes";
    return keepDims ? axes + " kept" : axes;
  }
}
