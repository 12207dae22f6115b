package episode.pages;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.prob.About;
import episode.prob.Bijector;
import episode.prob.Distribution;
import episode.prob.Distributions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page {@code docs/distributions.md}: every distribution that formulas may name. */
class DistributionsPageTest {
  private static final String INTRODUCTION =
      """
      # Distributions

      What may stand right of `~` in priors and observations. Arguments are formulas. The tables are
      written from the code, whose tests hold densities and moments to independent numbers, and a
      test fails where they are stale.

      ```java
      model("coin").prior("p ~ beta(2, 2)").observe("heads ~ binomial(10, p)", Map.of("heads", new double[] {7, 6}))
      ```

      ```text
      model coin
        prior p ~ beta(2, 2)
        observe heads ~ binomial(10, p)  (2 rows)
      ```

      ## What they describe

      A sampler moves without bounds, in the coordinate of the last column; counts are observed, and
      not sampled.

      | call | meaning | values | coordinate |
      |---|---|---|---|
      """;

  private static final String TRUNCATED =
      """

      `truncated(distribution, low, high)` cuts any of them and is normalised again: `truncated(normal(2, 1), 0, inf)`. Its coordinate is `log(x - low)`, `log(high - x)` or `log((x - low) / (high - x))`, by which ends there are.

      ## Densities and moments

      Of a value or a count `x`, in the words of [formulas](functions.md).

      | name | density, or probability | mean | variance | as in |
      |---|---|---|---|---|
      """;

  @Test
  void pageListsEveryDistribution() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Distribution distribution : Distributions.all()) {
      row(
          page,
          code(distribution.signature()),
          distribution.about().meaning(),
          Distributions.values(distribution),
          distribution.support().whole() ? "" : code(coordinate(distribution)));
    }
    page.append(TRUNCATED);
    for (Distribution distribution : Distributions.all()) {
      About about = distribution.about();
      row(
          page,
          code(distribution.name()),
          code(about.density()),
          code(about.mean()),
          code(about.variance()),
          code(about.example()));
    }
    Page.check("distributions.md", page.toString());
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String code(String text) {
    return text.equals("nan") ? "none" : "`" + text.replace("|", "\\|") + "`";
  }

  /** Returns the coordinate of a value x, as the bijector onto the support has it. */
  private static String coordinate(Distribution distribution) {
    GraphBuilder b = new GraphBuilder();
    List<Node> parameters =
        distribution.parameters().stream().map(parameter -> b.input(parameter.name())).toList();
    Bijector bijector = Bijector.onto(b, distribution, parameters);
    if (bijector instanceof Bijector.Identity) {
      return "x";
    }
    if (bijector instanceof Bijector.Above above) {
      return above.low().isConstant(0) ? "log(x)" : "log(x - low)";
    }
    if (bijector instanceof Bijector.Interval interval) {
      boolean unit = interval.low().isConstant(0) && interval.high().isConstant(1);
      return unit ? "log(x / (1 - x))" : "log((x - low) / (high - x))";
    }
    return "log(high - x)";
  }
}
