package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Tensor;
import episode.plot.Layer;
import episode.plot.Plot;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
  /** x′ = −k x in two groups: x = x₀ exp(−k t), k x flows out. */
  private static OpSystem decay() {
    return OpSystem.named("decay")
        .axis("group", "a", "b")
        .axis("dose", "one", "two", "three")
        .state("x[group]", "y")
        .parameter("k[group]", "weight[dose]")
        .transition("loss: x -> 0", "k")
        .transition("y -> 0", "k[group=a]")
        .output("weekly[group]", "7 * loss")
        .output("total", "sum(j in group, x[j]) + y")
        .output("share[group]", "x / total")
        .output("table[dose, group]", "weight * weekly")
        .build();
  }

  private static final Values VALUES =
      Values.of(
          "k",
          new double[] {0.1, 0.3},
          "weight",
          new double[] {1, 2, 3},
          "x",
          new double[] {5, 8},
          "y",
          2);
  private static final TimeSpan SPAN = TimeSpan.times(0, 1, 4);

  private static Solution solution() {
    return decay().compile().withTolerances(1e-12, 1e-12).solve(VALUES, SPAN);
  }

  @Test
  void outputsFollowTheSolution() {
    Solution solution = solution();
    for (int row = 0; row < 3; row++) {
      double t = solution.times()[row];
      double a = 5 * Math.exp(-0.1 * t);
      double b = 8 * Math.exp(-0.3 * t);
      double y = 2 * Math.exp(-0.1 * t);
      assertThat(solution.output("weekly", "a")[row]).isCloseTo(0.7 * a, within(1e-10));
      assertThat(solution.output("weekly", "b")[row]).isCloseTo(2.1 * b, within(1e-10));
      assertThat(solution.output("total")[row]).isCloseTo(a + b + y, within(1e-10));
      assertThat(solution.output("share", "b")[row]).isCloseTo(b / (a + b + y), within(1e-10));
      double[] cells = solution.outputArray("table")[row];
      for (int dose = 0; dose < 3; dose++) {
        assertThat(cells[2 * dose]).isCloseTo((dose + 1) * 0.7 * a, within(1e-10));
        assertThat(cells[2 * dose + 1]).isCloseTo((dose + 1) * 2.1 * b, within(1e-10));
      }
      assertThat(solution.output("table", "three", "b")[row]).isEqualTo(cells[5]);
    }
  }

  @Test
  void outputsAreColumnsOfTheTable() {
    assertThat(solution().table().names())
        .startsWith("day", "x[a]", "x[b]", "y", "weekly[a]", "weekly[b]", "total", "share[a]")
        .endsWith("table[three, a]", "table[three, b]")
        .hasSize(4 + 2 + 1 + 2 + 6);
    assertThat(solution().table().numbers("total")).containsExactly(solution().output("total"));
  }

  @Test
  void gradientsGoThroughOutputs() {
    CompiledSystem compiled = decay().compile().withTolerances(1e-12, 1e-12);
    Gradient last = compiled.gradient("weekly[time=\"4\", group=b]", VALUES, SPAN, "k", "x");
    double b = 8 * Math.exp(-1.2);
    assertThat(last.value()).isCloseTo(2.1 * b, within(1e-10));
    Tensor byK = last.derivatives().tensor("k").orElseThrow();
    assertThat(byK.at(0)).isZero();
    assertThat(byK.at(1)).isCloseTo(7 * b * (1 - 0.3 * 4), within(1e-9));
    Gradient most = compiled.gradient("max(total)", VALUES, SPAN, "y");
    assertThat(most.value()).isCloseTo(15, within(1e-12));
    assertThat(most.derivatives().tensor("y").orElseThrow().at(0)).isCloseTo(1, within(1e-12));
  }

  @Test
  void incidenceIsAddedUpOverReportingIntervals() {
    double[][] rows = solution().incidenceArray("loss");
    double[] start = {5, 8};
    double[] k = {0.1, 0.3};
    for (int group = 0; group < 2; group++) {
      double x1 = start[group] * Math.exp(-k[group]);
      double x4 = start[group] * Math.exp(-4 * k[group]);
      assertThat(rows[0][group]).isZero();
      assertThat(rows[1][group]).isCloseTo(start[group] - x1, within(1e-10));
      assertThat(rows[2][group]).isCloseTo(x1 - x4, within(1e-10));
    }
    assertThat(solution().incidence("loss", "b")[2]).isEqualTo(rows[2][1]);
    Solution later =
        decay()
            .compile()
            .withTolerances(1e-12, 1e-12)
            .solve(VALUES, TimeSpan.days(0, 4).savedAt(1, 4));
    assertThat(later.incidence("loss", "a")[0]).isCloseTo(5 - 5 * Math.exp(-0.1), within(1e-10));
  }

  @Test
  void outputsAreShown() {
    OpSystem system = decay();
    assertThat(system.toString()).contains("\n  output weekly[group] = 7 * loss");
    assertThat(system.summary().toString()).contains("Output `total`: `sum(j in group, x[j]) + y`");
    assertThat(Equations.latex(system)).contains("\\mathrm{total} &= \\sum");
    assertThat(system.warnings()).isEmpty();
    assertThat(system.parameterTable().rows().get(1).get(3)).isEqualTo("table");
    assertThat(system.outputs()).hasSize(4);
  }

  @Test
  void plotsShowOutputsAndAnyFormula() {
    Solution solution = solution();
    assertThat(solution.plot("total", "y").panels()).hasSize(1);
    assertThat(solution.plot("total", "weekly", "loss / x").panels()).hasSize(3);
  }

  @Test
  void unknownOutputIsRefused() {
    assertThatThrownBy(() -> solution().output("totl"))
        .hasMessage(
            """
            E2120 Unknown output 'totl'
              Did you mean 'total'? Outputs: weekly, total, share, table.\
            """);
  }

  @Test
  void incidenceInAnOutputIsRefused() {
    assertThatThrownBy(
            () ->
                OpSystem.named("x")
                    .state("x")
                    .transition("loss: x -> 0", "1")
                    .output("weekly", "2 * incidence(loss)")
                    .build())
        .hasMessage(
            """
            E2121 An output is about one time, an incidence about an interval
              in output("weekly")
                2 * incidence(loss)
                    ^^^^^^^^^^^^^^^
              Read solution.incidence(…), observe incidence(…), or write the flow itself: it is per \
            unit of time.\
            """);
  }

  @Test
  void wrongOutputsAreRefusedAtBuild() {
    assertThatThrownBy(
            () ->
                OpSystem.named("x")
                    .axis("group", "a", "b")
                    .state("x[group]")
                    .parameter("k")
                    .transition("loss: x -> 0", "k")
                    .output("early", "late")
                    .output("late", "x")
                    .output("k", "2")
                    .build())
        .hasMessage(
            """
            E2101 'k' is already a parameter
              in output("k")
                k
                ^
              Choose another name.
            E2103 Unknown name 'late'
              in output("early")
                late
                ^^^^
              Known names: k, x, t, loss.
            E2110 The formula varies over group
              in output("late")
                x
                ^
              What it belongs to has no axis group: add [group] there, or sum: sum(j in group, …).\
            """);
  }

  @Test
  void cellsArePlottedByTheNamesThatTablesGiveThem() {
    CompiledSystem compiled =
        OpSystem.named("cells")
            .axis("age", "0-17", "18+")
            .axis("sex", "f", "m")
            .state("S[age, sex]", "I[age]")
            .parameter("k")
            .transition("loss: S -> 0", "k")
            .transition("waning: I -> 0", "k")
            .build()
            .compile();
    Values values =
        Values.of("k", 0.5, "S", new double[][] {{1, 2}, {3, 4}}, "I", new double[] {5, 6});
    Solution solution = compiled.solve(values, TimeSpan.days(0, 2));
    for (String cell : List.of("I[0-17]", "S[18+, f]", "I [ 18+ ]")) {
      Plot plot = solution.plot(cell);
      assertThat(plot.panels().get(0).layers()).extracting(Layer::name).containsExactly(cell);
    }
    assertThat(solution.plot("S[18+,f]").panels().get(0).layers().get(0).data().numbers("y")[0])
        .isEqualTo(3);
    assertThat(solution.observe("I[0-17] + I[18+] - sum(a in age, I[a])").doubles())
        .containsOnly(0);
    assertThat(solution.table().names()).contains("I[0-17]", "S[18+, f]");
  }
}
