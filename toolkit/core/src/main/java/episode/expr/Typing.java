package episode.expr;

import java.util.List;

/** The type rule of every primitive; refuses operands that do not fit, with E3101. */
final class Typing {
  private Typing() {}

  static Type of(Prim prim, Object attribute, List<Node> in) {
    int wanted = operands(prim, in.size());
    check(in.size() == wanted, prim, in, "It takes " + wanted + ".");
    return switch (prim) {
      case INPUT -> throw new IllegalArgumentException("an input is made with its type");
      case CONST -> ((Tensor) attribute).type();
      case NEG, ABS, SIGN -> numeric(prim, in);
      case FLOOR, CEIL, ROUND, SQRT, EXP, LOG, EXPM1, LOG1P, SIN, COS, TAN -> floating(prim, in);
      case ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, LGAMMA, POLYGAMMA -> floating(prim, in);
      case CAST -> Type.array((DType) attribute, in.get(0).shape());
      case ADD, SUB, MUL, MOD, POW -> numeric(prim, in);
      case MIN, MAX -> same(prim, in);
      case DIV, ATAN2 -> floating(prim, in);
      case EQ, NE, LT, LE -> Type.array(DType.BOOL, same(prim, in).shape());
      case AND, OR, NOT -> logical(prim, in);
      case WHERE -> where(in);
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> reduction(prim, (Ints) attribute, in.get(0));
      case ARGMAX -> argmax((Integer) attribute, in.get(0));
      case BROADCAST -> Movement.broadcast((Attr.Broadcast) attribute, in.get(0));
      case RESHAPE -> Movement.reshape((Shape) attribute, in.get(0));
      case TRANSPOSE -> Movement.transpose((Ints) attribute, in.get(0));
      case SLICE -> Movement.slice((Attr.Slice) attribute, in.get(0));
      case PAD -> Movement.pad((Attr.Pad) attribute, in.get(0));
      case CONCAT -> Movement.concat((Integer) attribute, in);
      case GATHER -> Movement.gather((Integer) attribute, in.get(0), in.get(1));
      case SCATTER_ADD -> Movement.scatterAdd((Integer) attribute, in);
      case CUMSUM, CUMPROD -> cumulative(prim, (Attr.Cumulative) attribute, in);
      case MATMUL -> matmul(in);
      case CALL -> call((Graph) attribute, in);
      case SCAN -> BodyTypes.scan((Attr.Scan) attribute, in);
      case IF -> BodyTypes.branches((Attr.Branches) attribute, in);
      case WHILE -> BodyTypes.loop((Attr.Loop) attribute, in);
      case OP -> new Type.TupleOf(Perform.promised((Op) attribute, types(in)));
      case HOST -> new Type.TupleOf(((HostOp) attribute).types(types(in)));
      case PART -> ((Type.TupleOf) in.get(0).type()).parts().get((Integer) attribute);
    };
  }

  /**
   * Returns how many operands a primitive takes; as many as are seen where it may be any number.
   */
  private static int operands(Prim prim, int seen) {
    return switch (prim.family()) {
      case UNARY, REDUCE, VIEW -> 1;
      case BINARY, COMPARE, LINALG -> 2;
      case LOGIC -> prim == Prim.NOT ? 1 : 2;
      case SELECT -> 3;
      case MOVE ->
          switch (prim) {
            case CONCAT -> seen;
            case GATHER -> 2;
            case SCATTER_ADD -> 3;
            default -> 1;
          };
      case LEAF, CONTROL -> seen;
    };
  }

  /** Passes for a primitive that works element by element and has no attribute. */
  static void checkPlain(Prim prim, List<Node> in) {
    boolean plain = prim.isElementwise() && prim != Prim.CAST && prim != Prim.POLYGAMMA;
    check(plain, prim, in, "It has an attribute, or does not work element by element: 'make' it.");
    int wanted = operands(prim, in.size());
    check(in.size() == wanted, prim, in, "It takes " + wanted + ".");
  }

  static EpisodeException refuse(Prim prim, List<Node> in, String rule) {
    String seen = types(in).toString();
    return new EpisodeException(
        Problem.of("E3101", prim + " does not take operands of types " + seen).remedy(rule));
  }

  static void check(boolean holds, Prim prim, List<Node> in, String rule) {
    if (!holds) {
      throw refuse(prim, in, rule);
    }
  }

