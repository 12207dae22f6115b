package episode.op;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ops that put arrays together and take them apart. */
final class Joins {
  private Joins() {}

  /**
   * Arrays one after the other.
   *
   * @param axis along which; absent: all are flattened
   */
  record Concatenate(Optional<Integer> axis) implements Moving {
    @Override
    public String name() {
      return "Concatenate";
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      if (axis.isEmpty()) {
        return List.of(Shape.of(operands.stream().mapToInt(Shape::size).sum()));
      }
      Shape first = operands.get(0);
      int own = Taken.axis(name(), axis.get(), first.rank());
      int total = 0;
      for (Shape each : operands) {
        boolean fits = each.rank() == first.rank();
        if (!fits || !each.with(own, first.extent(own)).equals(first)) {
          throw Taken.problem(
              "Concatenate: shapes " + operands + " do not fit together",
              "They differ along axis " + axis.get() + " only.");
        }
        total += each.extent(own);
      }
      return List.of(first.with(own, total));
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape shape = shapes(operands).get(0);
      if (axis.isEmpty()) {
        return Moving.each(shape, index -> index[0]);
      }
      int own = Taken.axis(name(), axis.get(), shape.rank());
      return Moving.each(
          shape,
          index -> {
            int[] from = index.clone();
            int before = 0;
            int k = 0;
            while (from[own] >= operands.get(k).extent(own)) {
              from[own] -= operands.get(k).extent(own);
              before += operands.get(k++).size();
            }
            return before + Moving.place(operands.get(k), from);
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      if (axis.isPresent()) {
        int own = Taken.axis(name(), axis.get(), operands.get(0).shape().rank());
        return Optional.of(List.of(builder.concat(operands, own)));
      }
      List<Node> lines = new ArrayList<>();
      for (Node each : operands) {
        lines.add(builder.reshape(each, Shape.of(each.shape().size())));
      }
      return Optional.of(List.of(builder.concat(lines, 0)));
    }
  }

  /** Arrays of one shape along a new axis. */
  record StackAlong(int axis) implements Moving {
    @Override
    public String name() {
      return "Stack";
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      Shape first = operands.get(0);
      if (!operands.stream().allMatch(first::equals)) {
        throw Taken.problem(
            "Stack: shapes " + operands + " do not fit together", "They are all the same.");
      }
      return List.of(first.inserted(Taken.axis(name(), axis, first.rank() + 1), operands.size()));
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape first = operands.get(0);
      int own = Taken.axis(name(), axis, first.rank() + 1);
      return Moving.each(
          shapes(operands).get(0),
          index -> {
            int[] from = new int[first.rank()];
            for (int i = 0; i < from.length; i++) {
              from[i] = index[i < own ? i : i + 1];
            }
            return index[own] * first.size() + Moving.place(first, from);
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      int own = Taken.axis(name(), axis, operands.get(0).shape().rank() + 1);
      List<Node> rows = new ArrayList<>();
      for (Node each : operands) {
        rows.add(builder.reshape(each, each.shape().inserted(own, 1)));
      }
      return Optional.of(List.of(builder.concat(rows, own)));
    }
  }

  /** The parts before, between and after ascending cuts. */
  record Split(int axis, List<Integer> cuts) implements Moving {
    /** Copies the list. */
    Split {
      cuts = List.copyOf(cuts);
    }

    @Override
    public String name() {
      return "Split";
    }

    private int from(int part) {
      return part == 0 ? 0 : cuts.get(part - 1);
    }

    private int to(int part, int extent) {
      return part == cuts.size() ? extent : cuts.get(part);
    }

    @Override
    public List<Shape> shapes(List<Shape> operands) {
      Shape x = operands.get(0);
      int own = Taken.axis(name(), axis, x.rank());
      int extent = x.extent(own);
      List<Shape> shapes = new ArrayList<>();
      for (int part = 0; part <= cuts.size(); part++) {
        if (from(part) < 0 || to(part, extent) < from(part) || to(part, extent) > extent) {
          throw Taken.problem(
              "Split: cuts at " + cuts + " of an axis of extent " + extent,
              "Cuts are ascending, from 0 to the extent.");
        }
        shapes.add(x.with(own, to(part, extent) - from(part)));
      }
      return shapes;
    }

    @Override
    public int[] places(List<Shape> operands, int result) {
      Shape x = operands.get(0);
      int own = Taken.axis(name(), axis, x.rank());
      return Moving.each(
          shapes(operands).get(result),
          index -> {
            int[] at = index.clone();
            at[own] += from(result);
            return Moving.place(x, at);
          });
    }

    @Override
    public Optional<List<Node>> lower(GraphBuilder builder, List<Node> operands) {
      Node x = operands.get(0);
      int own = Taken.axis(name(), axis, x.shape().rank());
      List<Node> parts = new ArrayList<>();
      for (int part = 0; part <= cuts.size(); part++) {
        parts.add(builder.slice(x, own, from(part), to(part, x.shape().extent(own))));
      }
      return Optional.of(parts);
    }
  }
}
