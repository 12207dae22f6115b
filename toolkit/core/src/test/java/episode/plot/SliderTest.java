package episode.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SliderTest {

  @Test
  void stopsAtRoundNumbersAndAtItsStart() {
    Slider slider = Slider.of("beta", "1/day", 0.2, 3, 61, 1.7);
    assertThat(slider.positions()).isEqualTo(57);
    assertThat(slider.values()).hasSize(57).startsWith(0.2, 0.25, 0.3).endsWith(2.95, 3);
    assertThat(slider.values()[slider.startPlace()]).isEqualTo(1.7);
    assertThat(slider.label()).isEqualTo("beta (1/day)");
  }

  @Test
  void aStartBetweenPositionsIsAFurtherPlace() {
    Slider slider = Slider.of("beta", "", 0.2, 3, 61, 1.73456);
    assertThat(slider.isEven()).isFalse();
    assertThat(slider.values()).isSorted().hasSize(slider.positions() + 1);
    assertThat(slider.values()[slider.startPlace()]).isEqualTo(1.73456);
  }

  @Test
  void halfAsManyPositionsAgainAreTakenToHoldTheStart() {
    Slider slider = Slider.of("q", "", 0.01, 0.2, 16, 0.04);
    assertThat(slider.isEven()).isTrue();
    assertThat(slider.values()).hasSize(20).startsWith(0.01, 0.02, 0.03, 0.04).endsWith(0.2);
    assertThat(Slider.of("q", "", 0.01, 0.2, 9, 0.04).positions()).isLessThan(10);
  }

  @Test
  void endsThatAreNotRoundAreReached() {
    Slider slider = Slider.of("x", "", 0.123, Math.PI, 61, 1);
    assertThat(slider.positions()).isEqualTo(41);
    assertThat(slider.values()[0]).isEqualTo(0.123);
    assertThat(slider.values()[41]).isEqualTo(Math.PI);
  }

  @Test
  void logarithmicPositionsHaveEqualRatios() {
    double[] values = Slider.of("x", "", 0.01, 100, 61, 1).positions(5).log().values();
    // Positions are rounded to 12 digits.
    assertThat(values).containsExactly(new double[] {0.01, 0.1, 1, 10, 100}, within(1e-9));
  }

  @Test
  void refusesWhatIsNoRange() {
    assertThatThrownBy(() -> new Slider("x", "", Axis.Scale.LINEAR, 1, 1, 3, 1))
        .hasMessage(
            "E6126 A slider from 1.0 to 1.0 with 3 positions\n"
                + "  It goes from a number up to a larger one, above zero for .log(), and stops at 2"
                + " places or more.");
    assertThatThrownBy(() -> new Slider("x", "", Axis.Scale.LOG, 0, 1, 3, 1))
        .isInstanceOf(PlotException.class);
  }

  @Test
  void aPictureHasAPlotForEveryCombination() {
    Slider slider = new Slider("x", "", Axis.Scale.LINEAR, 0, 1, 2, 0);
    Plot plot = Plot.of("t", "y").line("a", new double[] {0, 1}, new double[] {0, 1});
    assertThat(new SliderPlot(List.of(slider), List.of(plot, plot), plot).first()).isSameAs(plot);
    assertThatThrownBy(() -> new SliderPlot(List.of(slider), List.of(plot), plot))
        .hasMessage("1 plots for 2 combinations of 1 sliders");
    Plot other = Plot.of("t", "y").points("a", new double[] {0, 1}, new double[] {0, 1});
    assertThatThrownBy(() -> new SliderPlot(List.of(slider), List.of(plot, other), plot))
        .hasMessage("The plots differ in their panels or layers");
  }
}
