package episode.backend.jvm;

import java.util.ArrayList;
import java.util.List;

/** A body with its loops, outermost first. Loops that walk memory as one become one. */
final class Nest {
  private int[] extents;
  private final List<Scalar> scalars = new ArrayList<>();
  private final List<Sink> sinks = new ArrayList<>();

  Nest(int[] extents, Body body) {
    this.extents = extents.clone();
    Uses.count(body.steps());
    for (Object step : body.steps()) {
      if (step instanceof Sink sink) {
        sinks.add(sink);
      } else if (((Scalar) step).uses > 0) {
        scalars.add((Scalar) step);
      }
    }
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      if (this.extents[axis] == 1) {
        drop(axis);
      }
    }
    for (int axis = this.extents.length - 2; axis >= 0; axis--) {
      if (isOneWalk(axis)) {
        this.extents[axis + 1] *= this.extents[axis];
        drop(axis);
      }
    }
    setDepths();
  }

  int[] extents() {
    return extents;
  }

  int depth() {
    return extents.length;
  }

  /** Returns what is needed, operands before users. */
  List<Scalar> scalars() {
    return scalars;
  }

  /** Returns the sinks, those that wait last. */
  List<Sink> sinks() {
    return sinks;
  }

  private boolean isOneWalk(int axis) {
    for (Scalar scalar : scalars) {
      if (scalar.access != null && !isOneWalk(scalar.access.strides(), axis)) {
        return false;
      }
    }
    for (Sink sink : sinks) {
      boolean both = !sink.isReduction() || sink.reduced()[axis] == sink.reduced()[axis + 1];
      if (!both || !isOneWalk(sink.target().strides(), axis)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOneWalk(int[] strides, int axis) {
    return strides[axis] == strides[axis + 1] * extents[axis + 1];
  }

  private void drop(int axis) {
    extents = without(extents, axis);
    for (Scalar scalar : scalars) {
      if (scalar.access != null) {
        scalar.access = scalar.access.withStrides(without(scalar.access.strides(), axis));
      }
    }
    for (int i = 0; i < sinks.size(); i++) {
      Sink sink = sinks.get(i);
      Access target = sink.target().withStrides(without(sink.target().strides(), axis));
      sinks.set(i, sink.over(target, sink.isReduction() ? without(sink.reduced(), axis) : null));
    }
  }

  private static int[] without(int[] values, int axis) {
    int[] rest = new int[values.length - 1];
    System.arraycopy(values, 0, rest, 0, axis);
    System.arraycopy(values, axis + 1, rest, axis, rest.length - axis);
    return rest;
  }

  private static boolean[] without(boolean[] values, int axis) {
    boolean[] rest = new boolean[values.length - 1];
    System.arraycopy(values, 0, rest, 0, axis);
    System.arraycopy(values, axis + 1, rest, axis, rest.length - axis);
    return rest;
  }

  /** A value is computed in the outermost loop in which all it depends on is known. */
  private void setDepths() {
    for (Scalar scalar : scalars) {
      scalar.depth = scalar.access == null ? 0 : scalar.access.depth();
      scalar.isRoot = false;
      for (Scalar arg : scalar.args) {
        scalar.depth = Math.max(scalar.depth, arg.depth);
      }
    }
    for (Scalar scalar : scalars) {
      for (Scalar arg : scalar.args) {
        arg.isRoot |= arg.depth < scalar.depth && !arg.isConstant();
      }
    }
    for (Sink sink : sinks) {
      Scalar value = sink.value();
      boolean waits = sink.isLast() || value.depth < depth();
      value.isRoot |= waits && !value.isConstant();
    }
    Uses.chooseRoots(new ArrayList<>(scalars));
  }
}
