package episode.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.Backends;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Published jump matrices, the recurrence in exact integers, and moments of large samples. */
class RandomDrawsTest {
  private static final int MANY = 20_000;

  private static Tensor drawn(
      long seed, BiFunction<GraphBuilder, RandomStream, RandomDraws.Draw> f) {
    GraphBuilder b = new GraphBuilder();
    Node state = b.input("state", Type.array(DType.INT64, Shape.of(7)));
    Graph graph = b.build("f", List.of(f.apply(b, RandomStream.of(state)).values()));
    return Backends.jvm().compile(graph).apply(List.of(RandomStream.state(seed))).get(0);
  }

  /** The matrices of the generator's distribution, 2¹³⁴ and 2⁷² steps. */
  @Test
  void jumpsAreThePublishedOnes() {
    assertThat(Mrg31k3p.doubled(Mrg31k3p.FIRST, 134, Mrg31k3p.M1))
        .isDeepEqualTo(
            new long[][] {
              {1702500920, 1849582496, 1656874625},
              {828554832, 1702500920, 1512419905},
              {1143731069, 828554832, 102237247}
            });
    assertThat(Mrg31k3p.doubled(Mrg31k3p.SECOND, 134, Mrg31k3p.M2))
        .isDeepEqualTo(
            new long[][] {
              {796789021, 1464208080, 607337906},
              {1241679051, 1431130166, 1464208080},
              {1401213391, 1178684362, 1431130166}
            });
    assertThat(Mrg31k3p.doubled(Mrg31k3p.FIRST, 72, Mrg31k3p.M1)[0])
        .containsExactly(1516919229, 758510237, 499121365);
    assertThat(Mrg31k3p.doubled(Mrg31k3p.SECOND, 72, Mrg31k3p.M2)[2])
        .containsExactly(2002613992, 1639496704, 1407477216);
  }

  /** Figures of the recurrence in Python's integers, from the state 12345, 12345, …. */
  @Test
  void numbersAreThoseOfTheRecurrence() {
    long[] start = new long[7];
    Arrays.fill(start, 0, 6, 12345);
    GraphBuilder b = new GraphBuilder();
    Node state = b.input("state", Type.array(DType.INT64, Shape.of(7)));
    Graph graph = b.build("f", b.apply(new Streams.RandomIntegers(10_000), List.of(state)));
    List<Tensor> at = List.of(Tensor.of(Shape.of(7), start));
    List<Tensor> seen = Backends.jvm().compile(graph).apply(at);
    assertThat(Arrays.copyOf(seen.get(0).longs(), 6))
        .containsExactly(1579097239, 1319000434, 236390836, 1393231922, 786396556, 233695487);
    assertThat(seen.get(0).longs()[9_999]).isEqualTo(1856536988);
    assertThat(seen).isEqualTo(Perform.evaluate(graph, at));
  }

  @Test
  void manyDrawsAreOneDraw() {
    GraphBuilder b = new GraphBuilder();
    RandomStream stream = RandomStream.seeded(b, 7);
    RandomDraws.Draw first = RandomDraws.uniform(b, stream, 3);
    RandomDraws.Draw second = RandomDraws.uniform(b, first.next(), 2, 2);
    Node all = RandomDraws.uniform(b, stream, 7).values();
    Node skipped = RandomDraws.uniform(b, RandomDraws.advance(b, stream, 6), 4).values();
    List<Tensor> seen =
        Perform.evaluate(
            b.build("f", List.of(first.values(), second.values(), all, skipped)), List.of());
    double[] joined = Arrays.copyOf(seen.get(0).toDoubles(), 7);
    System.arraycopy(seen.get(1).toDoubles(), 0, joined, 3, 4);
    assertThat(seen.get(2).toDoubles()).isEqualTo(joined);
    assertThat(seen.get(3).toDoubles()).isEqualTo(seen.get(1).toDoubles());
  }

