package episode.backend.jvm;

import java.util.List;

/** Counts who needs what, and decides which values get a statement of their own. */
final class Uses {
  /** No expression is longer than about this many bytes. */
  private static final int EXPRESSION = 200;

  private Uses() {}

  /** Counts uses from the sinks backwards; values that nothing needs keep 0. */
  static void count(List<Object> steps) {
    for (Object step : steps) {
      if (step instanceof Scalar scalar) {
        scalar.uses = 0;
      }
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof Sink sink) {
        sink.value().uses++;
        if (sink.index() != null) {
          sink.index().uses++;
        }
      } else {
        Scalar scalar = (Scalar) steps.get(i);
        for (Scalar arg : scalar.uses > 0 ? scalar.args : new Scalar[0]) {
          arg.uses++;
        }
      }
    }
  }

  /** Makes roots of the values that are used twice, or that would make an expression too long. */
  static void chooseRoots(List<Object> steps) {
    for (Object step : steps) {
      if (step instanceof Scalar scalar && scalar.uses > 0) {
        measure(scalar);
        boolean leaf = scalar.isConstant() || scalar.isLoad();
        boolean waits = scalar.prim == episode.expr.Prim.RESHAPE;
        scalar.isRoot |= !leaf && (scalar.uses > 1 || scalar.bytes > EXPRESSION || waits);
      }
    }
  }

  private static void measure(Scalar scalar) {
    if (scalar.isConstant()) {
      scalar.bytes = 3;
    } else if (scalar.isLoad()) {
      scalar.bytes = 5;
    } else {
      scalar.bytes = Instructions.bytes(scalar.prim);
      for (Scalar arg : scalar.args) {
        scalar.bytes += arg.isRoot ? 2 : arg.bytes;
      }
    }
  }
}
