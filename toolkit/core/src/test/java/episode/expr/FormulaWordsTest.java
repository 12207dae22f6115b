package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.function.GraphFunction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaWordsTest {

  @Test
  void everyWordThatFormulasKnowIsThere() {
    MathFunction.allNames().forEach(FormulaWordsTest::isThere);
    CurveFunction.allNames().forEach(FormulaWordsTest::isThere);
    Spatial.functions().forEach(FormulaWordsTest::isThere);
    for (FormulaWord word : FormulaWords.all()) {
      switch (word.kind()) {
        case CONSTANT ->
            assertThat(word.name().equals("t") || Scope.isConstant(word.name())).isTrue();
        case HISTORY -> assertThat(HistoryParser.reads(word.name())).isTrue();
        case REDUCTION, FUNCTION, CURVE, SPACE, OBSERVATION, OPERATOR -> isThere(word.name());
      }
    }
    List.of("delay", "history", "convolve_history").forEach(FormulaWordsTest::isThere);
    List.of("apply_along", "sum_over", "integrate_over").forEach(FormulaWordsTest::isThere);
    List.of("sum", "prod", "integrate", "pi", "e", "inf", "nan").forEach(FormulaWordsTest::isThere);
  }

  private static void isThere(String name) {
    assertThat(FormulaWords.named(name)).as(name).isPresent();
  }

  static List<FormulaWord> equalities() {
    return FormulaWords.all().stream().filter(word -> word.example().contains(" = ")).toList();
  }

  @ParameterizedTest
  @MethodSource("equalities")
  void examplesHaveTheValuesThatTheyName(FormulaWord word) {
    int equals = word.example().lastIndexOf(" = ");
    double value = value(word.example().substring(0, equals));
    double said = value(word.example().substring(equals + 3));
    assertThat(value).isCloseTo(said, within(1e-15));
  }

  private static double value(String formula) {
    return GraphFunction.of("0 * x + (" + formula + ")", "x").apply(1.0).number();
  }

  @Test
  void synonymsLeadToTheirWord() {
    FormulaWord clip = FormulaWords.named("clamp").orElseThrow();
    assertThat(clip.name()).isEqualTo("clip");
    assertThat(clip.synonyms()).containsExactly("clamp");
    assertThat(clip.isCalled()).isTrue();
    assertThat(FormulaWords.named("nothing")).isEmpty();
  }

  @Test
  void tableIsForManuals() {
    assertThat(FormulaWords.table())
        .startsWith("| function | kind | meaning | example |\n|---|---|---|---|\n| `abs(x)` |")
        .contains(
            "| `clip(x, low, high)`, `clamp` | function"
                + " | x, no less than low and no more than high. | `clip(1.2, 0, 1) = 1` |\n")
        .doesNotContain("`pi`");
  }
}
