package episode.backend.jvm;

import episode.backend.jvm.Views.View;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;

/** Writes matrix products. */
final class ProductCode {
  private ProductCode() {}

  /** Writes the method of this name: sums over k in the middle, so that rows are walked inside. */
  static void write(ClassCode code, String name, Node node, Views views, Places places) {
    Shape shape = node.shape();
    int rank = shape.rank();
    int depth = node.input(0).shape().extent(rank - 1);
    int[] extents = shape.inserted(rank - 1, depth).extents();
    View a = views.of(node.input(0));
    View b = views.of(node.input(1));
    int[] left = new int[rank + 1];
    int[] right = new int[rank + 1];
    int[] target = new int[rank + 1];
    int[] own = shape.strides();
    for (int axis = 0; axis < rank - 2; axis++) {
      left[axis] = a.strides()[axis];
      right[axis] = b.strides()[axis];
      target[axis] = own[axis];
    }
    boolean inside = Lowering.isWidened(node.dtype());
    int k = inside ? rank : rank - 1;
    int j = inside ? rank - 1 : rank;
    extents[k] = depth;
    extents[j] = shape.extent(rank - 1);
    left[rank - 2] = a.strides()[rank - 2];
    left[k] = a.strides()[rank - 1];
    right[k] = b.strides()[rank - 2];
    right[j] = b.strides()[rank - 1];
    target[rank - 2] = own[rank - 2];
    target[j] = own[rank - 1];
    boolean[] reduced = new boolean[rank + 1];
    reduced[k] = true;
    Body body = new Body();
    Scalar x = wide(body, body.load(new Access(places.of(a.base()), a.offset(), left)));
    Scalar y = wide(body, body.load(new Access(places.of(b.base()), b.offset(), right)));
    Scalar product = body.apply(Prim.MUL, x.dtype, Body.NONE, x, y);
    Access sum = new Access(places.of(node), 0, target);
    body.add(Sink.reduce(Prim.SUM, sum, reduced, product));
    NestCode.write(code, name, extents, body);
  }

  /** FLOAT32 is multiplied and summed in double precision. */
  private static Scalar wide(Body body, Scalar scalar) {
    return Lowering.isWidened(scalar.dtype)
        ? body.apply(Prim.CAST, DType.FLOAT64, DType.FLOAT64, scalar)
        : scalar;
  }
}
