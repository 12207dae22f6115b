package episode.transform;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What single rules make of their pattern: the primitives that are left, in order. */
class RulesTest {

  @Test
  void neutralElementsGoAway() {
    assertThat(left((b, x) -> b.add(x, b.constant(0)))).isEmpty();
    assertThat(left((b, x) -> b.sub(x, b.constant(0)))).isEmpty();
    assertThat(left((b, x) -> b.mul(b.constant(1), x))).isEmpty();
    assertThat(left((b, x) -> b.div(x, b.constant(1)))).isEmpty();
    assertThat(left((b, x) -> b.neg(b.neg(x)))).isEmpty();
    assertThat(left((b, x) -> power(b, x, 1))).isEmpty();
  }

  @Test
  void whatMightBeNotANumberStays() {
    assertThat(left((b, x) -> b.mul(x, b.constant(0)))).contains(Prim.MUL);
    assertThat(left((b, x) -> b.sub(x, x))).containsExactly(Prim.SUB);
    assertThat(left((b, x) -> b.div(x, x))).containsExactly(Prim.DIV);
    assertThat(left((b, x) -> b.unary(Prim.EXP, b.unary(Prim.LOG, x))))
        .containsExactly(Prim.LOG, Prim.EXP);
  }

  @Test
  void smallPowersAreProducts() {
    assertThat(left((b, x) -> power(b, x, 2))).containsExactly(Prim.MUL);
    assertThat(left((b, x) -> power(b, x, 4))).containsExactly(Prim.MUL, Prim.MUL);
    assertThat(left((b, x) -> power(b, x, 0.5))).containsExactly(Prim.SQRT);
    assertThat(left((b, x) -> power(b, x, -1))).endsWith(Prim.DIV);
    assertThat(left((b, x) -> power(b, x, 2.5))).endsWith(Prim.POW);
  }

  @Test
  void logarithmsTakeTheirStableForms() {
    assertThat(left((b, x) -> log(b, b.add(b.constant(1), x)))).containsExactly(Prim.LOG1P);
    assertThat(left((b, x) -> b.sub(b.unary(Prim.EXP, x), b.constant(1))))
        .containsExactly(Prim.EXPM1);
    assertThat(left((b, x) -> log(b, b.unary(Prim.EXP, x)))).isEmpty();
    assertThat(left((b, x) -> log(b, b.sum(b.unary(Prim.EXP, x))))).contains(Prim.REDUCE_MAX);
  }

  @Test
  void commonPartsAreComputedOnce() {
    assertThat(left((b, x) -> b.add(b.mul(x, b.neg(b.unary(Prim.SIN, x))), product(b, x))))
        .containsExactly(Prim.SIN, Prim.MUL, Prim.SUB);
  }

  private static Node product(GraphBuilder b, Node x) {
    return b.mul(b.unary(Prim.SIN, x), x);
  }

  @Test
  void scalarsAreWorkedOnBeforeTheyAreSpread() {
    GraphBuilder b = new GraphBuilder();
    Node beta = b.input("beta");
    Node x = b.input("x", Type.float64(4));
    Node rate = b.broadcastTo(beta, x.shape());
    Node f = b.mul(b.unary(Prim.EXP, b.mul(rate, rate)), x);
    Graph simple = Simplify.of(b.build("f", List.of(f)));
    assertThat(simple.nodes().stream().filter(n -> n.prim() == Prim.EXP).toList())
        .allMatch(n -> n.shape().isScalar());
  }

