package episode.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FormulaPropertiesTest {

  @Property(seed = "1978", tries = 2000)
  void randomBytesGiveAFormulaOrAFormulaError(@ForAll byte[] bytes) {
    readOrRefuse(new String(bytes, StandardCharsets.ISO_8859_1));
    readOrRefuse(new String(bytes, StandardCharsets.UTF_8));
  }

  @Property(seed = "1978", tries = 4000)
  void randomWordsGiveAFormulaOrAFormulaError(@ForAll("words") String text) {
    readOrRefuse(text);
  }

  private static void readOrRefuse(String text) {
    try {
      Formula formula = Formula.parse("formula", text);
      new Lowering(new GraphBuilder(), scope(new GraphBuilder()), new ArrayList<>()).free(formula);
    } catch (EpisodeException e) {
      assertThat(e.code()).startsWith("E1");
      assertThat(e.getMessage()).contains("^");
    }
  }

  @Example
  void aFormulaOfWrongNamesGivesNoMoreProblemsThanAnybodyReads() {
    StringBuilder text = new StringBuilder("x");
    for (int i = 0; i < 5000; i++) {
      text.append(" + q").append(i);
    }
    List<Problem> problems = new ArrayList<>();
    GraphBuilder builder = new GraphBuilder();
    new Lowering(builder, scope(builder), problems).free(Formula.parse("f", text.toString()));
    assertThat(problems).hasSize(100);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "x",
            "S",
            "I",
            "age",
            "b",
            "in",
            "sum",
            "(",
            ")",
            "[",
            "]",
            ",",
            "+",
            "-",
            "*",
            "/",
            "^",
            "**",
            "%",
            "<",
            "==",
            "if",
            "else",
            "not",
            "and",
            "or",
            "1",
            ".5",
            "1e",
            "'",
            "\"",
            "=",
            ":",
            " ",
            "np",
            ".",
            "exp",
            "max",
            "contact",
            "where",
            "linear",
            "piecewise",
            "bspline",
            "[1, 2]",
            "delay",
            "history",
            "tau",
            "convolve_history",
            "sum_over",
            "kernel",
            "t",
            "é",
            "🦠",
            "\u0000")
        .list()
        .ofMaxSize(30)
        .map(words -> String.join(" ", words));
  }

  @Property(seed = "1978", tries = 1000)
  void whatIsWrittenOutReadsBackTheSame(@ForAll("trees") Expr expr) {
    String text = expr.toString();
    assertThat(Expr.of(text)).hasToString(text);
  }

  @Property(seed = "1978", tries = 500)
  void treesThatLowerAreOfTheRightTypes(@ForAll("trees") Expr expr) {
    GraphBuilder builder = new GraphBuilder();
    List<Problem> problems = new ArrayList<>();
    new Lowering(builder, scope(builder), problems)
        .free(Formula.of("formula", expr))
        .ifPresent(
            quantity -> {
              Checker.check(builder.build("g", List.of(quantity.node())));
              assertThat(quantity.node().shape()).isEqualTo(NamedAxis.shape(quantity.axes()));
            });
    assertThat(problems).isEmpty();
  }

  private static Scope scope(GraphBuilder builder) {
    NamedAxis age = new NamedAxis("age", List.of("young", "old"));
    NamedAxis place = new NamedAxis("place", List.of("north", "south", "west"));
    return new Scope(List.of(age, place))
        .put("x", Quantity.scalar(builder.input("x")))
        .put("S", new Quantity(builder.input("S", Type.float64(2, 3)), List.of(age, place)))
        .put("w", new Quantity(builder.input("w", Type.float64(3)), List.of(place)))
        .put("C", new Quantity(builder.input("C", Type.float64(2, 2)), List.of(age, age)));
  }

  @Provide
  Arbitrary<Expr> trees() {
    return trees(4);
  }

  private Arbitrary<Expr> trees(int depth) {
    Arbitrary<Expr> leaves =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-9, 9).map(Expr::number),
            Arbitraries.of("x", "w", "S").map(Expr::name),
            Arbitraries.of("C[age, age]", "S[age, place=north]", "S['old', place]", "S[place, age]")
                .map(Expr::of),
            Arbitraries.of("sum(b in age, C[b, age] * S[b, place])", "sum(C)", "max(S * w)")
                .map(Expr::of));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<Expr> below = trees(depth - 1);
    return Arbitraries.oneOf(
        leaves,
        Combinators.combine(below, below, Arbitraries.integers().between(0, 6)).as(this::joined),
        below.map(Expr::negated),
        below.map(x -> Expr.call("exp", x)),
        Combinators.combine(below, below, below).as((a, b, c) -> Expr.choice(a.lessThan(b), b, c)));
  }

  private Expr joined(Expr a, Expr b, int how) {
    return switch (how) {
      case 0 -> a.plus(b);
      case 1 -> a.minus(b);
      case 2 -> a.times(b);
      case 3 -> a.over(b);
      case 4 -> a.power(b);
      case 5 -> new Expr.Logic(Operator.AND, List.of(a, b), Span.NONE);
      default -> Expr.call("max", a, b);
    };
  }
}
