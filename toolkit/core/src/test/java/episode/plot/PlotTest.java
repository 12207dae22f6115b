package episode.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlotTest {

  private static final double[] DAYS = {0, 1, 2};
  private static final double[] PEOPLE = {5, 7, 6};

  @Test
  void isAValueThatMethodsDoNotChange() {
    Plot empty = Plot.of("time (days)", "people");
    Plot line = empty.line("I", DAYS, PEOPLE);
    assertThat(empty.panels().get(0).layers()).isEmpty();
    assertThat(line.panels().get(0).layers()).hasSize(1);
    assertThat(line.parts()).containsExactly(line);
  }

  @Test
  void takesNumbersDatesAndNamesAcross() {
    LocalDate[] dates = {LocalDate.EPOCH};
    Plot plot =
        Plot.of("", "")
            .sharedAxes(false)
            .facet("numbers")
            .points("a", new int[] {1}, new double[] {1})
            .facet("dates")
            .points("b", dates, new double[] {1})
            .facet("names")
            .bars("c", new String[] {"0-17"}, new double[] {1});
    assertThat(plot.panels())
        .extracting(panel -> panel.layers().get(0).data().kind("x"))
        .containsExactly(Columns.Kind.NUMBERS, Columns.Kind.DATES, Columns.Kind.TEXTS);
  }

  @Test
  void refusesColumnsOfDifferentLength() {
    assertThatThrownBy(() -> Plot.of("", "").line("I", DAYS, new double[2]))
        .hasMessage(
            """
            E6123 'y' has 2 values, 'x' has 3 values
              in layer 'I'
              Give arrays of one length; where a number is missing, Double.NaN.\
            """);
    assertThatThrownBy(() -> Plot.of("", "").heat("I", DAYS, new double[2]))
        .hasMessageStartingWith("E6123 'y' has 2 values, 'x' has 3 values");
    assertThatThrownBy(() -> Plot.of("", "").lines("I", DAYS, new double[][] {DAYS, {1}}))
        .hasMessageStartingWith("E6123 'y' has 1 value, 'x' has 3 values");
  }

  @Test
  void refusesNumbersAndNamesOnOneAxis() {
    Plot bars = Plot.of("ward", "people").bars("a", new String[] {"A"}, new double[] {1});
    assertThatThrownBy(() -> bars.line("I", DAYS, PEOPLE))
        .hasMessage(
            """
            E6125 One axis cannot hold both texts and numbers: 'ward'
              Draw them as plots of their own, side by side with Plot.grid(2, List.of(a, b)).\
            """);
    assertThat(bars.line("none yet", new double[0], new double[0]).panels()).hasSize(1);
  }

  @Test
  void refusesWhatCannotBeShownSo() {
    Plot plot = Plot.of("", "");
    assertThatThrownBy(() -> plot.colour("I", "red"))
        .hasMessage("E6126 'red' is no colour\n  Write it as #RRGGBB: \"#0072B2\" is a blue.");
    assertThatThrownBy(() -> plot.size(1, 100_000))
        .hasMessage(
            "E6126 A plot of 1 × 100000 pixels\n"
                + "  A side has at most 5000; 0 leaves it to the plot.");
    assertThatThrownBy(() -> plot.vertical("", DAYS))
        .hasMessageStartingWith("E6126 'vertical' takes a single x, here an array");
    assertThatThrownBy(() -> Plot.grid(2, List.of())).hasMessageStartingWith("E6126");
    assertThatThrownBy(() -> plot.title(null))
        .hasMessage(
            "E2119 The argument line of title is null\n"
                + "  A variable is null until its cell has run without an error. Run that cell, or"
                + " give a value.");
  }

  @Test
  void facetNamesTheEmptyPanelAndThenAddsPanelsOfTheSameAxes() {
    Plot plot =
        Plot.of("day", "people")
            .y(Axis::log)
            .facet("0-17")
            .line("I", DAYS, PEOPLE)
            .facet("65+")
            .line("I", DAYS, PEOPLE);
    assertThat(plot.panels()).extracting(Panel::title).containsExactly("0-17", "65+");
    assertThat(plot.panels()).extracting(p -> p.y().scale()).containsOnly(Axis.Scale.LOG);
    assertThat(plot.arrangement().sharedAxes()).isTrue();
  }

  @Test
  void gridKeepsTheAxesOfItsPlots() {
    Plot plot = Plot.grid(2, List.of(Plot.of("a", "b").title("first"), Plot.of("c", "d")));
    assertThat(plot.panels()).extracting(p -> p.x().label()).containsExactly("a", "c");
    assertThat(plot.panels().get(0).title()).isEqualTo("first");
    assertThat(plot.arrangement().sharedAxes()).isFalse();
  }

  private static final Columns LONG =
      Columns.of(
          "day", new double[] {1, 1, 2, 2, 3},
          "age", new String[] {"child", "adult", "child", "adult", "child"},
          "cases", new double[] {3, 1, 8, 2, 5},
          "tests", new double[] {9, 9, 9, 9, 9});

  @Test
  void drawsACurveForEachGroupOfALongTable() {
    for (Plot plot : List.of(Plot.of(LONG, "day", "cases"), Plot.of(LONG, "day", "cases", "age"))) {
      List<Layer> layers = plot.panels().get(0).layers();
      assertThat(plot.panels()).hasSize(1);
      assertThat(plot.panels().get(0).y().label()).isEqualTo("cases");
      assertThat(layers)
          .extracting(Layer::name)
          .containsExactly("child", "child", "adult", "adult");
      assertThat(layers.get(0).data().numbers("x")).containsExactly(1, 2, 3);
      assertThat(layers.get(0).data().numbers("y")).containsExactly(3, 8, 5);
      assertThat(layers.get(3).data().numbers("y")).containsExactly(1, 2);
    }
  }

  @Test
  void givesEachGroupAPanelIfSeveralColumnsAreDrawn() {
    Plot plot = Plot.of(LONG, "day", "cases", "tests");
    assertThat(plot.panels()).extracting(Panel::title).containsExactly("child", "adult");
    assertThat(plot.panels().get(1).layers())
        .extracting(Layer::name)
        .containsExactly("cases", "cases", "tests", "tests");
  }

  @Test
  void needsSeveralColumnsWhereOneDoesNotTellGroupsApart() {
    String[] sexes = {"f", "m", "f", "m"};
    String[] ages = {"child", "child", "adult", "adult"};
    String[] notes = {"a", "a", "a", "a"};
    Columns crossed =
        Columns.of("day", new int[4], "note", notes, "sex", sexes, "age", ages, "n", new int[4]);
    Columns twice =
        Columns.of(
            "day", new int[] {1, 1, 1, 1, 2, 2, 2, 2},
            "note", twice(notes),
            "sex", twice(sexes),
            "age", twice(ages),
            "n", new int[8]);
    assertThat(Plot.of(twice, "day", "n").panels().get(0).layers())
        .extracting(Layer::name)
        .containsOnly("f, child", "m, child", "f, adult", "m, adult");
    assertThat(Plot.of(crossed, "day", "n").panels().get(0).layers())
        .as("texts that differ in every row are no groups")
        .extracting(Layer::name)
        .containsOnly("n");
  }

  private static String[] twice(String... once) {
    return Stream.of(once, once).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void partsManyGroupsIntoPanelsAndSaysHowManyAreShown() {
    int[] days = IntStream.range(0, 60).map(i -> i / 30).toArray();
    String[] wards = IntStream.range(0, 60).mapToObj(i -> "ward " + i % 30).toArray(String[]::new);
    Plot plot = Plot.of(Columns.of("day", days, "ward", wards, "n", new int[60]), "day", "n");
    assertThat(plot.panels()).hasSize(24);
    assertThat(plot.subtitle()).isEqualTo("the first 24 of 30");
  }

  @Test
  void leavesColumnsWithoutGroupsInTheirOrder() {
    Columns orbit = Columns.of("x", new double[] {1, 2, 1}, "y", new double[] {0, 1, 2});
    assertThat(Plot.of(orbit, "x", "y").panels().get(0).layers().get(0).data().numbers("x"))
        .containsExactly(1, 2, 1);
  }

  @Test
  void drawsColumnsByNameWithBarsOverTexts() {
    Columns columns = Columns.of("age", new String[] {"0-17"}, "cases", new double[] {3});
    assertThat(Plot.of(columns, "age", "cases").panels().get(0).layers())
        .extracting(Layer::mark)
        .containsExactly(Layer.Mark.BARS);
    Columns series = Columns.of("day", DAYS, "cases", PEOPLE);
    assertThat(Plot.of(series, "day", "cases").panels().get(0).layers())
        .extracting(Layer::mark)
        .containsExactly(Layer.Mark.LINE, Layer.Mark.POINTS);
  }

  @Test
  void histogramCountsEveryFiniteValueOnce() {
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> Math.sin(i)).toArray();
    values[7] = Double.NaN;
    Columns bars = Plot.of("", "").histogram("x", values).panels().get(0).layers().get(0).data();
    assertThat(Arrays.stream(bars.numbers("y")).sum()).isEqualTo(999);
    assertThat(bars.numbers("x0")[1]).isEqualTo(bars.numbers("x1")[0]);
  }

  @Test
  void densityIntegratesToOne() {
    double[] values = IntStream.range(1, 400).mapToDouble(i -> Math.cos(i) * i).toArray();
    Columns curve = Plot.of("", "").density("x", values).panels().get(0).layers().get(0).data();
    double[] x = curve.numbers("x");
    double[] y = curve.numbers("y");
    double area = 0;
    for (int i = 1; i < x.length; i++) {
      area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
    }
    // The curve ends two bandwidths outside the data, where about 2 % of the last kernels is cut.
    assertThat(area).isBetween(0.99, 1.001);
  }

  @Test
  void fanCoversQuantilesOfTheCurves() {
    double[][] curves = new double[101][];
    Arrays.setAll(curves, i -> new double[] {i, 2 * i, 0});
    List<Layer> layers = Plot.of("", "").fan("model", DAYS, curves).panels().get(0).layers();
    assertThat(layers.get(0).data().numbers("low")).containsExactly(5, 10, 0);
    assertThat(layers.get(1).data().numbers("high")).containsExactly(75, 150, 0);
    assertThat(layers.get(2).data().numbers("y")).containsExactly(50, 100, 0);
  }

  @Test
  void rankHistogramsOfEqualChainsAreLevel() {
    double[] draws = IntStream.range(0, 400).asDoubleStream().toArray();
    Plot plot = ChainPlots.rank(List.of("beta"), new double[][][] {{draws, draws.clone()}});
    double[] counts = plot.panels().get(0).layers().get(0).data().numbers("y");
    assertThat(counts).containsOnly(20);
  }

  @Test
  void pairsMarkDivergentDrawsBelowTheDiagonal() {
    double[][][] draws = {{{1, 2, 3}}, {{4, 5, 6}}};
    Plot plot = ChainPlots.pair(List.of("a", "b"), draws, new boolean[][] {{false, true, false}});
    Panel scatter = plot.panels().get(2);
    assertThat(plot.panels().get(1).layers()).isEmpty();
    assertThat(scatter.layers().get(1).name()).isEqualTo("divergent");
    assertThat(scatter.layers().get(1).data().numbers("x")).containsExactly(2);
    assertThat(scatter.layers().get(1).data().numbers("y")).containsExactly(5);
  }
}