  private static void moments(Tensor x, double mean, double variance) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      sum += x.at(i);
      squares += (x.at(i) - mean) * (x.at(i) - mean);
    }
    // Four standard errors; that of the variance with the largest kurtosis among these, 9.
    assertThat(Math.abs(sum / MANY - mean)).isLessThan(4 * Math.sqrt(variance / MANY));
    assertThat(Math.abs(squares / MANY - variance))
        .isLessThan(4 * variance * Math.sqrt(8.0 / MANY));
  }

  @Test
  void momentsAreThoseOfTheDistributions() {
    moments(drawn(1, (b, s) -> RandomDraws.uniform(b, s, MANY)), 0.5, 1.0 / 12);
    moments(drawn(2, (b, s) -> RandomDraws.normal(b, s, MANY)), 0, 1);
    moments(drawn(3, (b, s) -> RandomDraws.exponential(b, s, MANY)), 1, 1);
    moments(drawn(4, (b, s) -> RandomDraws.integers(b, s, -3, 4, MANY)), 0, 4);
    moments(
        drawn(
            5, (b, s) -> RandomDraws.bernoulli(b, s, Creation.full(b, DType.FLOAT64, 0.25, MANY))),
        0.25,
        0.1875);
  }

  @Test
  void integersFillTheirRangeAndPermutationsHaveAll() {
    Tensor integers = drawn(6, (b, s) -> RandomDraws.integers(b, s, -3, 4, MANY));
    assertThat(Arrays.stream(integers.longs()).distinct().sorted())
        .containsExactly(-3L, -2L, -1L, 0L, 1L, 2L, 3L);
    Tensor order = drawn(7, (b, s) -> RandomDraws.permutation(b, s, 100));
    assertThat(Arrays.stream(order.longs()).distinct().count()).isEqualTo(100);
  }

  @Test
  void splitStreamsDifferAndTheirRestGoesOn() {
    GraphBuilder b = new GraphBuilder();
    RandomStream.Split split = RandomStream.seeded(b, 9).split(b, 2);
    RandomStream.Split again = split.rest().split(b, 1);
    RandomStream.Split deeper = split.streams().get(0).split(b, 1);
    List<RandomStream> all =
        List.of(
            RandomStream.seeded(b, 9),
            split.streams().get(0),
            split.streams().get(1),
            split.rest(),
            again.streams().get(0),
            deeper.streams().get(0),
            deeper.rest());
    List<Node> draws = all.stream().map(s -> RandomDraws.uniform(b, s, 50).values()).toList();
    Graph graph = b.build("f", draws);
    List<Tensor> seen = Perform.evaluate(graph, List.of());
    assertThat(seen.stream().flatMapToDouble(x -> Arrays.stream(x.doubles())).distinct().count())
        .isEqualTo(350);
    assertThat(Backends.jvm().compile(graph).apply(List.of())).isEqualTo(seen);
    RandomStream last = deeper.streams().get(0);
    assertThatThrownBy(() -> last.split(b, 2))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3121 A stream of random numbers cannot be split a third time\n"
                + "  Split the first stream into as many as all parts need; 'rest' can be split"
                + " again and again.");
  }

  @Test
  void emptyRangesAndOtherStatesAreRefused() {
    GraphBuilder b = new GraphBuilder();
    RandomStream stream = RandomStream.seeded(b, 1);
    assertThatThrownBy(() -> RandomDraws.integers(b, stream, 4, 4, 2))
        .hasMessage(
            "E3101 RandomDraws: no integers from 4 to before 4\n"
                + "  There are at least one and at most 2^48 of them.");
    assertThatThrownBy(() -> RandomDraws.uniform(b, RandomStream.of(b.constant(1)), 2))
        .hasMessage(
            "E3101 RandomIntegers does not take operands of types [float64[]]\n"
                + "  It takes the state of a stream, int64[7].");
  }

  /** The state says how often its stream was split, also where it is an input. */
  @Test
  void streamThatIsWrappedAgainGoesOnWhereItWas() {
    GraphBuilder b = new GraphBuilder();
    Node state = b.input("state", Type.array(DType.INT64, Shape.of(7)));
    RandomStream.Split two = RandomStream.of(state).split(b, 2);
    RandomStream child = RandomStream.of(two.streams().get(0).state());
    RandomStream.Split inner = child.split(b, 2);
    RandomStream.Split direct = two.streams().get(0).split(b, 2);
    List<Node> outputs = new ArrayList<>();
    for (RandomStream.Split split : List.of(two, inner, direct)) {
      split.streams().forEach(stream -> outputs.add(stream.state()));
      outputs.add(split.rest().state());
    }
    Graph graph = b.build("f", outputs);
    List<Tensor> at = List.of(RandomStream.state(4));
    List<Tensor> seen = Backends.jvm().compile(graph).apply(at);
    assertThat(seen).isEqualTo(Perform.evaluate(graph, at));
    assertThat(seen.subList(3, 6)).isEqualTo(seen.subList(6, 9));
    assertThat(seen.subList(0, 6)).doesNotHaveDuplicates();
    assertThat(seen.stream().map(x -> x.longs()[6]).limit(6))
        .containsExactly(1L, 1L, 0L, 2L, 2L, 1L);
    Graph many = Vmap.of(graph, 2, List.of(true));
    long[] both = Arrays.copyOf(seen.get(0).longs(), 14);
    System.arraycopy(at.get(0).longs(), 0, both, 7, 7);
    List<Tensor> pair = List.of(Tensor.of(Shape.of(2, 7), both));
    GraphBuilder once = new GraphBuilder();
    RandomStream.Split own = RandomStream.of(once.input("state", state.type())).split(once, 2);
    Graph each = once.build("f", List.of(own.streams().get(1).state()));
    Tensor second = Backends.jvm().compile(Vmap.of(each, 2, List.of(true))).apply(pair).get(0);
    assertThat(Arrays.copyOf(second.longs(), 7)).isEqualTo(seen.get(4).longs());
    assertThat(Arrays.copyOfRange(second.longs(), 7, 14)).isEqualTo(seen.get(1).longs());
    assertThatThrownBy(() -> Backends.jvm().compile(many).apply(pair))
        .hasMessageContaining("E3110")
        .hasMessageContaining("index 2 of an axis of extent 2");
  }

  @Test
  void loopsCarryHowOftenTheirStreamWasSplit() {
    GraphBuilder inner = new GraphBuilder();
    Node carry = inner.input("state", Type.array(DType.INT64, Shape.of(7)));
    RandomStream.Split split = RandomStream.of(carry).split(inner, 1);
    Node part = split.streams().get(0).state();
    Graph body = inner.build("body", List.of(split.rest().state(), part));
    GraphBuilder b = new GraphBuilder();
    RandomStream chain = RandomStream.seeded(b, 5).split(b, 1).streams().get(0);
    Graph graph = b.build("f", b.scan(body, 4, List.of(chain.state()), List.of(), List.of()));
    List<Tensor> seen = Backends.jvm().compile(graph).apply(List.of());
    assertThat(seen.get(0).longs()[6]).isEqualTo(1);
    assertThat(seen.get(1).longs()[6]).isEqualTo(2);
    assertThat(seen).isEqualTo(Perform.evaluate(graph, List.of()));
  }

  @Test
  void constantsThatAreNoStateAreRefused() {
    GraphBuilder b = new GraphBuilder();
    long[] good = RandomStream.state(1).longs();
    for (int place = 0; place < 7; place++) {
      long[] bad = good.clone();
      bad[place] = place == 6 ? 3 : Mrg31k3p.M1;
      Node state = b.constant(Tensor.of(Shape.of(7), bad));
      assertThatThrownBy(() -> RandomStream.of(state)).hasMessageStartingWith("E3101 RandomStream");
    }
    Node zeros = b.constant(Tensor.of(Shape.of(7), new long[7]));
    assertThatThrownBy(() -> RandomStream.of(zeros))
        .hasMessageContaining("is no state\n  RandomStream.state(seed) gives one.");
    assertThat(RandomStream.of(b.constant(RandomStream.state(1))).split(b, 0).streams()).isEmpty();
    RandomStream stream = RandomStream.seeded(b, 1);
    assertThatThrownBy(() -> stream.split(b, -1))
        .hasMessage("E3101 RandomSplit: -1 streams\n  There are at least 0.");
    assertThatThrownBy(() -> RandomDraws.advance(b, stream, -3))
        .hasMessage("E3101 RandomDraws: -3 steps\n  There are at least 0.");
    assertThatThrownBy(() -> RandomDraws.permutation(b, stream, -2))
        .hasMessage("E3101 Permutation: -2 numbers\n  There are at least 0.");
  }
}
