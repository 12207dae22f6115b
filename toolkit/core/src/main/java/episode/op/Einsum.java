package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sum of products; {@link Products#einsum} says what the subscripts are. */
record Einsum(String subscripts) implements Op {
  @Override
  public String name() {
    return "Einsum";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.check(!operands.isEmpty(), name(), operands, "It takes at least one.");
    DType dtype = Products.numbers(name(), operands);
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      shapes.add(Taken.array(name(), operands, i).shape());
    }
    Subscripts own = Subscripts.of(subscripts, shapes);
    return List.of(Type.array(dtype, own.shape(own.result())));
  }

  /** Goes through all values of all labels, the result's first. */
  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Subscripts own = Subscripts.of(subscripts, operands.stream().map(Tensor::shape).toList());
    StringBuilder labels = new StringBuilder(own.result());
    for (char label : own.extents().keySet()) {
      labels.append(own.result().indexOf(label) < 0 ? String.valueOf(label) : "");
    }
    String order = labels.toString();
    Shape result = own.shape(own.result());
    SumOfProducts sums = new SumOfProducts(operands.get(0).dtype(), result.size());
    Moving.each(
        own.shape(order),
        index -> {
          int[] places = new int[operands.size()];
          for (int k = 0; k < places.length; k++) {
            places[k] = place(operands.get(k).shape(), own.operands().get(k), order, index);
          }
          int at = 0;
          for (int axis = 0; axis < result.rank(); axis++) {
            at = at * result.extent(axis) + index[axis];
          }
          sums.add(at, operands, places);
          return 0;
        });
    return List.of(sums.tensor(result));
  }

  private static int place(Shape shape, String labels, String order, int[] index) {
    int[] own = new int[shape.rank()];
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = shape.extent(axis) == 1 ? 0 : index[order.indexOf(labels.charAt(axis))];
    }
    return Moving.place(shape, own);
  }

  @Override
  public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
    Subscripts own = Subscripts.of(subscripts, operands.stream().map(Node::shape).toList());
    Term product = Term.of(b, own, operands.get(0), own.operands().get(0));
    for (int k = 1; k < operands.size(); k++) {
      String later = own.result() + String.join("", own.operands().subList(k + 1, operands.size()));
      Term next = Term.of(b, own, operands.get(k), own.operands().get(k));
      product = product.times(b, next, later);
    }
    Node summed = product.only(b, own.result()).ordered(b, own.result());
    return Optional.of(List.of(b.broadcastTo(summed, own.shape(own.result()))));
  }

  /** An array with a label per axis, each once. */
  private record Term(Node value, String labels) {

    /** Returns an operand with the diagonal in place of labels that it has twice. */
    static Term of(GraphBuilder b, Subscripts own, Node operand, String labels) {
      Term term = new Term(operand, labels).thin(b, own);
      for (int axis = 0; axis < term.labels.length(); axis++) {
        char label = term.labels.charAt(axis);
        int other = term.labels.indexOf(label, axis + 1);
        if (other >= 0) {
          term = term.diagonal(b, axis, other);
          axis = -1;
        }
      }
      return term;
    }

    /** Drops axes of extent 1 that stretch. */
    private Term thin(GraphBuilder b, Subscripts own) {
      StringBuilder kept = new StringBuilder();
      List<Integer> extents = new ArrayList<>();
      for (int axis = 0; axis < labels.length(); axis++) {
        int extent = value.shape().extent(axis);
        if (extent == own.extents().get(labels.charAt(axis))) {
          kept.append(labels.charAt(axis));
          extents.add(extent);
        }
      }
      Shape shape = Shape.of(extents.stream().mapToInt(Integer::intValue).toArray());
      return new Term(b.reshape(value, shape), kept.toString());
    }

    private Term diagonal(GraphBuilder b, int first, int second) {
      String rest = new StringBuilder(labels).deleteCharAt(second).deleteCharAt(first).toString();
      int[] order = new int[labels.length()];
      int next = 0;
      for (int axis = 0; axis < order.length; axis++) {
        if (axis != first && axis != second) {
          order[next++] = axis;
        }
      }
      order[next++] = first;
      order[next] = second;
      Node moved = b.transpose(value, Ints.of(order));
      Node diagonal = b.apply(new Diagonals.Diagonal(0), List.of(moved)).get(0);
      return new Term(diagonal, rest + labels.charAt(first));
    }

    /** Sums over labels that are not wanted. */
    Term only(GraphBuilder b, String wanted) {
      StringBuilder kept = new StringBuilder();
      List<Integer> axes = new ArrayList<>();
      for (int axis = 0; axis < labels.length(); axis++) {
        if (wanted.indexOf(labels.charAt(axis)) < 0) {
          axes.add(axis);
        } else {
          kept.append(labels.charAt(axis));
        }
      }
      Ints own = Ints.of(axes.stream().mapToInt(Integer::intValue).toArray());
      return new Term(b.reduce(Prim.SUM, value, own), kept.toString());
    }

    /** Returns the value with an axis per label in this order, extent 1 where it has none. */
    Node ordered(GraphBuilder b, String order) {
      int[] axes = new int[labels.length()];
      int[] extents = new int[order.length()];
      int next = 0;
      for (int i = 0; i < extents.length; i++) {
        int axis = labels.indexOf(order.charAt(i));
        extents[i] = axis < 0 ? 1 : value.shape().extent(axis);
        if (axis >= 0) {
          axes[next++] = axis;
        }
      }
      return b.reshape(b.transpose(value, Ints.of(axes)), Shape.of(extents));
    }

    /** Returns the product with another term, summed over what nobody wants later. */
    Term times(GraphBuilder b, Term other, String later) {
      Term left = only(b, later + other.labels);
      Term right = other.only(b, later + labels);
      String batch = common(left.labels, right.labels, later, true);
      String summed = common(left.labels, right.labels, later, false);
      String rows = without(left.labels, right.labels);
      String columns = without(right.labels, left.labels);
      String result = batch + rows + columns;
      if (summed.isEmpty()) {
        return new Term(b.mul(left.ordered(b, result), right.ordered(b, result)), result);
      }
      Node first = left.ordered(b, batch + rows + summed);
      Node second = right.ordered(b, batch + summed + columns);
      int members = size(first.shape(), 0, batch.length());
      int height = size(first.shape(), batch.length(), rows.length());
      int depth = size(second.shape(), batch.length(), summed.length());
      int width = size(second.shape(), batch.length() + summed.length(), columns.length());
      Node product =
          b.matmul(
              b.reshape(first, Shape.of(members, height, depth)),
              b.reshape(second, Shape.of(members, depth, width)));
      Shape leading = Stack.leading(first.shape(), summed.length());
      int[] tail = new int[columns.length()];
      for (int i = 0; i < tail.length; i++) {
        tail[i] = second.shape().extent(batch.length() + summed.length() + i);
      }
      return new Term(b.reshape(product, leading.concat(Shape.of(tail))), result);
    }

    private static int size(Shape shape, int from, int count) {
      int size = 1;
      for (int axis = from; axis < from + count; axis++) {
        size *= shape.extent(axis);
      }
      return size;
    }

    private static String common(String left, String right, String later, boolean wanted) {
      StringBuilder common = new StringBuilder();
      for (char label : left.toCharArray()) {
        boolean both = right.indexOf(label) >= 0;
        common.append(both && later.indexOf(label) >= 0 == wanted ? String.valueOf(label) : "");
      }
      return common.toString();
    }

    private static String without(String labels, String others) {
      StringBuilder rest = new StringBuilder();
      for (char label : labels.toCharArray()) {
        rest.append(others.indexOf(label) < 0 ? String.valueOf(label) : "");
      }
      return rest.toString();
    }
  }
}
