package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private static void refused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(EpisodeException.class).hasMessage(message);
  }

  @Test
  void valuesFromOutsideOfAGraphAreRefused() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    GraphBuilder inner = new GraphBuilder();
    inner.input("y");
    refused(
        () -> inner.build("then", List.of(inner.add(x, x))),
        "E3122 Graph 'then' uses 'x', which is not one of its inputs [y]\n"
            + "  A branch or the body of a loop knows its own inputs alone: make one of its own"
            + " builder, and pass 'x' as an argument, row or constant. Nodes of one graph are of"
            + " one builder.");
  }

  @Test
  void inputsAreToldApartByName() {
    GraphBuilder b = new GraphBuilder();
    Node first = b.input("x");
    refused(
        () -> b.input("x", Type.float64(2)),
        "E3101 Input 'x' exists already\n"
            + "  Inputs are told apart by name; keep the node of the first.");
    assertThat(b.inputs()).containsExactly(first);
  }

  @Test
  void primitivesTakeAsManyOperandsAsTheyHave() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    refused(
        () -> b.binary(Prim.SIN, x, x),
        "E3101 SIN does not take operands of types [float64[], float64[]]\n  It takes 1.");
    refused(
        () -> b.unary(Prim.ADD, x),
        "E3101 ADD does not take operands of types [float64[]]\n  It takes 2.");
    refused(
        () -> b.make(Prim.NOT, Node.NONE, List.of()),
        "E3101 NOT does not take operands of types []\n  It takes 1.");
    refused(
        () -> b.unary(Prim.SUM, x),
        "E3101 SUM does not take operands of types [float64[]]\n"
            + "  It has an attribute, or does not work element by element: 'make' it.");
    refused(
        () -> b.concat(List.of(), 0),
        "E3101 CONCAT does not take operands of types []\n  At least one operand.");
  }

  @Test
  void shapesThatNoArrayHasAreRefused() {
    refused(
        () -> Shape.of(2, -1),
        "E3101 Shape [2, -1] has a negative extent\n  Extents are at least 0.");
    refused(
        () -> Shape.of(100_000, 100_000),
        "E3101 Shape [100000, 100000] has too many elements\n"
            + "  An array has at most 2^31 - 1.");
    int most = Integer.MAX_VALUE;
    assertThatThrownBy(() -> Shape.of(most, most, most, most)).hasMessageStartingWith("E3101");
    assertThat(Shape.of(most, 4, 0).size()).isZero();
  }

  /** Gives what it is told to. */
  private record Given(List<Type> promised, List<Tensor> results) implements Op {
    @Override
    public String name() {
      return "Given";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return promised;
    }

    @Override
    public List<Tensor> perform(List<Tensor> operands) {
      return results;
    }
  }

  @Test
  void opsThatGiveNullAreNamed() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x");
    refused(
        () -> b.apply(new Given(null, null), List.of(x)),
        "E3116 Op 'Given' gave null for the types of its results\n"
            + "  'types' lists one type per result, or throws where it takes no such ones.");
    Graph graph = b.build("f", b.apply(new Given(List.of(Type.float64()), null), List.of(x)));
    refused(
        () -> Perform.evaluate(graph, List.of(Tensor.of(1))),
        "E3116 Op 'Given' gave [null], not [float64[]]\n"
            + "  Whatever computes it must give what 'types' promises for these operands.");
  }
}
