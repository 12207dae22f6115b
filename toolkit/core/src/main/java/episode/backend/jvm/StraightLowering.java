package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import episode.backend.jvm.Views.View;
import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.HashMap;
import java.util.Map;

/** Turns the items of straight-line code into scalars and sinks, element by element. */
final class StraightLowering {
  private final Items items;
  private final Places places;
  private final Body body = new Body();
  private final Map<Node, Scalar[]> values = new HashMap<>();

  private StraightLowering(Items items, Places places) {
    this.items = items;
    this.places = places;
  }

  static Body body(Items items, Places places, Kernel kernel) {
    StraightLowering lowering = new StraightLowering(items, places);
    for (Item item : kernel.items) {
      lowering.lower(item);
    }
    return lowering.body;
  }

  private void lower(Item item) {
    if (item.kind == Item.Kind.PLACE) {
      Buffer into = item.output >= 0 ? places.output(item.output) : places.of(item.node);
      int[] targets = places(item.sourceNode.shape(), item.offset, item.strides);
      for (int i = 0; i < targets.length; i++) {
        store(into, targets[i], element(item, i), places.isLate(item));
      }
      return;
    }
    Scalar[] elements = elements(item.node);
    values.put(item.node, elements);
    if (items.stored().contains(item.node)) {
      for (int i = 0; i < elements.length; i++) {
        store(places.of(item.node), i, elements[i], places.isLate(item));
      }
    }
  }

  private Scalar element(Item item, int i) {
    int[] at = places(item.sourceNode.shape(), item.source.offset(), item.source.strides());
    return at(item.source.base(), at[i]);
  }

  /** A store that waits has its value ready before: the value may itself be a load. */
  private void store(Buffer into, int place, Scalar value, boolean isLate) {
    Scalar kept = isLate ? body.apply(Prim.RESHAPE, value.dtype, Body.NONE, value) : value;
    body.add(Sink.store(Access.at(into, place), kept, isLate));
  }

  /** Returns start + Σ stride · index for every index of a shape in row-major order. */
  private static int[] places(Shape shape, int start, int[] strides) {
    int[] result = new int[shape.size()];
    int[] own = shape.strides();
    for (int i = 0; i < result.length; i++) {
      int place = start;
      for (int axis = 0; axis < own.length; axis++) {
        place += i / own[axis] % shape.extent(axis) * strides[axis];
      }
      result[i] = place;
    }
    return result;
  }

  /** Returns the elements of any node in row-major order. */
  private Scalar[] operand(Node node) {
    Scalar[] here = values.get(node);
    if (here != null) {
      return here;
    }
    View view = items.views().of(node);
    int[] at = places(node.shape(), view.offset(), view.strides());
    Scalar[] elements = new Scalar[at.length];
    for (int i = 0; i < at.length; i++) {
      elements[i] = at(view.base(), at[i]);
    }
    return elements;
  }

  private Scalar at(Node base, int place) {
    Scalar[] here = values.get(base);
    if (here != null) {
      return here[place];
    }
    return base.prim() == Prim.CONST
        ? body.constant(base.constant(), place)
        : body.load(Access.at(places.of(base), place));
  }

  private Scalar[] elements(Node node) {
    return switch (node.prim()) {
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> reduce(node);
      case RESHAPE -> operand(node.input(0));
      case CONCAT -> concat(node);
      case PAD -> pad(node);
      case CUMSUM, CUMPROD -> cumulate(node);
      case MATMUL -> multiply(node);
      case GATHER -> gather(node);
      default -> elementwise(node);
    };
  }

  private Scalar[] elementwise(Node node) {
    Scalar[][] operands = new Scalar[node.inputs().size()][];
    for (int k = 0; k < operands.length; k++) {
      operands[k] = operand(node.input(k));
    }
    Scalar[] elements = new Scalar[node.shape().size()];
    for (int i = 0; i < elements.length; i++) {
      Scalar[] args = new Scalar[operands.length];
      for (int k = 0; k < args.length; k++) {
        args[k] = operands[k][i];
      }
      elements[i] = body.apply(node.prim(), node.dtype(), node.attribute(), args);
    }
    return elements;
  }

