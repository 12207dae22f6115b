package episode.transform;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Jacobians: forward or reverse derivatives over all unit vectors at once. */
final class Jacobians {
  private final GraphBuilder b;
  private final Graph f;
  private final List<Node> args;

  /** A linear function of a last input, the direction; only what is not zero is an output. */
  private record Linear(Graph graph, List<Boolean> present) {}

  Jacobians(GraphBuilder b, Graph f, List<Node> args) {
    this.b = b;
    this.f = f;
    this.args = args;
  }

  /** Returns the derivative of every output by every named input, column by column. */
  List<Node> forward(List<String> names) {
    int columns = names.size();
    Node[] jacobian = new Node[f.outputs().size() * columns];
    for (int column = 0; column < columns; column++) {
      int place = Places.of(f, names.get(column));
      Node x = args.get(place);
      List<Optional<Node>> tangents = overUnits(alongInput(place), x);
      for (int i = 0; i < tangents.size(); i++) {
        Node y = f.outputs().get(i);
        jacobian[i * columns + column] = shaped(unitsLast(tangents.get(i)), y, x);
      }
    }
    return List.of(jacobian);
  }

  /** Returns the derivative of every output by every named input, row by row. */
  List<Node> reverse(List<String> names) {
    List<Node> jacobian = new ArrayList<>();
    for (int i = 0; i < f.outputs().size(); i++) {
      Node y = f.outputs().get(i);
      List<Optional<Node>> cotangents = overUnits(fromOutput(i, names), y);
      for (String name : names) {
        int place = Places.of(f, name);
        jacobian.add(shaped(cotangents.get(place), y, args.get(place)));
      }
    }
    return jacobian;
  }

  private Linear alongInput(int place) {
    GraphBuilder inner = new GraphBuilder();
    List<Node> inputs = inputs(inner);
    Node direction = inner.input(fresh(), args.get(place).type());
    List<Optional<Node>> t = new ArrayList<>(Collections.nCopies(args.size(), Optional.empty()));
    t.set(place, Optional.of(direction));
    return linear(inner, Jvp.of(inner, f, inputs, t).tangents());
  }

  private Linear fromOutput(int place, List<String> names) {
    GraphBuilder inner = new GraphBuilder();
    List<Node> inputs = inputs(inner);
    Node direction = inner.input(fresh(), f.outputs().get(place).type());
    int outputs = f.outputs().size();
    List<Optional<Node>> c = new ArrayList<>(Collections.nCopies(outputs, Optional.empty()));
    c.set(place, Optional.of(direction));
    return linear(inner, Vjp.of(inner, f, inputs, Places.active(f, names)).pull(c));
  }

  private List<Node> inputs(GraphBuilder inner) {
    List<Node> inputs = new ArrayList<>();
    for (Node arg : args) {
      inputs.add(inner.input(arg.name(), arg.type()));
    }
    return inputs;
  }

  private String fresh() {
    StringBuilder name = new StringBuilder("direction");
    for (Node arg : args) {
      if (arg.name().contentEquals(name)) {
        return name.append(" beside ").append(f.name()).toString();
      }
    }
    return name.toString();
  }

  private static Linear linear(GraphBuilder inner, List<Optional<Node>> results) {
    Graph graph = inner.build("along", Derived.there(results));
    return new Linear(Simplify.of(graph), Derived.present(results));
  }

  /** Returns what a linear function gives for the unit vectors like x, along a leading axis. */
  private List<Optional<Node>> overUnits(Linear linear, Node x) {
    int n = x.shape().size();
    Shape shape = x.shape().inserted(0, n);
    List<Node> results = new ArrayList<>();
    List<Node> operands = new ArrayList<>(args);
    if (n == 1 || hasHost(linear.graph())) {
      List<List<Node>> each = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        operands.add(b.cast(b.constant(Tensor.of(x.shape(), unit(n, i))), x.dtype()));
        each.add(b.inline(linear.graph(), operands));
        operands.remove(args.size());
      }
      for (int i = 0; i < linear.graph().outputs().size(); i++) {
        results.add(stacked(each, i));
      }
    } else {
      List<Boolean> batched = new ArrayList<>(Collections.nCopies(args.size(), false));
      batched.add(true);
      operands.add(b.cast(b.constant(Tensor.of(shape, identity(n))), x.dtype()));
      results.addAll(b.inline(Vmap.of(linear.graph(), n, batched), operands));
    }
    return Derived.spread(linear.present(), results);
  }

  private Node stacked(List<List<Node>> each, int i) {
    List<Node> rows = new ArrayList<>();
    for (List<Node> row : each) {
      rows.add(row.get(i));
    }
    return b.stack(rows);
  }

  private static double[] unit(int n, int place) {
    double[] unit = new double[n];
    unit[place] = 1;
    return unit;
  }

  private static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    return identity;
  }

  private static boolean hasHost(Graph graph) {
    for (Node node : graph.nodes()) {
      boolean inside = node.prim() == Prim.HOST;
      for (Graph body : node.bodies()) {
        inside |= hasHost(body);
      }
      if (inside) {
        return true;
      }
    }
    return false;
  }

  private Optional<Node> unitsLast(Optional<Node> tangent) {
    if (tangent.isEmpty()) {
      return tangent;
    }
    Node t = tangent.get();
    int last = t.shape().rank() - 1;
    return Optional.of(b.transpose(t, Terms.moving(last + 1, 0, last)));
  }

  private Node shaped(Optional<Node> rows, Node y, Node x) {
    Shape shape = y.shape().concat(x.shape());
    DType dtype = DType.promote(y.dtype(), x.dtype());
    if (rows.isPresent()) {
      return b.cast(b.reshape(rows.get(), shape), dtype);
    }
    return b.broadcastTo(b.constant(Tensor.filled(dtype, Shape.SCALAR, 0)), shape);
  }
}