  @Test
  void sumsOfRepeatsAreCounted() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(4));
    Node f = b.reduce(Prim.SUM, b.broadcast(x, Shape.of(3, 4), Ints.of(1)), Ints.of(0));
    assertThat(prims(b.build("f", List.of(f))))
        .containsExactly(Prim.CONST, Prim.BROADCAST, Prim.MUL);
  }

  @Test
  void forceOfInfectionByAgeIsOneMatrixProduct() {
    GraphBuilder b = new GraphBuilder();
    Node contact = b.input("contact", Type.float64(16, 16));
    Node i = b.broadcast(b.input("I", Type.float64(16)), Shape.of(16, 16), Ints.of(1));
    Node n = b.broadcast(b.input("N", Type.float64(16)), Shape.of(16, 16), Ints.of(1));
    Node f = b.reduce(Prim.SUM, b.div(b.mul(contact, i), n), Ints.of(1));
    assertThat(prims(b.build("f", List.of(f))))
        .containsExactly(Prim.DIV, Prim.RESHAPE, Prim.MATMUL, Prim.RESHAPE);
  }

  @Test
  void aSumOfReciprocalsStays() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    Node f = b.reduce(Prim.SUM, b.div(b.filledLike(x, 2), x), Ints.of(0));
    assertThat(prims(b.build("f", List.of(f)))).contains(Prim.SUM).doesNotContain(Prim.MATMUL);
  }

  @Test
  void contractionsOfTwoArraysAreMatrixProducts() {
    for (String spec : List.of("ab,bc->ac", "ba,bc->ac", "zab,zbc->zac", "ab,b->a", "ab,a->b")) {
      Graph simple = Simplify.of(Einsum.of(spec, 3));
      long products = simple.nodes().stream().filter(n -> n.prim() == Prim.MATMUL).count();
      long sums = simple.nodes().stream().filter(n -> n.prim() == Prim.SUM).count();
      assertThat(products).as(spec + simple).isEqualTo(1);
      assertThat(sums).as(spec + simple).isZero();
      SimplifyTest.checkSame(spec, Einsum.of(spec, 3), Einsum.point(spec, 3));
    }
  }

  @Test
  void otherSumsOfProductsKeepTheirValues() {
    for (String spec :
        List.of(
            "ab,ab->",
            "ab,cd->",
            "ab,c->ac",
            "abc,b->ac",
            "ab,bc,c->a",
            "ab,bc,ca->",
            "a,b,c->b")) {
      SimplifyTest.checkSame(spec, Einsum.of(spec, 3), Einsum.point(spec, 3));
    }
  }

  @Test
  void viewsOfViewsAreOneView() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2, 6));
    Node f = b.reshape(b.reshape(x, Shape.of(3, 4)), Shape.of(2, 6));
    Node g = b.transpose(b.transpose(x, Ints.of(1, 0)), Ints.of(1, 0));
    Node h = b.slice(b.slice(x, 1, 1, 5), 1, 1, 3);
    Node joined = b.concat(List.of(b.slice(x, 1, 0, 2), b.slice(x, 1, 2, 6)), 1);
    assertThat(prims(b.build("f", List.of(f, g, h, joined)))).containsExactly(Prim.SLICE);
  }

  @Test
  void slicesReachIntoWhatTheyAreOf() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(2));
    Node y = b.input("y", Type.float64(3));
    Node whole = b.concat(List.of(x, y), 0);
    Node wide = b.broadcast(b.input("z"), Shape.of(9), Ints.of());
    List<Node> outputs = List.of(b.slice(whole, 0, 2, 5), b.element(wide, 0, 4));
    assertThat(prims(b.build("f", outputs))).isEmpty();
  }

  @Test
  void constantsAreFolded() {
    GraphBuilder b = new GraphBuilder();
    Node table = b.constant(Tensor.of(new double[] {1, 2, 3}));
    Node f = b.mul(b.unary(Prim.EXP, table), b.sum(table));
    assertThat(prims(b.build("f", List.of(f)))).containsExactly(Prim.CONST);
    Node condition = b.constant(Tensor.filled(DType.BOOL, Shape.SCALAR, 1));
    Node x = b.input("x", Type.float64(3));
    Node chosen = b.where(condition, x, table);
    assertThat(prims(b.build("g", List.of(chosen)))).isEmpty();
  }

  @Test
  void largeConstantsAreNotMadeByFolding() {
    GraphBuilder b = new GraphBuilder();
    Node row = b.constant(Tensor.of(new double[200]));
    Node counted = b.add(row, b.make(Prim.CUMSUM, new Attr.Cumulative(0, false), List.of(row)));
    Node x = b.broadcast(counted, Shape.of(200, 200), Ints.of(0));
    Node y = b.broadcast(counted, Shape.of(200, 200), Ints.of(1));
    Graph simple = Simplify.of(b.build("f", List.of(b.sub(x, y))));
    assertThat(simple.nodes()).allMatch(n -> n.prim() != Prim.CONST || n.shape().size() <= 4096);
  }

  @Test
  void derivativesOfSirHoldNoZeros() {
    GraphBuilder b = new GraphBuilder();
    Node s = b.input("S");
    Node i = b.input("I");
    Node r = b.input("R");
    Node n = b.add(b.add(s, i), r);
    Node infection = b.div(b.mul(b.mul(b.input("beta"), i), s), n);
    Node recovery = b.mul(b.input("gamma"), i);
    Graph sir = b.build("sir", List.of(b.neg(infection), b.sub(infection, recovery), recovery));
    for (Graph derivative : List.of(Derivatives.jvp(sir), Derivatives.vjp(sir))) {
      assertThat(derivative.nodes()).noneMatch(Terms::isZero);
      Graph simple = Simplify.of(derivative);
      assertThat(simple.nodes()).noneMatch(node -> node.prim() == Prim.CONST);
      // Hand-written: 8 operations of the system, and about twice as many of its derivative.
      assertThat(simple.nodes().size() - simple.inputs().size()).isLessThanOrEqualTo(26);
    }
  }

  private static Node power(GraphBuilder b, Node x, double exponent) {
    return b.binary(Prim.POW, x, b.constant(exponent));
  }

  private static Node log(GraphBuilder b, Node x) {
    return b.unary(Prim.LOG, x);
  }

  private static List<Prim> left(BiFunction<GraphBuilder, Node, Node> body) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    return prims(b.build("f", List.of(body.apply(b, x))));
  }

  private static List<Prim> prims(Graph graph) {
    return Simplify.of(graph).nodes().stream()
        .map(Node::prim)
        .filter(prim -> prim != Prim.INPUT)
        .toList();
  }
}
