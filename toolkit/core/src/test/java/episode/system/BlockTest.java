package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.EpisodeException;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {
  private static final String AGES_IN_PLACES =
      """
      kind: transitions
      axes:
        - {name: loc, coords: [p, q, r]}
        - {name: age, coords: [young, old]}
        - {name: time, type: continuous, coords: [0, 10, 20]}
      state: ["S[age, loc]", "I[loc, age]", "R[age, loc]"]
      aliases:
        N[loc, age]: S[age, loc] + I[loc, age] + R[age, loc]
        lam[age, loc]: beta[time, loc] * sum_over(C[age, age:a] * I[loc, a] / N[loc, a], age=a)
      transitions:
        - {name: infection, from: "S[age, loc]", to: "I[loc, age]", rate: "lam[age, loc]"}
        - {from: "I[loc, age]", to: "R[age, loc]", rate: "gamma[loc] * w[age, loc] + eps"}
        - {from: "R[age=old, loc]", to: "S[age=young, loc]", rate: "waning[age]"}
      factorize_axes: [loc]
      """;

  private static final String EQUATIONS =
      """
      axes: [{name: k, coords: [a, b, c, d]}]
      state: ["x[k]", "y[k]", n]
      aliases: {"growth[k]": "r[k] * (1 - x[k] / cap)"}
      equations:
        x[k]: growth[k] * x[k] - x[k] * y[k]
        y[k]: "x[k] * y[k] - m * y[k]"
        n: -n * cap
      """;

  @ParameterizedTest
  @ValueSource(strings = {"interpreter", "jvm"})
  void aBlockMappedOverItsAxisIsTheWhole(String backend) {
    sameAsMapped(OpSystem.parse(AGES_IN_PLACES), "loc", backend);
    sameAsMapped(OpSystem.parse(EQUATIONS), "k", backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interpreter", "jvm"})
  void systemsOfFormulasSeparateToo(String backend) {
    OpSystem system =
        OpSystem.named("ages")
            .axis("place", 3)
            .axis("age", "a", "b")
            .state("S[place, age]", "I[age, place]")
            .parameter("home[age, age]", "w", "beta[place]")
            .alias("C[age, age:b]", "home[age, b] * (1 + w)")
            .transition("infection: S -> I", "beta[place] * sum(b in age, C[age, b] * I[b, place])")
            .transition("I -> 0", "w * max(I, 0.1)")
            .transition("S -> S[age+1]", "0.1")
            .build();
    sameAsMapped(system, "place", backend);
  }

  @Test
  void aBlockSaysWhereItsAxisWas() {
    Block block = OpSystem.parse(AGES_IN_PLACES).block("loc");
    assertThat(block.axis().size()).isEqualTo(3);
    assertThat(block.stateAxes()).isEqualTo(Map.of("S", 1, "I", 0, "R", 1));
    assertThat(block.parameterAxes()).isEqualTo(Map.of("beta", 1, "gamma", 0, "w", 1));
    assertThat(block.system().states()).hasToString("[S[age], I[age], R[age]]");
    assertThat(block.system().parameters())
        .hasToString("[C[age, age], beta[time], eps, gamma, w[age], waning[age]]");
    assertThat(OpSystem.parse(EQUATIONS).block("k").stateAxes()).doesNotContainKey("n");
  }

  @Test
  void aBlockDoesNotGrowWithItsAxis() {
    String wide = AGES_IN_PLACES.replace("[p, q, r]", "[p, q, r, s, t, u, v]");
    assertThat(OpSystem.parse(wide).block("loc").system().rhs().toString())
        .isEqualTo(OpSystem.parse(AGES_IN_PLACES).block("loc").system().rhs().toString());
  }

  @Test
  void noBlockInfluencesAnother() {
    OpSystem system = OpSystem.parse(EQUATIONS);
    Values values = random(system);
    double[] y = flat(system, values);
    double[][] jacobian = system.compile().jacobian(0, y, values).matrix();
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        if (i % 4 != j % 4) {
          assertThat(jacobian[i][j]).isZero();
        }
      }
    }
  }

  @Test
  void whatAddsUpOverAnAxisDoesNotSeparate() {
    refuse(
        "D", "x[k] -> D", "E2511 The system does not separate along 'k': 'x -> D' adds up over it");
    refuse(
        "D", "D -> x[k]", "E2511 The system does not separate along 'k': 'D -> x' adds up over it");
  }

  private static void refuse(String scalar, String arrow, String message) {
    String[] sides = arrow.split(" -> ");
    String spec =
        """
        kind: transitions
        axes: [{name: k, coords: [a, b]}]
        state: ["x[k]", %s]
        transitions: [{from: "%s", to: "%s", rate: m}]
        """
            .formatted(scalar, sides[0], sides[1]);
    OpSystem system = OpSystem.parse(spec);
    assertThatThrownBy(() -> system.block("k"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message + "\n  Leave it whole along this axis.");
    assertThatThrownBy(() -> OpSystem.parse(spec + "factorize_axes: [k]\n"))
        .hasMessageStartingWith(message);
  }

  @Test
  void stepsTotalsAndSingleElementsDoNotSeparate() {
    SystemBuilder ages = OpSystem.named("ages").axis("age", "a", "b").state("x[age]");
    assertThatThrownBy(() -> ages.transition("x -> x[age+1]", "0.1").build().block("age"))
        .hasMessageContaining("'x -> x[age+1]' goes from one of its elements to the next");
    for (String rate : List.of("x[\"b\"]", "max(x)", "sum(x)", "prod(i in age, x[i])")) {
      OpSystem system =
          OpSystem.named("s").axis("age", "a", "b").state("x[age]").equation("x", rate).build();
      assertThatThrownBy(() -> system.block("age"))
          .hasMessageContaining("uses several of its elements or a single one");
    }
  }

  @Test
  void onlyAxesOfTheSystemHaveBlocks() {
    assertThatThrownBy(() -> OpSystem.parse(EQUATIONS).block("kk"))
        .hasMessage("E2104 Unknown axis 'kk'\n  Did you mean 'k'? Axes: k.");
  }

  /** Checks one element after the other: slices in, slices out. */
  private static void sameAsMapped(OpSystem system, String axis, String backend) {
    Block block = system.block(axis);
    Values values = random(system);
    double t = 7.5;
    double[] whole = system.compile(backend).rhs(t, flat(system, values), values);
    CompiledSystem compiled = block.system().compile(backend);
    for (int element = 0; element < block.axis().size(); element++) {
      Map<String, Object> slices = new LinkedHashMap<>();
      for (Template state : system.states()) {
        slices.put(state.name(), slice(state, values, block.stateAxes(), element));
      }
      for (Template parameter : system.parameters()) {
        slices.put(parameter.name(), slice(parameter, values, block.parameterAxes(), element));
      }
      Values sliced = Values.of(slices);
      double[] part = compiled.rhs(t, flat(block.system(), sliced), sliced);
      List<Double> expected = new ArrayList<>();
      int start = 0;
      for (Template state : system.states()) {
        double[] all = Arrays.copyOfRange(whole, start, start + state.size());
        Tensor derivative = Tensor.of(state.shape(), all);
        Values one = Values.of(state.name(), derivative);
        for (double value : slice(state, one, block.stateAxes(), element).doubles()) {
          expected.add(value);
        }
        start += state.size();
      }
      for (int i = 0; i < part.length; i++) {
        // The same operations in the same order.
        assertThat(part[i]).isEqualTo(expected.get(i), within(1e-14 * Math.abs(expected.get(i))));
      }
    }
  }

  private static Tensor slice(
      Template template, Values values, Map<String, Integer> places, int element) {
    double[] all = array(values, template);
    if (!places.containsKey(template.name())) {
      return Tensor.of(template.shape(), all);
    }
    int place = places.get(template.name());
    int inner = 1;
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < template.axes().size(); i++) {
      int size = template.axes().get(i).size();
      inner *= i > place ? size : 1;
      if (i != place) {
        left.add(size);
      }
    }
    int along = template.axes().get(place).size();
    double[] slice = new double[all.length / along];
    for (int i = 0; i < slice.length; i++) {
      slice[i] = all[(i / inner * along + element) * inner + i % inner];
    }
    return Tensor.of(Shape.of(left.stream().mapToInt(n -> n).toArray()), slice);
  }

  private static double[] array(Values values, Template template) {
    return values.tensor(template.name()).orElseThrow().doubles();
  }

  private static Values random(OpSystem system) {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Object> values = new LinkedHashMap<>();
    for (List<Template> some : List.of(system.states(), system.parameters())) {
      for (Template one : some) {
        double[] numbers = random.doubles(one.size(), 0.1, 2).toArray();
        values.put(one.name(), Tensor.of(one.shape(), numbers));
      }
    }
    return Values.of(values);
  }

  private static double[] flat(OpSystem system, Values values) {
    double[] y = new double[system.size()];
    int start = 0;
    for (Template state : system.states()) {
      double[] cells = array(values, state);
      System.arraycopy(cells, 0, y, start, cells.length);
      start += cells.length;
    }
    return y;
  }
}
