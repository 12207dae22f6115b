package episode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.plot.Grid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that backends hold under an op's name, and what compares and refuses them. */
class RuleTest {
  private static final List<Backend> HOSTS = List.of(Backends.jvm(), Backends.interpreter());

  private static Graph sorted(boolean falling) {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(4));
    return b.build("sorted", b.apply(new Ordered(falling), List.of(b.mul(x, b.input("s")))));
  }

  private static final List<Tensor> POINT =
      List.of(Tensor.of(new double[] {3, 1, 2, 4}), Tensor.of(0.5));

  @Test
  void ruleForAPrimitiveIsRefused() {
    HostRule rule = (op, x) -> op.perform(x);
    for (Backend backend : HOSTS) {
      assertThatThrownBy(() -> backend.with("ADD", rule))
          .isInstanceOf(EpisodeException.class)
          .hasMessage(
              "E3222 'ADD' is a primitive, and rules are for ops\n"
                  + "  No backend would ever use it. Name an op, as CumMax; docs/ops.md lists them.");
    }
    assertThat(getClass().getResource("/episode/explain/E3222.md")).isNotNull();
    assertThat(Backends.jvm().with("Ordered", rule)).hasToString("jvm with Ordered");
  }

  @Test
  void rulesOfTheHostTakeThePlaceOfPerform() {
    for (Backend backend : HOSTS) {
      List<String> seen = new ArrayList<>();
      HostRule rule =
          (op, x) -> {
            seen.add(op.name());
            return op.perform(x);
          };
      Backend faster = backend.with("Ordered", rule);
      Backends.compare(sorted(false), POINT, faster).check();
      assertThat(seen).isNotEmpty();
      seen.clear();
      Backends.compare(sorted(false), POINT, backend, faster.with("Other", rule)).check();
      assertThat(seen).isNotEmpty();
      seen.clear();
      backend.compile(sorted(false)).apply(POINT);
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void rulesOfNodesTakeThePlaceOfLowering() {
    NodeRule doubled =
        (op, b, x) -> List.of(b.mul(x.get(0), b.constant(2)), b.cast(x.get(0), DType.INT64));
    for (Backend backend : HOSTS) {
      List<Tensor> seen = backend.with("Ordered", doubled).compile(sorted(true)).apply(POINT);
      assertThat(seen.get(0)).isEqualTo(Tensor.of(new double[] {3, 1, 2, 4}));
    }
  }

  @Test
  void wrongRuleIsFoundByComparison() {
    HostRule wrong =
        (op, x) -> ((Ordered) op).falling() ? op.perform(x) : new Ordered(true).perform(x);
    Backend backend = Backends.jvm().with("Ordered", wrong);
    Backends.compare(sorted(true), POINT, backend).check();
    Comparison comparison = Backends.compare(sorted(false), POINT, backend);
    assertThat(comparison.agrees()).isFalse();
    assertThatThrownBy(comparison::check).hasMessageContaining("E3203 'jvm' and the interpreter");
  }

  @Test
  void comparisonMayBeHeldAgainstATestOfOnesOwn() {
    Graph graph = sorted(false);
    List<Tensor> references = new ArrayList<>();
    Comparison all = Backends.compare(graph, POINT);
    Comparison own = all.assertWith((reference, actual) -> references.add(reference)).check();
    assertThat(own.agrees()).isTrue();
    assertThat(references).hasSize(2 * 5);
    Comparison strict =
        all.on("jvm")
            .assertWith(
                (reference, actual) -> {
                  if (reference.dtype().isFloating() && reference.shape().rank() == 1) {
                    throw new AssertionError("never good enough");
                  }
                });
    assertThat(strict.agrees()).isFalse();
    assertThatThrownBy(strict::check)
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3203 'jvm' and the interpreter disagree about sorted[0]\n"
                + "  never good enough\n"
                + "  Please report it, unless an op or a rule of your own is involved.");
    assertThat(((Grid) strict.parts().get(0)).rows()).hasSameSizeAs(strict.entries());
  }

  @Test
  void refusalOfAVariantIsTested() {
    HostRule rule =
        (op, x) -> {
          throw new AssertionError("not at compile time");
        };
    NodeRule rising =
        (op, b, x) -> {
          if (((Ordered) op).falling()) {
            throw Refusal.of("jvm", "Ordered, falling", "there is no such sort");
          }
          return b.apply(new Ordered(true), x);
        };
    Backend backend = Backends.jvm().with("Ordered", rising);
    Problem problem = Backends.refuses(sorted(true), backend, "E3204");
    assertThat(problem.what()).isEqualTo("'jvm' cannot do Ordered, falling: there is no such sort");
    assertThatThrownBy(() -> Backends.refuses(sorted(true), "jvm", "E3204"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3206 'jvm' does not refuse 'sorted' with E3204\n  it compiles the graph");
    assertThatThrownBy(() -> Backends.refuses(sorted(true), backend, "E3201"))
        .hasMessageStartingWith(
            "E3206 'jvm' does not refuse 'sorted' with E3201\n  it says: E3204");
    assertThat(backend.with("Ordered", rule).compile(sorted(true)).graph().name())
        .isEqualTo("sorted");
  }
}
