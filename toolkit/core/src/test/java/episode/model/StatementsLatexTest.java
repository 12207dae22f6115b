package episode.model;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Columns;
import episode.plot.Part;
import episode.system.At;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import org.junit.jupiter.api.Test;

class StatementsLatexTest {

  private static String latex(Posterior model) {
    return ((Part.Latex) model.parts().get(0)).latex();
  }

  @Test
  void writesPriorsAndObservationsAboutASystem() {
    CompiledSystem sir =
        OpSystem.named("SIR")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .transition("infection: S -> I", "beta * I / 763")
            .transition("I -> R", "gamma")
            .build()
            .compile();
    Posterior model =
        Posterior.of(sir, Values.of("S", 762, "I", 1), TimeSpan.days(0, 2))
            .prior("beta ~ truncated(normal(2, 1), 0, inf)")
            .prior("gamma ~ exponential(2)")
            .observe(
                "in_bed ~ poisson(I)",
                Columns.of("day", new int[] {1, 2}, "in_bed", new int[] {3, 8}),
                At.at("day"));
    assertThat(latex(model))
        .startsWith("\\begin{aligned}\n\\beta &\\sim \\operatorname{normal}\\left(2, 1\\right)")
        .contains(" \\;\\text{on}\\; [0, \\infty) \\\\")
        .contains("\\gamma &\\sim \\operatorname{exponential}\\left(2\\right)")
        .contains(" &\\sim \\operatorname{poisson}\\left(I\\right)\\qquad ")
        .contains("not given")
        .endsWith("\\end{aligned}");
    assertThat(((Part.Latex) model.parts().get(0)).plain()).startsWith("model SIR\n  prior beta ~");
  }

  @Test
  void writesIndicesOfAModelOfItsOwn() {
    Posterior model =
        Posterior.named("eight schools")
            .axis("school", 8)
            .prior("mu ~ normal(0, 5)")
            .prior("theta[school] ~ normal(mu, 10)");
    assertThat(latex(model)).contains("\\theta_{s} &\\sim \\operatorname{normal}\\left(\\mu, 10");
  }

  @Test
  void aModelWithoutStatementsSaysSo() {
    assertThat(latex(Posterior.named("empty"))).contains("nothing said yet");
  }
}