  static void checkAxis(Prim prim, int axis, Node operand) {
    int rank = operand.shape().rank();
    check(
        axis >= 0 && axis < rank,
        prim,
        List.of(operand),
        "Axis " + axis + " is out of range: 0 to " + (rank - 1) + ".");
  }

  static List<Type> types(List<Node> in) {
    return in.stream().map(Node::type).toList();
  }

  private static Type.ArrayOf same(Prim prim, List<Node> in) {
    for (Node node : in) {
      check(node.isArray(), prim, in, "Operands are arrays.");
      check(
          node.type().equals(in.get(0).type()),
          prim,
          in,
          "Operands have one shape and element type; cast and broadcast first.");
    }
    return (Type.ArrayOf) in.get(0).type();
  }

  private static Type numeric(Prim prim, List<Node> in) {
    Type.ArrayOf type = same(prim, in);
    check(type.dtype() != DType.BOOL, prim, in, "Operands are numbers; cast BOOL first.");
    return type;
  }

  private static Type floating(Prim prim, List<Node> in) {
    Type.ArrayOf type = same(prim, in);
    check(type.dtype().isFloating(), prim, in, "Operands are FLOAT32 or FLOAT64; cast first.");
    return type;
  }

  private static Type logical(Prim prim, List<Node> in) {
    Type.ArrayOf type = same(prim, in);
    check(type.dtype() == DType.BOOL, prim, in, "Operands are BOOL.");
    return type;
  }

  private static Type where(List<Node> in) {
    Type.ArrayOf type = same(Prim.WHERE, in.subList(1, 3));
    boolean fits = in.get(0).dtype() == DType.BOOL && in.get(0).shape().equals(type.shape());
    check(fits, Prim.WHERE, in, "The condition is BOOL and has the shape of the branches.");
    return type;
  }

  private static Type reduction(Prim prim, Ints axes, Node x) {
    for (int i = 0; i < axes.size(); i++) {
      checkAxis(prim, axes.at(i), x);
      check(
          i == 0 || axes.at(i - 1) < axes.at(i),
          prim,
          List.of(x),
          "Axes are ascending, each once.");
    }
    boolean ordering = prim == Prim.REDUCE_MIN || prim == Prim.REDUCE_MAX;
    check(x.dtype() != DType.BOOL || ordering, prim, List.of(x), "Cast BOOL to a number first.");
    Shape kept = x.shape().without(axes);
    boolean empty = ordering && x.shape().size() == 0 && kept.size() > 0;
    check(!empty, prim, List.of(x), "No extremum over no elements.");
    return Type.array(x.dtype(), kept);
  }

  private static Type argmax(int axis, Node x) {
    checkAxis(Prim.ARGMAX, axis, x);
    check(x.shape().extent(axis) > 0, Prim.ARGMAX, List.of(x), "No maximum over no elements.");
    return Type.array(DType.INT64, x.shape().without(Ints.of(axis)));
  }

  private static Type cumulative(Prim prim, Attr.Cumulative attribute, List<Node> in) {
    checkAxis(prim, attribute.axis(), in.get(0));
    return numeric(prim, in);
  }

  private static Type matmul(List<Node> in) {
    Shape a = in.get(0).shape();
    Shape b = in.get(1).shape();
    int rank = a.rank();
    boolean fits = rank >= 2 && b.rank() == rank && in.get(0).dtype() == in.get(1).dtype();
    for (int axis = 0; fits && axis < rank - 2; axis++) {
      fits = a.extent(axis) == b.extent(axis);
    }
    fits = fits && a.extent(rank - 1) == b.extent(rank - 2) && in.get(0).dtype() != DType.BOOL;
    check(fits, Prim.MATMUL, in, "[…, n, k] times […, k, m], leading axes and types equal.");
    return Type.array(in.get(0).dtype(), a.with(rank - 1, b.extent(rank - 1)));
  }

  private static Type call(Graph callee, List<Node> in) {
    boolean fits = callee.inputs().size() == in.size();
    for (int i = 0; fits && i < in.size(); i++) {
      fits = callee.inputs().get(i).type().equals(in.get(i).type());
    }
    check(fits, Prim.CALL, in, "'" + callee.name() + "' takes " + types(callee.inputs()) + ".");
    return new Type.TupleOf(types(callee.outputs()));
  }
}
