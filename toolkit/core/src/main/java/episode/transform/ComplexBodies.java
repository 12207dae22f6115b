package episode.transform;

import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Type;
import episode.transform.Complex.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loops and branches over complex numbers: every floating value inside is a pair. */
final class ComplexBodies {
  private final GraphBuilder b;

  ComplexBodies(GraphBuilder b) {
    this.b = b;
  }

  /** Returns the results of a SCAN, IF or WHILE. */
  List<Pair> of(Node node, List<Node> re, List<Optional<Node>> im) {
    return switch (node.prim()) {
      case SCAN -> scan(node, re, im);
      case IF -> branches(node, re, im);
      case WHILE -> loop(node, re, im);
      default -> throw new AssertionError(node);
    };
  }

  private List<Pair> scan(Node node, List<Node> re, List<Optional<Node>> im) {
    Attr.Scan scan = node.scan();
    int rows = scan.carries() + scan.rows();
    List<Node> operands = both(re, im, 0, scan.carries());
    int carries = operands.size();
    operands.addAll(both(re, im, scan.carries(), rows));
    int taken = operands.size() - carries;
    operands.addAll(both(re, im, rows, re.size()));
    int[] groups = {0, scan.carries(), rows, re.size()};
    Graph body = body(scan.body(), groups, scan.carries());
    Attr.Scan wide = new Attr.Scan(body, scan.length(), carries, taken, scan.reverse());
    return regrouped(node, b.scan(wide, operands), scan.carries());
  }

  private List<Pair> loop(Node node, List<Node> re, List<Optional<Node>> im) {
    Attr.Loop loop = node.loop();
    List<Node> operands = both(re, im, 0, loop.carries());
    int carries = operands.size();
    operands.addAll(both(re, im, loop.carries(), re.size()));
    int[] groups = {0, loop.carries(), re.size()};
    Graph body = body(loop.body(), groups, loop.carries());
    Graph wide = body(loop.condition(), groups, 1);
    Graph condition = wide.withOutputs(wide.outputs().subList(0, 1));
    return regrouped(
        node,
        b.whileLoop(new Attr.Loop(condition, body, loop.bound(), carries), operands),
        loop.carries());
  }

  private List<Pair> branches(Node node, List<Node> re, List<Optional<Node>> im) {
    Attr.Branches branches = node.branches();
    int[] groups = {0, re.size() - 1};
    Graph then = body(branches.then(), groups, branches.then().outputs().size());
    Graph otherwise = body(branches.otherwise(), groups, branches.then().outputs().size());
    List<Node> arguments = both(re, im, 1, re.size());
    return paired(node, b.ifElse(re.get(0), then, otherwise, arguments));
  }

  /** Returns the real parts of a range of operands, then the imaginary parts of floating ones. */
  private List<Node> both(List<Node> re, List<Optional<Node>> im, int from, int to) {
    List<Node> all = new ArrayList<>(re.subList(from, to));
    for (int i = from; i < to; i++) {
      if (isFloating(re.get(i).type())) {
        Node like = re.get(i);
        all.add(im.get(i).orElseGet(() -> Terms.zeros(b, like)));
      }
    }
    return all;
  }

  /**
   * Returns a body over pairs. Inputs: for each group real parts, then imaginary ones; outputs: the
   * same for the first ones (carries), then for the others.
   */
  private static Graph body(Graph body, int[] groups, int carries) {
    GraphBuilder inner = new GraphBuilder();
    List<Node> args = new ArrayList<>();
    List<Optional<Node>> imaginary = new ArrayList<>();
    for (int group = 1; group < groups.length; group++) {
      List<Node> inputs = body.inputs().subList(groups[group - 1], groups[group]);
      for (Node input : inputs) {
        args.add(inner.input("re " + args.size(), input.type()));
      }
      for (Node input : inputs) {
        boolean floating = isFloating(input.type());
        String name = "im " + imaginary.size();
        imaginary.add(floating ? Optional.of(inner.input(name, input.type())) : Optional.empty());
      }
    }
    List<Node> found = ComplexStep.both(inner, body, args, imaginary);
    List<Node> re = found.subList(0, body.outputs().size());
    List<Node> im = found.subList(re.size(), found.size());
    int inCarries = 0;
    for (Node carry : re.subList(0, carries)) {
      inCarries += isFloating(carry.type()) ? 1 : 0;
    }
    List<Node> outputs = new ArrayList<>(re.subList(0, carries));
    outputs.addAll(im.subList(0, inCarries));
    outputs.addAll(re.subList(carries, re.size()));
    outputs.addAll(im.subList(inCarries, im.size()));
    return inner.build(body.name().concat("_complex"), outputs);
  }

  /** Takes apart carries (re, im), then the other results (re, im). */
  private static List<Pair> regrouped(Node node, List<Node> results, int carries) {
    List<Type> types = ((Type.TupleOf) node.type()).parts();
    int imaginary = 0;
    for (Type type : types.subList(0, carries)) {
      imaginary += isFloating(type) ? 1 : 0;
    }
    List<Pair> pairs =
        new ArrayList<>(pairs(types.subList(0, carries), results.subList(0, carries + imaginary)));
    pairs.addAll(
        pairs(
            types.subList(carries, types.size()),
            results.subList(carries + imaginary, results.size())));
    return pairs;
  }

  /** Takes apart the real parts of results, then their imaginary parts. */
  static List<Pair> paired(Node node, List<Node> results) {
    return pairs(((Type.TupleOf) node.type()).parts(), results);
  }

  private static List<Pair> pairs(List<Type> types, List<Node> results) {
    List<Pair> pairs = new ArrayList<>();
    int next = types.size();
    for (int i = 0; i < types.size(); i++) {
      pairs.add(
          isFloating(types.get(i))
              ? Pair.of(results.get(i), results.get(next++))
              : Pair.real(results.get(i)));
    }
    return pairs;
  }

  private static boolean isFloating(Type type) {
    return type instanceof Type.ArrayOf array && array.dtype().isFloating();
  }
}
