package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.expr.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a system that another one is made of. */
class MadeSystemsTest {
  private static final String SPEC =
      """
      kind: transitions
      state: [S, I]
      transitions: [{name: infection, from: S, to: I, rate: beta * I}]
      initial_state: {S: S0, I: I0}
      meta: {author: somebody}
      """;

  @Test
  void whatIsSaidForEnginesIsLeftOutWithAWarning() {
    OpSystem spec = OpSystem.parse(SPEC);
    for (OpSystem made :
        List.of(
            spec.stratify("vax", "none", "done").build(),
            spec.renamed("S", "Sus"),
            OpSystem.compose("two", spec),
            spec.extended("more").build())) {
      assertThat(made.metadata()).isEmpty();
      assertThat(made.warnings())
          .extracting(Problem::toString)
          .containsExactly(
              """
              E2172 What the spec of 'spec' says for engines is left out: meta, initial_state
                It is about other states and axes: say it in the spec of the new system.""");
    }
  }

  private static final OpSystem SEIR =
      OpSystem.named("SEIR")
          .state("S", "E", "I", "R")
          .parameter("beta", "sigma", "gamma")
          .alias("N", "S + E + I + R")
          .transition("infection: S -> E", "beta * I / N")
          .transition("E -> I", "sigma")
          .transition("I -> R", "gamma")
          .build();

  private static final Values RATES = Values.of("beta", 0.9, "sigma", 0.4, "gamma", 0.3);

  @Test
  void totalsOfAHomogeneousStratificationRunAsBefore() {
    OpSystem aged = SEIR.stratify("age", "young", "middle", "old").build();
    TimeSpan days = TimeSpan.days(0, 60);
    Solution whole = SEIR.compile().solve(RATES.with("S", 990).with("I", 10), days);
    Values parts = RATES.with("S", new double[] {490, 300, 200}).with("I", new double[] {1, 2, 7});
    Solution divided = aged.compile().solve(parts, days);
    for (String state : List.of("S", "E", "I", "R")) {
      // Both solves have the default tolerances, of which this is a few times the result.
      assertThat(divided.total(state)).containsExactly(whole.total(state), within(1e-2));
    }
  }

  @Test
  void theSeirByAgeIsTheOneThatIsWrittenOut() {
    OpSystem written =
        OpSystem.named("SEIR by age")
            .axis("age", "0-17", "18-64", "65+")
            .state("S[age]", "E[age]", "I[age]", "R[age]")
            .parameter("beta", "sigma", "gamma", "N[age]", "contact[age, age]")
            .alias("lambda[age]", "beta * sum(b in age, contact[age, b] * I[b] / N[b])")
            .transition("infection: S -> E", "lambda")
            .transition("E -> I", "sigma")
            .transition("I -> R", "gamma")
            .initial("S[age]", "N[age] - I[age]")
            .build();
    OpSystem divided =
        SEIR.stratify("age", "0-17", "18-64", "65+")
            .parameter("contact[age, age]")
            .mixing("contact[age, age]")
            .build();
    double[][] contact = {{8, 3, 1}, {3, 6, 2}, {1, 2, 3}};
    double[] n = {200, 600, 200};
    Values at = RATES.with("beta", 0.1).with("contact", contact).with("I", new double[] {1, 4, 2});
    double[] s = {199, 596, 198};
    TimeSpan days = TimeSpan.days(0, 60);
    Solution one = written.compile().solve(at.with("N", n), days);
    Solution other = divided.compile().solve(at.with("S", s), days);
    for (String age : List.of("0-17", "18-64", "65+")) {
      for (String state : List.of("S", "E", "I", "R")) {
        // N is a parameter in one and a sum in the other: equal up to the solver's tolerance.
        assertThat(other.state(state, age)).containsExactly(one.state(state, age), within(1e-2));
      }
    }
    double[] y = {190, 580, 190, 5, 8, 3, 3, 7, 4, 2, 5, 3};
    Values point = at.without("I");
    assertThat(OpSystemVectorsTest.rhs(divided, 0, y, point))
        .containsExactly(OpSystemVectorsTest.rhs(written, 0, y, point.with("N", n)), within(1e-11));
  }
}
