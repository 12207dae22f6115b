package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sums of products in Einstein's notation, written as a formula would be: broadcast and summed. */
final class Einsum {
  private Einsum() {}

  /** Returns the graph of "ab,b->a"; the extent of the k-th letter that occurs is size + k. */
  static Graph of(String spec, int size) {
    GraphBuilder b = new GraphBuilder();
    String letters = letters(spec);
    Shape full = shape(letters, letters, size);
    Node product = b.constant(1);
    for (String operand : operands(spec)) {
      Node x =
          b.input("x" + b.inputs().size(), Type.float64(shape(operand, letters, size).extents()));
      product = b.mul(product, aligned(b, x, operand, letters, full));
    }
    String output = spec.substring(spec.indexOf('>') + 1);
    List<Integer> summed = new ArrayList<>();
    for (int axis = 0; axis < letters.length(); axis++) {
      if (output.indexOf(letters.charAt(axis)) < 0) {
        summed.add(axis);
      }
    }
    Ints axes = Ints.of(summed.stream().mapToInt(Integer::intValue).toArray());
    return b.build("einsum", List.of(b.reduce(Prim.SUM, product, axes)));
  }

  static List<Tensor> point(String spec, int size) {
    SplittableRandom random = new SplittableRandom(1);
    List<Tensor> point = new ArrayList<>();
    for (String operand : operands(spec)) {
      Shape shape = shape(operand, letters(spec), size);
      point.add(Tensor.of(shape, random.doubles(shape.size()).toArray()));
    }
    return point;
  }

  /** In alphabetical order, each once. */
  private static String letters(String spec) {
    StringBuilder letters = new StringBuilder();
    spec.chars()
        .filter(Character::isLetter)
        .distinct()
        .sorted()
        .forEach(c -> letters.append((char) c));
    return letters.toString();
  }

  private static List<String> operands(String spec) {
    return List.of(spec.substring(0, spec.indexOf('-')).split(","));
  }

  private static Shape shape(String axes, String letters, int size) {
    return Shape.of(axes.chars().map(c -> size + letters.indexOf(c)).toArray());
  }

  private static Node aligned(GraphBuilder b, Node x, String axes, String letters, Shape full) {
    List<Integer> order = new ArrayList<>();
    List<Integer> dims = new ArrayList<>();
    for (int axis = 0; axis < letters.length(); axis++) {
      int place = axes.indexOf(letters.charAt(axis));
      if (place >= 0) {
        order.add(place);
        dims.add(axis);
      }
    }
    Node sorted = b.transpose(x, Ints.of(order.stream().mapToInt(Integer::intValue).toArray()));
    return b.broadcast(sorted, full, Ints.of(dims.stream().mapToInt(Integer::intValue).toArray()));
  }
}
