package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Grid;
import episode.plot.Panel;
import episode.plot.Part;
import episode.plot.Plot;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SystemViewsTest {

  private static OpSystem sir() {
    return OpSystem.named("SIR")
        .state("S", "I", "R")
        .parameter("beta", "gamma", "omega")
        .alias("N", "S + I + R")
        .transition("infection: S -> I", "beta * I / N")
        .transition("recovery: I -> R", "gamma")
        .transition("waning: R -> S", "omega")
        .build();
  }

  private static OpSystem hostile(String name) {
    return OpSystem.named(name)
        .axis("age", name, "old")
        .state("S[age]", "I[age]")
        .parameter("k")
        .transition("S[age='" + name + "'] -> S[age=old]", "k")
        .transition("S -> I", "k")
        .initial("S[age='" + name + "']", "7")
        .build();
  }

  private static Document svg(OpSystem system) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Part.Svg svg = (Part.Svg) system.diagram().orElseThrow();
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg.svg())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> texts(Document svg) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = svg.getElementsByTagName("text");
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void scalarEquationsAreFractionsAndGreekLetters() {
    Part.Latex latex = (Part.Latex) sir().latex();
    assertThat(latex.latex())
        .isEqualTo(
            """
            \\begin{aligned}
            \\frac{dS}{dt} &= -\\frac{\\beta \\, I \\, S}{N} + \\omega \\, R \\\\[0.4em]
            \\frac{dI}{dt} &= \\frac{\\beta \\, I \\, S}{N} - \\gamma \\, I \\\\[0.4em]
            \\frac{dR}{dt} &= \\gamma \\, I - \\omega \\, R \\\\[0.4em]
            N &= S + I + R
            \\end{aligned}""");
  }

  @Test
  void plainTextNamesEveryRateOnce() {
    StringBuilder plain = new StringBuilder();
    for (Part part : sir().parts()) {
      plain.append(part instanceof Part.Latex latex ? latex.plain() : "");
      plain.append(part instanceof Part.Svg svg ? "\n" + svg.plain() : "");
    }
    assertThat(plain.toString()).containsOnlyOnce("recovery: I -> R : gamma");
    assertThat(plain.toString()).endsWith("\nFlow diagram: S -> I, I -> R, R -> S");
  }

  @Test
  void stratifiedEquationsAreOneLineWithIndices() {
    OpSystem system =
        OpSystem.named("SEIR")
            .axis("age", "0-17", "18+")
            .axis("vax", "no", "yes")
            .state("S[age, vax]", "I[age, vax]", "R[age]")
            .parameter("beta_0", "nu[vax]", "contact[age, age]")
            .alias(
                "lambda[age]",
                "beta_0 * sum(b in age, contact[age, b] * sum(v in vax, I[b, v])) / sum(I)")
            .transition("S -> I", "lambda")
            .transition("I -> R", "exp(-nu)")
            .transition("S[vax=no] -> S[vax=yes]", "nu")
            .initial("S[vax=no]", "1 if beta_0 > 2 else 3^2")
            .build();
    assertThat(Equations.latex(system))
        .isEqualTo(
            """
            \\begin{aligned}
            \\frac{dS_{a,x}}{dt} &= -\\lambda_{a} \\, S_{a,x} - [x = \\text{no}]\\, \\nu_{\\text{no}} \\, S_{a,\\text{no}} + [x = \\text{yes}]\\, \\nu_{\\text{no}} \\, S_{a,\\text{no}} \\\\[0.4em]
            \\frac{dI_{a,x}}{dt} &= \\lambda_{a} \\, S_{a,x} - e^{-\\nu_{x}} \\, I_{a,x} \\\\[0.4em]
            \\frac{dR_{a}}{dt} &= \\sum_{x} e^{-\\nu_{x}} \\, I_{a,x} \\\\[0.4em]
            \\lambda_{a} &= \\frac{\\beta_{0} \\, \\sum_{b \\in \\mathrm{age}} \\mathrm{contact}_{a,b} \\, \\sum_{v \\in \\mathrm{vax}} I_{b,v}}{\\sum_{a', x} I_{a',x}} \\\\[0.4em]
            S_{a,\\text{no}}(0) &= \\begin{cases} 1 & \\text{if } \\beta_{0} \\gt 2 \\\\ 3^{2} & \\text{otherwise} \\end{cases} \\\\[0.4em]
            &a \\in \\mathrm{age} = \\{\\text{0-17}, \\text{18+}\\},\\quad x \\in \\mathrm{vax} = \\{\\text{no}, \\text{yes}\\}
            \\end{aligned}""");
  }

  @Test
  void theDiagramNamesStatesFlowsAndRates() {
    assertThat(texts(svg(sir())))
        .containsExactlyInAnyOrder(
            "S", "I", "R", "infection", "β·I/N", "recovery", "γ", "waning", "ω");
  }

  @Test
  void strataAreBadges() {
    assertThat(texts(svg(hostile("young")))).contains("× 2 age", "young → old: k");
  }

  @Test
  void aSumOverPartOfAnAxisSaysWhichPart() {
    OpSystem system =
        OpSystem.named("part")
            .axis("age", "0-4", "<b>", "65+")
            .state("x[age]")
            .equation("x[age]", "sum(b in age[\"0-4\", \"<b>\"], x[b])")
            .build();
    assertThat(((Part.Latex) system.latex()).latex())
        .contains("\\sum_{b \\in \\mathrm{age}[\\text{0-4}, \\lt \\text{b}\\gt ]}");
  }

  @Test
  void aSourceLosesTheSumOverAnAxisThatOnlyTheDestinationHas() {
    OpSystem strains =
        OpSystem.named("strains")
            .state("S", "I")
            .parameter("beta")
            .transition("infection: S -> I", "beta * I")
            .build()
            .stratify("strain", "wild", "alpha")
            .only("I")
            .strains()
            .build();
    assertThat(Equations.latex(strains))
        .contains("\\frac{dS}{dt} &= -\\sum_{s} \\beta \\, I_{s} \\, S ")
        .contains("\\frac{dI_{s}}{dt} &= \\beta \\, I_{s} \\, S ");
  }

  @Test
  void sumsWithinSumsAreOneAndIntegralsSayOverWhat() {
    OpSystem system =
        OpSystem.named("sums")
            .axis("age", "young", "old")
            .axis("x", AxisPoints.grid(0, 1, 50))
            .state("u[x]", "S[age]")
            .equation("u", "integrate(y in x, exp(-abs(x - y)) * u[y]) / 365")
            .equation("S", "sum(a in age, sum(b in age, S[a] * S[b])) * 1")
            .build();
    assertThat(Equations.latex(system))
        .contains("\\int_{y \\in x} e^{-\\left|x - y\\right|} \\, u_{y} \\, dy}{365}")
        .contains("= \\sum_{a \\in \\mathrm{age},\\, b \\in \\mathrm{age}} S_{a} \\, S_{b} ")
        .contains("x \\in \\{0, 0.02041, 0.04082, 0.06122, 0.08163, \\dots, 1\\}");
  }

  @Test
  void wideEquationsGoOnInANewLine() {
    SystemBuilder builder = OpSystem.named("wide").state("S");
    for (int i = 0; i < 12; i++) {
      builder.transition("S -> 0", "0.12345678").transition("0 -> S", "1 / 0.1" + i);
    }
    String latex = Equations.latex(builder.build());
    assertThat(latex).contains(" \\\\\n&\\quad {}- 0.12345678").doesNotContain("1 \\, S");
    assertThat(latex.lines()).allMatch(line -> line.length() < 320);
  }

  @Test
  void aNameCannotInjectMarkup() {
    String name = "<script>alert(1)</script>&]]>`*_$\\x{";
    OpSystem system = hostile(name);
    Document svg = svg(system);
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(((Part.Svg) system.diagram().orElseThrow()).svg()).doesNotContain("<script");
    assertThat(((Part.Latex) system.latex()).latex())
        .doesNotContain("<")
        .doesNotContain("alert(1)<");
    String summary = ((Part.Markdown) system.summary()).markdown();
    assertThat(summary.replaceAll("`[^`]*`", "")).doesNotContain("<script");
  }

  @Test
  void signsOfLatexStandOutsideOfText() {
    assertThat(LatexNames.text("0_17 & <b>"))
        .isEqualTo("\\text{0}\\_\\text{17 }\\&\\text{ }\\lt \\text{b}\\gt ");
  }

  @Test
  void thirtyStatesAreDrawnAndNoBoxesOverlap() {
    SystemBuilder builder = OpSystem.named("big").parameter("k");
    for (int i = 0; i < 30; i++) {
      builder.state("X" + i);
    }
    for (int i = 0; i < 29; i++) {
      builder.transition("X" + i + " -> X" + (i + 1 + (i * 7) % 5 % (29 - i)), "k");
    }
    OpSystem system = builder.transition("X29 -> X0", "k").transition("X3 -> X3", "k").build();
    DiagramLayout layout = new DiagramLayout(new Diagram(system));
    for (int a = 0; a < 30; a++) {
      for (int b = 0; b < a; b++) {
        boolean apart =
            layout.right(a) <= layout.left(b)
                || layout.right(b) <= layout.left(a)
                || layout.bottom(a) <= layout.top(b)
                || layout.bottom(b) <= layout.top(a);
        assertThat(apart).as("X%d and X%d", a, b).isTrue();
      }
    }
    assertThat(texts(svg(system))).contains("X0", "X29");
  }

  @Test
  void systemsWithoutFlowsOrWithTooManyStatesHaveNoDiagram() {
    assertThat(OpSystem.named("x").state("x").equation("x", "1").build().diagram()).isEmpty();
    SystemBuilder builder = OpSystem.named("huge");
    for (int i = 0; i < 200; i++) {
      builder.state("X" + i).transition("X" + i + " -> 0", "1");
    }
    assertThat(builder.build().diagram()).isEmpty();
  }

  @Test
  void theDisplayIsEquationsDiagramParametersAndWarnings() {
    assertThat(sir().parts()).hasSize(3);
    OpSystem unused =
        OpSystem.named("x").state("S").parameter("k").transition("S -> 0", "1").build();
    assertThat(unused.parts().get(3))
        .isEqualTo(
            Part.text(
                "Warning E2150 Parameter 'k' is not used. Remove it, or use it in a formula."));
  }

  @Test
  void theParameterTableTellsShapesAndUses() {
    Grid grid = hostile("young").parameterTable();
    assertThat(grid.names()).containsExactly("parameter", "shape", "axes", "used in");
    assertThat(grid.rows())
        .containsExactly(List.of("k", "number", "", "S[age=young] -> S[age=old], S -> I"));
  }

  @Test
  void theSummaryIsInSentences() {
    assertThat(((Part.Markdown) sir().summary()).markdown())
        .isEqualTo(
            """
            **SIR**; time is in days.
            - 3 states: `S`, `I`, `R` (3 numbers).
            - 3 parameters: `beta`, `gamma`, `omega`.
            - `N` stands for `S + I + R`.
            - `infection`: everyone moves from `S` to `I` at the rate `beta * I / N` per head and day.
            - `recovery`: everyone moves from `I` to `R` at the rate `gamma` per head and day.
            - `waning`: everyone moves from `R` to `S` at the rate `omega` per head and day.
            - The population is conserved: nobody enters or leaves.""");
  }

  @Test
  void theSummarySaysWhoMovesAlongAnAxis() {
    OpSystem system =
        OpSystem.named("strains")
            .axis("age", "young", "old")
            .state("S[age]", "I[age]")
            .transition("infection: S -> I", "delay(I, 3)")
            .ageing("age", "1 / 365")
            .build();
    assertThat(((Part.Markdown) system.summary()).markdown())
        .contains(
            "- `ageing`: everyone moves from `S` to `S[age+1]`, but nobody from the last, at the"
                + " rate `1 / 365` per head and day.")
        .contains("- It needs past values of `I`.");
    OpSystem strains =
        OpSystem.named("strains")
            .state("S", "I")
            .transition("infection: S -> I", "I")
            .build()
            .stratify("strain", "wild", "alpha")
            .only("I")
            .strains()
            .build();
    assertThat(((Part.Markdown) strains.summary()).markdown())
        .contains("everyone moves from `S` to `I`, for each `strain`, at the rate `I[strain]`");
  }

  @Test
  void panelsOfASolutionSayWhatTheyCount() {
    OpSystem system =
        OpSystem.named("Water")
            .axis("age", "young", "old")
            .state("S[age]", "W")
            .transition("S -> 0", "W")
            .equation("W", "-W")
            .build();
    Values values = Values.of("S", new double[] {10, 20}, "W", 1);
    Plot plot = system.compile().solve(values, TimeSpan.days(0, 2)).plot();
    assertThat(plot.title()).isEqualTo("Water");
    assertThat(plot.panels()).extracting(Panel::title).containsExactly("W", "S");
    assertThat(plot.panels()).extracting(p -> p.y().label()).containsExactly("W", "people");
  }
}