  private Scalar[] reduce(Node node) {
    Scalar[] operand = operand(node.input(0));
    int[] own = node.shape().strides();
    int[] strides = new int[node.input(0).shape().rank()];
    int next = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = node.axes().contains(axis) ? 0 : own[next++];
    }
    int[] targets = places(node.input(0).shape(), 0, strides);
    Scalar[] sums = new Scalar[node.shape().size()];
    for (int i = 0; i < targets.length; i++) {
      int to = targets[i];
      sums[to] = combine(Reductions.step(node.prim()), sums[to], operand[i]);
    }
    return finished(sums, node);
  }

  private Scalar combine(Prim step, Scalar sum, Scalar value) {
    Scalar wide = widened(value);
    return sum == null ? wide : body.apply(step, wide.dtype, Body.NONE, sum, wide);
  }

  private Scalar widened(Scalar value) {
    return Lowering.isWidened(value.dtype)
        ? body.apply(Prim.CAST, DType.FLOAT64, DType.FLOAT64, value)
        : value;
  }

  /** Puts in the start where nothing was taken in, and narrows what was widened. */
  private Scalar[] finished(Scalar[] sums, Node node) {
    DType dtype = node.dtype();
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] == null) {
        double start = node.prim().overNothing(dtype);
        sums[i] = body.constant(Tensor.filled(dtype, Shape.SCALAR, start), 0);
      } else if (sums[i].dtype != dtype) {
        sums[i] = body.apply(Prim.CAST, dtype, dtype, sums[i]);
      }
    }
    return sums;
  }

  private Scalar[] concat(Node node) {
    Scalar[] elements = new Scalar[node.shape().size()];
    int[] strides = node.shape().strides();
    int offset = 0;
    for (Node part : node.inputs()) {
      Scalar[] from = operand(part);
      int[] targets = places(part.shape(), offset, strides);
      for (int i = 0; i < targets.length; i++) {
        elements[targets[i]] = from[i];
      }
      offset += part.shape().extent(node.index()) * strides[node.index()];
    }
    return elements;
  }

  private Scalar[] pad(Node node) {
    Scalar[] elements = new Scalar[node.shape().size()];
    Scalar zero = body.constant(Tensor.filled(node.dtype(), Shape.SCALAR, 0), 0);
    java.util.Arrays.fill(elements, zero);
    Attr.Pad pad = (Attr.Pad) node.attribute();
    int[] strides = node.shape().strides();
    int offset = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      offset += pad.low().at(axis) * strides[axis];
      strides[axis] *= 1 + pad.interior().at(axis);
    }
    Scalar[] from = operand(node.input(0));
    int[] targets = places(node.input(0).shape(), offset, strides);
    for (int i = 0; i < targets.length; i++) {
      elements[targets[i]] = from[i];
    }
    return elements;
  }

  private Scalar[] cumulate(Node node) {
    Attr.Cumulative attribute = (Attr.Cumulative) node.attribute();
    Scalar[] elements = operand(node.input(0)).clone();
    int inner = node.shape().strides()[attribute.axis()];
    int extent = node.shape().extent(attribute.axis());
    Prim step = Reductions.step(node.prim());
    for (int i = 0; i < elements.length; i++) {
      int at = attribute.reverse() ? elements.length - 1 - i : i;
      int before = attribute.reverse() ? at + inner : at - inner;
      if (at / inner % extent != (attribute.reverse() ? extent - 1 : 0)) {
        elements[at] = body.apply(step, node.dtype(), Body.NONE, elements[before], elements[at]);
      }
    }
    return elements;
  }

  private Scalar[] multiply(Node node) {
    Scalar[] a = operand(node.input(0));
    Scalar[] b = operand(node.input(1));
    int rank = node.shape().rank();
    int n = node.shape().extent(rank - 2);
    int m = node.shape().extent(rank - 1);
    int depth = node.input(0).shape().extent(rank - 1);
    Scalar[] sums = new Scalar[node.shape().size()];
    for (int i = 0; i < sums.length; i++) {
      int left = i / m * depth;
      int right = i / (n * m) * depth * m + i % m;
      for (int k = 0; k < depth; k++) {
        Scalar x = widened(a[left + k]);
        Scalar y = widened(b[right + k * m]);
        Scalar product = body.apply(Prim.MUL, x.dtype, Body.NONE, x, y);
        sums[i] = combine(Prim.ADD, sums[i], product);
      }
    }
    return finished(sums, node);
  }

  private Scalar[] gather(Node node) {
    int axis = node.index();
    View x = items.views().of(node.input(0));
    Scalar[] indices = operand(node.input(1));
    Shape from = node.input(0).shape();
    int inner = from.strides()[axis];
    int block = indices.length * inner;
    int[] starts = places(from.with(axis, 1), x.offset(), x.strides());
    Scalar[] elements = new Scalar[node.shape().size()];
    for (int i = 0; i < elements.length; i++) {
      Access access = Access.at(places.of(x.base()), starts[i / block * inner + i % inner]);
      Scalar index = indices[i % block / inner];
      elements[i] = body.load(access, index, Lowering.reach(x.strides(), from, axis));
    }
    return elements;
  }
}
