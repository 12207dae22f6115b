package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  /** The right column is the same formula with every group in parentheses that matter. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-x^2 | -(x^2)",
        "2^-y | 2^(-y)",
        "2**3**2 | 2^(3^2)",
        "-a * b | (-a) * b",
        "a - b - c | (a - b) - c",
        "a / b * c | (a / b) * c",
        "a % b * c | (a % b) * c",
        "not a == b | not (a == b)",
        "a or b and c | a or (b and c)",
        "not a and b | (not a) and b",
        "a + b < c * d | (a + b) < (c * d)",
        "a if b else c if d else e | a if b else (c if d else e)",
        "a if b or c else d | a if (b or c) else d",
        "np.exp(x) | exp(x)",
        "+x - +y | x - y",
      })
  void operatorsBindAsInPython(String formula, String grouped) {
    assertThat(plain(Expr.of(formula))).isEqualTo(plain(Expr.of(grouped)));
  }

  /** Returns the tree without spans: its text parses to itself, so equal texts are equal trees. */
  private static String plain(Expr expr) {
    return expr.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1_000 | 1000",
        ".5 | 0.5",
        "2. | 2",
        "1e-3 | 0.001",
        "1E2 | 100",
        "123456789012345678 | 1.2345678901234568E17",
      })
  void numbersAreReadAsWritten(String written, double value) {
    assertThat(((Expr.Literal) Expr.of(written)).value()).isEqualTo(value);
  }

  @Test
  void everyNodeKnowsItsPlaceInTheText() {
    String text = "beta * sum(b in age, contact[age, b] * (I[b] + 2)) / N";
    Formula formula = Formula.parse("alias", text);
    Expr.Chain chain = (Expr.Chain) formula.expr();
    assertThat(chain.span()).isEqualTo(new Span(0, text.length()));
    Expr.Reduction sum = (Expr.Reduction) chain.rest().get(0).operand();
    assertThat(at(text, sum.span())).isEqualTo("sum(b in age, contact[age, b] * (I[b] + 2))");
    assertThat(at(text, sum.binders().get(0).span())).isEqualTo("b in age");
    Expr.Chain product = (Expr.Chain) sum.body();
    assertThat(at(text, product.first().span())).isEqualTo("contact[age, b]");
    assertThat(at(text, product.rest().get(0).operand().span())).isEqualTo("I[b] + 2");
    assertThat(formula.names()).containsExactly("beta", "contact", "I", "N");
  }

  private static String at(String text, Span span) {
    return text.substring(span.start(), span.end());
  }

  @Test
  void subscriptsAreIndicesOrElements() {
    Expr.Element element = (Expr.Element) Expr.of("S[age, age:b, vax=one, \"0-4\", 3]");
    assertThat(element.subscripts())
        .extracting(Expr.Subscript::axis, Expr.Subscript::value, Expr.Subscript::pinned)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("", "age", false),
            org.assertj.core.groups.Tuple.tuple("age", "b", false),
            org.assertj.core.groups.Tuple.tuple("vax", "one", true),
            org.assertj.core.groups.Tuple.tuple("", "0-4", true),
            org.assertj.core.groups.Tuple.tuple("", "3", true));
  }

  @Test
  void treesBuiltInJavaReadLikeText() {
    Expr rate = Expr.name("beta").times(Expr.name("I")).over(Expr.name("N"));
    assertThat(rate).hasToString("beta * I / N");
    Expr a = Expr.name("a");
    assertThat(a.plus(Expr.number(1)).times(a.minus(a.minus(a))))
        .hasToString("(a + 1) * (a - (a - a))");
    assertThat(a.negated().power(Expr.number(2))).hasToString("(-a)^2");
    assertThat(Expr.number(-2).power(a)).hasToString("(-2)^a");
    Expr force = Expr.name("contact", "age", "b").times(Expr.name("I", "b"));
    assertThat(Expr.sum("b", "age", force)).hasToString("sum(b in age, contact[age, b] * I[b])");
    assertThat(Expr.choice(a.lessThan(Expr.number(3)), a, Expr.call("exp", a)))
        .hasToString("a if a < 3 else exp(a)");
    assertThat(Formula.of("alias", rate).text()).isEqualTo("beta * I / N");
  }

  @Test
  void deepFormulasAreReadUpToTheLimit() {
    String deep = "-".repeat(900) + "(".repeat(900) + "x" + ")".repeat(900);
    assertThat(Formula.parse("alias", deep).names()).containsExactly("x");
    for (String open : List.of("(", "-", "2^", "exp(", "not ", "a if b else ", "x[", "1+(")) {
      String tooDeep = open.repeat(80_000);
      assertThatThrownBy(() -> Formula.parse("alias", tooDeep))
          .isInstanceOf(EpisodeException.class)
          .hasMessageMatching("(?s)E110[58] .*");
    }
  }

  @Test
  void longFlatFormulasNeedNoDepth() {
    Formula sum = Formula.parse("alias", "x" + " + x".repeat(200_000));
    assertThat(sum.levels()).isLessThan(10);
    assertThat(sum.expr().children()).hasSize(200_001);
  }
}
