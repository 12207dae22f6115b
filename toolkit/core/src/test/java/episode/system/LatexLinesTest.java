package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatexLinesTest {

  private static OpSystem layered(String alias) {
    return OpSystem.named("layers")
        .axis("age", "young", "old")
        .state("S[age]", "I[age]")
        .parameter("q", "N[age]", "inside", "outside", "at_school", "elsewhere")
        .parameter("household[age, age]", "workplace[age, age]", "friends[age, age]")
        .alias("lambda[age]", alias)
        .transition("S -> I", "lambda")
        .build();
  }

  @Test
  void shortFormulasStayAsTheyAre() {
    assertThat(LatexLines.folded("a + b")).isEqualTo("a + b");
  }

  @Test
  void longSumsGoOnInANewLineBeforeASign() {
    String term = "abcdefghijklmnopqrst";
    String sum = String.join(" + ", term, term, term, term);
    assertThat(LatexLines.folded(sum).split("\\\\\\\\\n&\\\\qquad \\{}")).hasSize(2);
    assertThat(LatexLines.folded(sum).replace("\\\\\n&\\qquad {}", "")).isEqualTo(sum);
  }

  @Test
  void bracketsThatALineEndsWithinHaveOneSize() {
    String term = "abcdefghijklmnopqrst";
    String sum = "x \\left(" + String.join(" + ", term, term, term) + "\\right) y";
    assertThat(LatexLines.folded(sum)).contains("\\Bigl(", "\\Bigr)").doesNotContain("\\left");
  }

  @Test
  void casesAndFractionsStayWhole() {
    String wide = "\\frac{" + "a + b".repeat(30) + "}{c}";
    assertThat(LatexLines.folded(wide)).isEqualTo(wide);
    String cases = "\\begin{cases} " + "a + b".repeat(30) + " \\end{cases}";
    assertThat(LatexLines.folded(cases)).isEqualTo(cases);
  }

  @Test
  void aLongSumStandsBesideTheFractionThatItIsAFactorOf() {
    String layers =
        "q * sum(b in age, (inside * household[age, b] + outside * workplace[age, b]"
            + " + elsewhere * friends[age, b]) * I[b] / N[b])";
    assertThat(Equations.latex(layered(layers))).contains("\\Bigr) \\, \\frac{I_{b}}{N_{b}}");
    String one = "q * sum(b in age, household[age, b] * I[b] / N[b])";
    assertThat(Equations.latex(layered(one))).contains("\\frac{\\mathrm{household}");
  }
}
