package episode.expr;

import java.util.ArrayList;
import java.util.List;

/** The type rules of loops and branches; refuses sub-graphs that do not fit, with E3119. */
final class BodyTypes {
  private static final Type CONDITION = Type.array(DType.BOOL, Shape.SCALAR);

  private final Prim prim;
  private final String name;

  private BodyTypes(Prim prim, String name) {
    this.prim = prim;
    this.name = name;
  }

  static Type scan(Attr.Scan scan, List<Node> in) {
    BodyTypes check = new BodyTypes(Prim.SCAN, "'" + scan.body().name() + "'");
    check.atLeastZero("length", scan.length());
    List<Type> operands = check.arrays(in);
    String parts = "carries " + scan.carries() + ", rows " + scan.rows();
    if (scan.carries() + scan.rows() > operands.size()) {
      throw check.refused(operands.size() + " operands are too few", parts + ", then constants");
    }
    for (int i = scan.carries(); i < scan.carries() + scan.rows(); i++) {
      operands.set(i, check.row((Type.ArrayOf) operands.get(i), i, scan.length()));
    }
    check.takes(scan.body(), operands);
    List<Type> results = check.carried(scan.body(), operands, scan.carries());
    List<Node> outputs = scan.body().outputs();
    for (int i = scan.carries(); i < outputs.size(); i++) {
      Type.ArrayOf one = (Type.ArrayOf) check.array(outputs.get(i), "output " + i);
      results.add(Type.array(one.dtype(), one.shape().inserted(0, scan.length())));
    }
    return new Type.TupleOf(results);
  }

  static Type branches(Attr.Branches branches, List<Node> in) {
    String both = "'" + branches.then().name() + "' or '" + branches.otherwise().name() + "'";
    BodyTypes check = new BodyTypes(Prim.IF, both);
    List<Type> operands = check.arrays(in);
    check.condition(operands.isEmpty() ? "missing" : operands.get(0));
    List<Type> arguments = operands.subList(1, operands.size());
    check.takes(branches.then(), arguments);
    check.takes(branches.otherwise(), arguments);
    List<Type> then = check.arrays(branches.then().outputs());
    List<Type> otherwise = check.arrays(branches.otherwise().outputs());
    if (then.size() != otherwise.size()) {
      throw check.refused(
          "the one gives " + then.size() + " outputs, the other " + otherwise.size(),
          "Both give outputs of the same types.");
    }
    for (int i = 0; i < then.size(); i++) {
      if (!then.get(i).equals(otherwise.get(i))) {
        throw check.refused(
            "output "
                + i
                + " is "
                + then.get(i)
                + " of the one, "
                + otherwise.get(i)
                + " of the"
                + " other",
            "Both give outputs of the same types.");
      }
    }
    return new Type.TupleOf(then);
  }

  static Type loop(Attr.Loop loop, List<Node> in) {
    BodyTypes check = new BodyTypes(Prim.WHILE, "'" + loop.body().name() + "'");
    check.atLeastZero("bound", loop.bound());
    List<Type> operands = check.arrays(in);
    check.takes(loop.condition(), operands);
    List<Type> given = Typing.types(loop.condition().outputs());
    check.condition(given.size() == 1 ? given.get(0) : given);
    check.takes(loop.body(), operands);
    List<Type> results = check.carried(loop.body(), operands, loop.carries());
    if (loop.body().outputs().size() != loop.carries()) {
      throw check.refused(
          "it gives "
              + loop.body().outputs().size()
              + " outputs, and carries are "
              + loop.carries(),
          "The body of a WHILE gives the new carries and nothing else.");
    }
    results.add(Type.array(DType.INT64, Shape.SCALAR));
    return new Type.TupleOf(results);
  }

  private EpisodeException refused(String seen, String rule) {
    return new EpisodeException(
        Problem.of("E3119", prim + " cannot run " + name + ": " + seen).remedy(rule));
  }

  private void atLeastZero(String what, int count) {
    if (count < 0) {
      throw refused("the " + what + " is " + count, "It is at least 0.");
    }
  }

  private void condition(Object seen) {
    if (!CONDITION.equals(seen)) {
      throw refused(
          "the condition is " + seen, "A condition is one bool scalar: " + CONDITION + ".");
    }
  }

  private List<Type> arrays(List<Node> nodes) {
    List<Type> types = new ArrayList<>();
    for (Node node : nodes) {
      types.add(array(node, "value " + types.size()));
    }
    return types;
  }

  private Type array(Node node, String what) {
    if (!node.isArray()) {
      throw refused(what + " is " + node.type(), "Loops and branches take and give arrays.");
    }
    return node.type();
  }

  private Type row(Type.ArrayOf all, int operand, int length) {
    if (all.shape().rank() == 0 || all.shape().extent(0) != length) {
      throw refused(
          "operand " + operand + " is " + all + ", and the length is " + length,
          "What is taken row by row has a leading axis as long as the loop.");
    }
    return Type.array(all.dtype(), all.shape().without(Ints.of(0)));
  }

  private void takes(Graph graph, List<Type> given) {
    List<Node> inputs = graph.inputs();
    if (inputs.size() != given.size()) {
      throw refused(
          "'" + graph.name() + "' takes " + inputs.size() + " inputs, and is given " + given.size(),
          "It takes " + Typing.types(inputs) + ", and is given " + given + ".");
    }
    for (int i = 0; i < given.size(); i++) {
      Node input = inputs.get(i);
      if (!input.type().equals(given.get(i))) {
        String which = "input " + i + " of '" + graph.name() + "', '" + input.name() + "'";
        throw refused(
            which + ", is " + input.type() + ", and is given " + given.get(i),
            "It takes " + Typing.types(inputs) + ", and is given " + given + ".");
      }
    }
  }

  /** Returns the types of the carries, which go in and come out alike. */
  private List<Type> carried(Graph body, List<Type> in, int carries) {
    List<Node> outputs = body.outputs();
    if (carries > outputs.size() || carries > in.size()) {
      throw refused(
          "it gives " + outputs.size() + " outputs, and carries are " + carries,
          "A body gives the new carries first.");
    }
    for (int i = 0; i < carries; i++) {
      if (!outputs.get(i).type().equals(in.get(i))) {
        throw refused(
            "carry "
                + i
                + " goes in as "
                + in.get(i)
                + " and comes out as "
                + outputs.get(i).type(),
            "A carry keeps its type: cast or reshape it inside the body.");
      }
    }
    return new ArrayList<>(in.subList(0, carries));
  }
}
