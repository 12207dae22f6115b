package episode.backend.jvm;

import episode.backend.jvm.Item.Kind;
import episode.backend.jvm.Memory.Buffer;
import episode.backend.jvm.Views.View;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.HashMap;
import java.util.Map;

/** Turns the items of a nest of loops into scalars and sinks. For one kernel. */
final class Lowering {
  private final Items items;
  private final Places places;
  private final Kernel kernel;
  private final Body body = new Body();
  private final Map<Node, Scalar> values = new HashMap<>();

  private Lowering(Items items, Places places, Kernel kernel) {
    this.items = items;
    this.places = places;
    this.kernel = kernel;
  }

  static Body nest(Items items, Places places, Kernel kernel) {
    Lowering lowering = new Lowering(items, places, kernel);
    for (Item item : kernel.items) {
      lowering.lower(item);
    }
    return lowering.body;
  }

  private void lower(Item item) {
    if (item.kind == Kind.PLACE) {
      place(item);
    } else if (item.kind == Kind.SCATTER) {
      scatter(item.node);
    } else if (item.isReduction()) {
      reduce(item.node);
    } else {
      Scalar value = item.node.prim() == Prim.GATHER ? gather(item.node) : elementwise(item.node);
      values.put(item.node, value);
      if (items.stored().contains(item.node)) {
        Access target = new Access(places.of(item.node), 0, kernel.space.strides());
        body.add(Sink.store(target, value, places.isLate(item)));
      }
    }
  }

  private Scalar elementwise(Node node) {
    Scalar[] args = new Scalar[node.inputs().size()];
    for (int i = 0; i < args.length; i++) {
      args[i] = operand(node.input(i), items.views().of(node.input(i)));
    }
    return body.apply(node.prim(), node.dtype(), node.attribute(), args);
  }

  /** Returns the element of an operand at the loop variables. */
  private Scalar operand(Node operand, View view) {
    Scalar here = view.base() == operand ? values.get(operand) : null;
    return here != null ? here : load(view);
  }

  private Scalar load(View view) {
    if (view.base().prim() == Prim.CONST && isUniform(view.strides())) {
      return body.constant(view.base().constant(), view.offset());
    }
    return body.load(new Access(places.of(view.base()), view.offset(), view.strides()));
  }

  private boolean isUniform(int[] strides) {
    for (int axis = 0; axis < strides.length; axis++) {
      if (strides[axis] != 0 && kernel.space.extent(axis) != 1) {
        return false;
      }
    }
    return kernel.space.size() > 0;
  }

  private void place(Item item) {
    Scalar value = operand(item.sourceNode, item.source);
    Buffer into = item.output >= 0 ? places.output(item.output) : places.of(item.node);
    Access target = new Access(into, item.offset, item.strides);
    body.add(Sink.store(target, value, places.isLate(item)));
  }

  private void reduce(Node node) {
    Node operand = node.input(0);
    int[] own = node.shape().strides();
    int[] strides = new int[kernel.space.rank()];
    boolean[] reduced = new boolean[strides.length];
    int next = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      reduced[axis] = node.axes().contains(axis);
      strides[axis] = reduced[axis] ? 0 : own[next++];
    }
    Access target = new Access(places.of(node), 0, strides);
    Scalar value = operand(operand, items.views().of(operand));
    body.add(Sink.reduce(node.prim(), target, reduced, value));
  }

  /** Result axes: those of x before the axis, those of the indices, those of x after the axis. */
  private Scalar gather(Node node) {
    int axis = node.index();
    View x = items.views().of(node.input(0));
    View at = items.views().of(node.input(1));
    int count = at.strides().length;
    int[] strides = new int[kernel.space.rank()];
    int[] indexStrides = new int[strides.length];
    for (int k = 0; k < strides.length; k++) {
      if (k >= axis && k < axis + count) {
        indexStrides[k] = at.strides()[k - axis];
      } else {
        strides[k] = x.strides()[k < axis ? k : k - count + 1];
      }
    }
    Scalar index = load(new View(at.base(), at.offset(), indexStrides));
    Access access = new Access(places.of(x.base()), x.offset(), strides);
    return body.load(access, index, reach(x.strides(), node.input(0).shape(), axis));
  }

  static Sink.Reach reach(int[] strides, Shape shape, int axis) {
    return new Sink.Reach(strides[axis], shape.extent(axis), axis);
  }

  private void scatter(Node node) {
    int axis = node.index();
    View at = items.views().of(node.input(1));
    int count = at.strides().length;
    int[] own = node.shape().strides();
    int[] strides = new int[kernel.space.rank()];
    int[] indexStrides = new int[strides.length];
    for (int k = 0; k < strides.length; k++) {
      if (k >= axis && k < axis + count) {
        indexStrides[k] = at.strides()[k - axis];
      } else {
        strides[k] = own[k < axis ? k : k - count + 1];
      }
    }
    Scalar index = load(new View(at.base(), at.offset(), indexStrides));
    Node updates = node.input(2);
    Scalar value = operand(updates, items.views().of(updates));
    Access target = new Access(places.of(node), 0, strides);
    body.add(Sink.scatter(target, index, reach(own, node.shape(), axis), value));
  }

  /** Returns whether values of this type are summed in double precision. */
  static boolean isWidened(DType dtype) {
    return dtype == DType.FLOAT32;
  }
}
