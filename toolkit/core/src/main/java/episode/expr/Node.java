package episode.expr;

import java.util.List;

/**
 * One value of a graph: a primitive applied to earlier nodes. Immutable; compared by identity, for
 * {@link GraphBuilder} already makes equal nodes one.
 */
public final class Node {
  private final Prim prim;
  private final Object attribute;
  private final List<Node> inputs;
  private final Type type;

  Node(Prim prim, Object attribute, List<Node> inputs, Type type) {
    this.prim = prim;
    this.attribute = attribute;
    this.inputs = inputs;
    this.type = type;
  }

  /** Returns the primitive. */
  public Prim prim() {
    return prim;
  }

  /** Returns the operands. */
  public List<Node> inputs() {
    return inputs;
  }

  /** Returns an operand. */
  public Node input(int i) {
    return inputs.get(i);
  }

  /** Returns what the node yields. */
  public Type type() {
    return type;
  }

  /** Returns the shape of an array-valued node. */
  public Shape shape() {
    return array().shape();
  }

  /** Returns the element type of an array-valued node. */
  public DType dtype() {
    return array().dtype();
  }

  /** Returns whether the node yields an array (not a tuple, not an opaque value). */
  public boolean isArray() {
    return type instanceof Type.ArrayOf;
  }

  private Type.ArrayOf array() {
    if (type instanceof Type.ArrayOf a) {
      return a;
    }
    throw new IllegalStateException(prim + " yields " + type + ", not an array");
  }

  /** Returns the raw attribute that {@link Prim} tells of; {@link #NONE} where there is none. */
  public Object attribute() {
    return attribute;
  }

  /** Stands in for the attribute of primitives that have none. */
  public static final Object NONE = Boolean.FALSE;

  /** Returns the value of a CONST. */
  public Tensor constant() {
    return (Tensor) attribute;
  }

  /** Returns the name of an INPUT. */
  public String name() {
    return (String) attribute;
  }

  /** Returns the axes of a reduction or the permutation of a TRANSPOSE. */
  public Ints axes() {
    return (Ints) attribute;
  }

  /** Returns the number that is the attribute: an axis, an order, the place in a tuple. */
  public int index() {
    return (Integer) attribute;
  }

  /** Returns the sub-graph of a CALL. */
  public Graph callee() {
    return (Graph) attribute;
  }

  /** Returns what a SCAN runs. */
  public Attr.Scan scan() {
    return (Attr.Scan) attribute;
  }

  /** Returns the branches of an IF. */
  public Attr.Branches branches() {
    return (Attr.Branches) attribute;
  }

  /** Returns what a WHILE runs. */
  public Attr.Loop loop() {
    return (Attr.Loop) attribute;
  }

  /**
   * Returns the sub-graphs that the node runs: what a CALL calls, the body of a SCAN, both branches
   * of an IF, condition and body of a WHILE; none of all other primitives.
   */
  public List<Graph> bodies() {
    return switch (prim) {
      case CALL -> List.of(callee());
      case SCAN -> List.of(scan().body());
      case IF -> List.of(branches().then(), branches().otherwise());
      case WHILE -> List.of(loop().condition(), loop().body());
      default -> List.of();
    };
  }

  /** Returns the attribute over other sub-graphs of the same types, as many as {@link #bodies}. */
  public Object over(List<Graph> others) {
    return switch (prim) {
      case CALL -> others.get(0);
      case SCAN -> scan().with(others.get(0));
      case IF -> new Attr.Branches(others.get(0), others.get(1));
      case WHILE -> loop().with(others.get(0), others.get(1));
      default -> attribute;
    };
  }

  /** Returns the op of an OP. */
  public Op op() {
    return (Op) attribute;
  }

  /** Returns the host loop of a HOST. */
  public HostOp host() {
    return (HostOp) attribute;
  }

  /** Returns whether this is a constant scalar or array whose every element equals the number. */
  public boolean isConstant(double value) {
    return prim == Prim.CONST && constant().isFilledWith(value);
  }

  @Override
  public String toString() {
    return prim + " " + type;
  }
}
