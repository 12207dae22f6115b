package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BodyTypesTest {
  private final GraphBuilder b = new GraphBuilder();
  private final Node x = b.input("x");
  private final Node v = b.input("v", Type.float64(3));
  private final Node n = b.input("n", Type.array(DType.INT64, Shape.SCALAR));

  private static Graph step() {
    GraphBuilder inner = new GraphBuilder();
    Node carry = inner.input("carry");
    return inner.build("step", List.of(inner.add(carry, inner.input("row"))));
  }

  private static Graph wide() {
    GraphBuilder inner = new GraphBuilder();
    Node carry = inner.input("carry");
    Node row = inner.input("row");
    return inner.build("wide", List.of(inner.stack(List.of(carry, row))));
  }

  private static void refused(ThrowingCallable call, String what, String rule) {
    assertThatThrownBy(call)
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3119 " + what + "\n  " + rule);
  }

  @Test
  void aScanYieldsCarriesAndStacks() {
    GraphBuilder inner = new GraphBuilder();
    Node carry = inner.input("carry");
    Node row = inner.input("row", Type.float64(2));
    Graph body = inner.build("body", List.of(carry, row, inner.cast(carry, DType.INT64)));
    Node rows = b.input("rows", Type.float64(5, 2));
    List<Node> results = b.scan(body, 5, List.of(x), List.of(rows), List.of());
    assertThat(results.stream().map(Node::type))
        .containsExactly(Type.float64(), Type.float64(5, 2), Type.array(DType.INT64, Shape.of(5)));
  }

  @Test
  void aBodyThatDoesNotFitItsScanIsRefused() {
    refused(
        () -> b.scan(step(), 4, List.of(x), List.of(v), List.of()),
        "SCAN cannot run 'step': operand 1 is float64[3], and the length is 4",
        "What is taken row by row has a leading axis as long as the loop.");
    refused(
        () -> b.scan(step(), 4, List.of(x), List.of(), List.of(v)),
        "SCAN cannot run 'step': input 1 of 'step', 'row', is float64[], and is given float64[3]",
        "It takes [float64[], float64[]], and is given [float64[], float64[3]].");
    refused(
        () -> b.scan(step(), 4, List.of(x), List.of(), List.of()),
        "SCAN cannot run 'step': 'step' takes 2 inputs, and is given 1",
        "It takes [float64[], float64[]], and is given [float64[]].");
    refused(
        () -> b.scan(wide(), 3, List.of(x), List.of(v), List.of()),
        "SCAN cannot run 'wide': carry 0 goes in as float64[] and comes out as float64[2]",
        "A carry keeps its type: cast or reshape it inside the body.");
    refused(
        () -> b.scan(step(), 3, List.of(x, x), List.of(), List.of()),
        "SCAN cannot run 'step': it gives 1 outputs, and carries are 2",
        "A body gives the new carries first.");
    refused(
        () -> b.scan(step(), -1, List.of(x), List.of(v), List.of()),
        "SCAN cannot run 'step': the length is -1",
        "It is at least 0.");
    refused(
        () -> b.make(Prim.SCAN, new Attr.Scan(step(), 3, 1, 2, false), List.of(x, v)),
        "SCAN cannot run 'step': 2 operands are too few",
        "carries 1, rows 2, then constants");
    Node tuple = b.make(Prim.CALL, step(), List.of(x, x));
    refused(
        () -> b.scan(step(), 3, List.of(x), List.of(), List.of(tuple)),
        "SCAN cannot run 'step': value 1 is [float64[]]",
        "Loops and branches take and give arrays.");
  }

  @Test
  void branchesThatDoNotFitAreRefused() {
    refused(
        () -> b.ifElse(x, step(), wide(), List.of(x, x)),
        "IF cannot run 'step' or 'wide': output 0 is float64[] of the one, float64[2] of the other",
        "Both give outputs of the same types.");
    refused(
        () -> b.ifElse(v, step(), step(), List.of(x, x)),
        "IF cannot run 'step' or 'step': the condition is bool[3]",
        "A condition is one bool scalar: bool[].");
    refused(
        () -> b.make(Prim.IF, new Attr.Branches(step(), step()), List.of()),
        "IF cannot run 'step' or 'step': the condition is missing",
        "A condition is one bool scalar: bool[].");
    List<Node> inputs = step().inputs();
    Graph both = new Graph("both", inputs, inputs);
    refused(
        () -> b.ifElse(x, step(), both, List.of(x, x)),
        "IF cannot run 'step' or 'both': the one gives 1 outputs, the other 2",
        "Both give outputs of the same types.");
  }

  @Test
  void graphsThatDoNotFitTheirLoopAreRefused() {
    refused(
        () -> b.whileLoop(step(), step(), 9, List.of(x), List.of(x)),
        "WHILE cannot run 'step': the condition is float64[]",
        "A condition is one bool scalar: bool[].");
    Graph less = less();
    refused(
        () -> b.whileLoop(less, step(), 9, List.of(x, x), List.of()),
        "WHILE cannot run 'step': it gives 1 outputs, and carries are 2",
        "A body gives the new carries first.");
    refused(
        () -> b.whileLoop(less, step(), 9, List.of(), List.of(x, x)),
        "WHILE cannot run 'step': it gives 1 outputs, and carries are 0",
        "The body of a WHILE gives the new carries and nothing else.");
    refused(
        () -> b.whileLoop(less, step(), -2, List.of(x), List.of(x)),
        "WHILE cannot run 'step': the bound is -2",
        "It is at least 0.");
    refused(
        () -> b.whileLoop(less, step(), 9, List.of(n), List.of(x)),
        "WHILE cannot run 'step': input 0 of 'less', 'x', is float64[], and is given int64[]",
        "It takes [float64[], float64[]], and is given [int64[], float64[]].");
  }

  private static Graph less() {
    GraphBuilder inner = new GraphBuilder();
    Node left = inner.input("x");
    return inner.build("less", List.of(inner.binary(Prim.LT, left, inner.input("y"))));
  }

  @Test
  void bodiesAreShownBelowTheirNodes() {
    Graph step = step();
    List<Node> sum = b.scan(step, 3, List.of(x), List.of(v), List.of());
    List<Node> twice = b.scan(step, 2, sum, List.of(), List.of(x), true);
    List<Node> until = b.whileLoop(less(), step, 9, twice, List.of(x));
    Graph graph = b.build("f", b.ifElse(x, step, step, List.of(until.get(0), x)));
    assertThat(graph.toString())
        .isEqualTo(
            """
            graph f
              x = INPUT() : float64[]
              v = INPUT() : float64[3]
              n = INPUT() : int64[]
              %3 = CAST(x) BOOL : bool[]
              %4 = SCAN(x, v) 3 times, carries 1, rows 1 : [float64[]]
                body step
                  carry = INPUT() : float64[]
                  row = INPUT() : float64[]
                  %2 = ADD(carry, row) : float64[]
                  return %2
              %5 = PART(%4) 0 : float64[]
              %6 = SCAN(%5, x) 2 times, carries 1, rows 0, from the last row to the first : [float64[]]
                body step as above
              %7 = PART(%6) 0 : float64[]
              %8 = WHILE(%7, x) at most 9 times, carries 1 : [float64[], int64[]]
                condition less
                  x = INPUT() : float64[]
                  y = INPUT() : float64[]
                  %2 = LT(x, y) : bool[]
                  return %2
                body step as above
              %9 = PART(%8) 0 : float64[]
              %10 = IF(%3, %9, x) then step, else step : [float64[]]
                then step as above
                else step as above
              %11 = PART(%10) 0 : float64[]
              return %11
            """);
  }
}
