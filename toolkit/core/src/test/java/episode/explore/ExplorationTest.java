package episode.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.plot.Axis;
import episode.plot.Layer;
import episode.plot.Part;
import episode.plot.Plot;
import episode.plot.SliderPlot;
import episode.progress.Screen;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Trait;
import episode.system.Values;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private static final CompiledSystem DECAY =
      OpSystem.named("decay")
          .state("y")
          .parameter("k", Trait.unit("1/day"))
          .parameter("c")
          .equation("y", "-k * y + 0 * c")
          .build()
          .compile();
  private static final Values VALUES = Values.of("k", 0.5, "c", 0, "y", 8);
  private static final TimeSpan SPAN = TimeSpan.days(0, 6);

  private static final CompiledSystem AGES =
      OpSystem.named("ages")
          .axis("age", "0-17", "18+")
          .state("I[age]")
          .parameter("gamma[age]")
          .transition("I -> 0", "gamma")
          .build()
          .compile();
  private static final Values BY_AGE =
      Values.of("gamma", new double[] {0.5, 0.2}, "I", new double[] {9, 9});

  private static SliderPlot picture(Exploration exploration) {
    return (SliderPlot) exploration.parts().get(0);
  }

  private static double last(Plot plot, int layer) {
    double[] y = plot.panels().get(0).layers().get(layer).data().numbers("y");
    return y[y.length - 1];
  }

  @Test
  void everyPositionShowsTheExactSolution() {
    SliderPlot picture = picture(Exploration.of(DECAY, VALUES, SPAN, "k", 0.1, 1));
    double[] rates = picture.sliders().get(0).values();
    for (int i = 0; i < rates.length; i++) {
      // The solver's relative tolerance a step is 1e-6.
      assertThat(last(picture.plots().get(i), 0))
          .isCloseTo(8 * Math.exp(-6 * rates[i]), within(1e-4));
    }
    assertThat(last(picture.first(), 0)).isCloseTo(8 * Math.exp(-3), within(1e-4));
    assertThat(last(picture.still(), 0)).isEqualTo(last(picture.first(), 0));
  }

  @Test
  void theLastSliderChangesFirst() {
    SliderPlot picture =
        picture(
            Exploration.of(DECAY, VALUES, SPAN, "k", 0.5, 1)
                .positions(2)
                .slider("y", 2, 8)
                .positions(3));
    assertThat(picture.plots()).hasSize(6);
    assertThat(last(picture.plots().get(1), 0)).isCloseTo(5 * Math.exp(-3), within(1e-4));
    assertThat(last(picture.plots().get(5), 0)).isCloseTo(8 * Math.exp(-6), within(1e-4));
  }

  @Test
  void showsFormulasAndPointsThatStay() {
    SliderPlot picture =
        picture(
            Exploration.of(DECAY, VALUES, SPAN, "k", 0.1, 1)
                .show("2 * y")
                .points("seen", new double[] {1, 2}, new double[] {5, 3})
                .plot(p -> p.y(Axis::log)));
    Plot first = picture.plots().get(0);
    assertThat(first.panels().get(0).y().scale()).isEqualTo(Axis.Scale.LOG);
    assertThat(first.panels().get(0).layers()).extracting(Layer::name).contains("2 * y", "seen");
    assertThat(last(first, 0)).isCloseTo(16 * Math.exp(-0.6), within(1e-4));
  }

  @Test
  void movesOneCellOfAnArray() {
    SliderPlot picture = picture(Exploration.of(AGES, BY_AGE, SPAN, "gamma[18+]", 0.1, 1));
    assertThat(picture.sliders().get(0).label()).isEqualTo("gamma[18+]");
    int places = picture.plots().size();
    assertThat(last(picture.plots().get(0), 0)).isCloseTo(9 * Math.exp(-3), within(1e-4));
    assertThat(last(picture.plots().get(places - 1), 0)).isCloseTo(9 * Math.exp(-3), within(1e-4));
    assertThat(last(picture.plots().get(places - 1), 1)).isCloseTo(9 * Math.exp(-6), within(1e-4));
  }

  @Test
  void withoutASpanItLooksUntilTheSystemRests() {
    // exp(-0.5 t) is below 2 % after 7.8 days.
    assertThat(Exploration.of(DECAY, VALUES, "k", 0.1, 1).span().end()).isEqualTo(10);
    CompiledSystem circle =
        OpSystem.named("circle")
            .state("x", "y")
            .parameter("w")
            .equation("x", "-w * y")
            .equation("y", "w * x")
            .build()
            .compile();
    Values start = Values.of("w", 1, "x", 1);
    assertThat(Exploration.of(circle, start, "w", 0.5, 2).span().end()).isEqualTo(100);
  }

  @Test
  void whatCannotBeSolvedIsAGapWithANote() {
    CompiledSystem blowUp =
        OpSystem.named("blow-up")
            .state("x")
            .parameter("a")
            .equation("x", "a * x^2")
            .build()
            .compile();
    Exploration exploration =
        Exploration.of(blowUp, Values.of("a", 0.1, "x", 1), TimeSpan.days(0, 5), "a", 0.1, 1)
            .positions(4);
    SliderPlot picture = picture(exploration);
    assertThat(last(picture.plots().get(0), 0)).isCloseTo(2, within(1e-4));
    assertThat(last(picture.plots().get(3), 0)).isNaN();
    assertThat(((Part.Text) exploration.parts().get(1)).text())
        .startsWith(
            "No solution, and so no curves, at 3 of 4 positions:\n  a = 0.4: E4002 at t = ");
  }

  @Test
  void manyCurvesAreDrawnThroughFewerPoints() {
    SliderPlot fine = picture(Exploration.of(DECAY, VALUES, SPAN, "k", 0.1, 1).positions(100));
    SliderPlot coarse = picture(Exploration.of(DECAY, VALUES, SPAN, "k", 0.1, 1).positions(1000));
    assertThat(fine.plots().get(0).panels().get(0).layers().get(0).data().rows()).isEqualTo(121);
    assertThat(coarse.plots().get(0).panels().get(0).layers().get(0).data().rows()).isEqualTo(121);
    assertThat(
            picture(Exploration.of(DECAY, VALUES, SPAN, "k", 0.1, 1).positions(1000).show("y", "k"))
                .plots()
                .get(0)
                .panels()
                .get(0)
                .layers()
                .get(0)
                .data()
                .rows())
        .isEqualTo(81);
  }

  @Test
  void oneLineSaysHowManyPositionsAreSolved() {
    try (Screen screen = Screen.on()) {
      Exploration.of(DECAY, VALUES, SPAN, "k", 0.1, 1).positions(8).parts();
      assertThat(screen.first())
          .anySatisfy(
              line -> assertThat(line).matches("Solving decay for k ━+╌+ 5 of 9 positions.*"));
      assertThat(screen.last().get(0)).startsWith("Solving decay for k: 9 positions, took ");
    }
  }

  private static void refused(ThrowingCallable call, String... lines) {
    assertThatThrownBy(call).hasMessage(String.join("\n", lines));
  }

  @Test
  void saysWhichNamesCanBeMoved() {
    refused(
        () -> Exploration.of(DECAY, VALUES, SPAN, "K", 0.1, 1),
        "E4021 There is no 'K' to move a slider along",
        "  Did you mean 'k'? Parameters and states with a value: k, c, y.");
    refused(
        () -> Exploration.of(DECAY, Values.of("k", 1, "c", 0), SPAN, "y", 0.1, 1),
        "E4021 'y' has no value to start the slider at",
        "  Give it one: guess.with(\"y\", 1.0).");
  }

  @Test
  void saysWhatIsWrongWithARange() {
    refused(
        () -> Exploration.of(DECAY, VALUES, SPAN, "k", 1, 0.1),
        "E4022 No slider moves k from 1.0 to 0.1",
        "  Write the lower end first, both ends finite.");
    refused(
        () -> Exploration.of(DECAY, VALUES, SPAN, "k", 1, 2),
        "E4022 The slider moves k from 1.0 to 2.0, but starts at 0.5",
        "  Widen the range, or start elsewhere: guess.with(\"k\", …).");
    refused(
        () -> Exploration.of(DECAY, VALUES, SPAN, "k", 0, 2).log(),
        "E4022 A logarithmic slider cannot start at 0.0",
        "  Let its range start above zero, or leave out .log().");
    assertThatThrownBy(() -> Exploration.of(DECAY, VALUES, SPAN, "k", Double.NaN, 2))
        .hasMessageStartingWith("E4022");
  }

  @Test
  void saysWhichCellsAnArrayHas() {
    refused(
        () -> Exploration.of(AGES, BY_AGE, SPAN, "gamma", 0.1, 1),
        "E4023 'gamma' is not one number: 'gamma[age]' has 2",
        "  A slider moves one of gamma[0-17], gamma[18+].");
    refused(
        () -> Exploration.of(DECAY, VALUES, SPAN, "k[0]", 0.1, 1),
        "E4023 'k' is one number, and has no element 'k[0]'",
        "  A slider moves one of k.");
  }

  @Test
  void saysWhenThePictureGetsTooLarge() {
    Exploration one = Exploration.of(DECAY, VALUES, SPAN, "k", 0.1, 1);
    refused(
        () -> one.positions(1), "E4024 A slider with 1 positions", "  It has 2 to 1,000 of them.");
    refused(() -> one.slider("k", 0.1, 1), "E4024 'k' has a slider already", "  Name another one.");
    refused(
        () -> one.positions(100).slider("c", -1, 1).positions(11).parts(),
        "E4024 1100 combinations of slider positions; the limit is 1000",
        "  Take fewer sliders, or fewer positions: .positions(9).");
    String[] many = new String[12];
    Arrays.setAll(many, i -> "y + " + i);
    refused(
        () -> one.positions(1000).show(many).parts(),
        "E4024 1000 plots of 12 curves are too much for a notebook page",
        "  Show fewer: .show(\"y\"); or take fewer positions: .positions(9).");
  }

  @Test
  void aFlowIsACurveAndItsIncidenceIsNone() {
    CompiledSystem sink =
        OpSystem.named("sink")
            .state("y")
            .parameter("k")
            .transition("loss: y -> 0", "k")
            .build()
            .compile();
    Exploration one = Exploration.of(sink, Values.of("k", 0.5, "y", 8), SPAN, "k", 0.1, 1);
    // At the greatest rate of 1, k y = 8 exp(-t).
    SliderPlot picture = picture(one.show("loss"));
    assertThat(last(picture.plots().get(picture.plots().size() - 1), 0))
        .isCloseTo(8 * Math.exp(-6), within(1e-4));
    refused(
        () -> one.show("2 * incidence( loss )"),
        "E4025 'incidence( loss )' adds up between the times of data, and a curve has none",
        "  Write the flow itself: \"loss\"; it is per unit of time. solution.incidence(\"loss\") adds it"
            + " up between saved times.");
  }

  @Test
  void boundsHoldAtBothEnds() {
    CompiledSystem bounded =
        OpSystem.named("bounded")
            .state("y")
            .parameter("k", Trait.bounds(0, 1))
            .equation("y", "-k * y")
            .build()
            .compile();
    assertThatThrownBy(() -> Exploration.of(bounded, Values.of("k", 0.5, "y", 1), "k", 0, 2))
        .hasMessageStartingWith("E2141 The value of 'k' is 2");
  }
}
