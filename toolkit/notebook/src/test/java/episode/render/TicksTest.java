package episode.render;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Axis;
import episode.plot.Plot;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static Domain x(Plot plot) {
    return Domain.x(plot.panels());
  }

  @Test
  void linearTicksAreRound() {
    Plot plot = Plot.of("day", "").points("", new double[] {0, 14}, new double[2]);
    assertThat(Ticks.of(x(plot), 7).labels())
        .containsExactly("0", "2", "4", "6", "8", "10", "12", "14");
  }

  @Test
  void dateTicksFallOnDaysAndTheLabelNamesTheYear() {
    LocalDate[] dates = {LocalDate.of(1978, 1, 22), LocalDate.of(1978, 2, 4)};
    Plot plot = Plot.of("date", "").points("", dates, new double[2]);
    assertThat(Ticks.of(x(plot), 7).labels()).startsWith("22 Jan", "24 Jan").contains("1 Feb");
    assertThat(x(plot).fullLabel()).isEqualTo("1978");
  }

  @Test
  void yearsOfDatesHaveMonthTicks() {
    LocalDate[] dates = {LocalDate.of(2020, 2, 24), LocalDate.of(2021, 6, 1)};
    Plot plot = Plot.of("week", "").points("", dates, new double[2]);
    assertThat(Ticks.of(x(plot), 8).labels()).contains("Mar 2020", "Jan 2021");
    assertThat(x(plot).fullLabel()).isEqualTo("week (2020–2021)");
  }

  @Test
  void logarithmicTicksArePowersOfTen() {
    Plot plot = Plot.of("", "").points("", new double[] {0.01, 1000}, new double[2]).x(Axis::log);
    assertThat(Ticks.of(x(plot), 8).labels())
        .containsExactly("0.01", "0.1", "1", "10", "100", "1,000");
  }

  @Test
  void namesAreTicksInTheirOrder() {
    Plot plot = Plot.of("", "").bars("", new String[] {"b", "a", "b"}, new double[3]);
    assertThat(Ticks.of(x(plot), 3).labels()).containsExactly("b", "a");
  }

  @Test
  void anAxisHasTwoTicksAtLeastHoweverShortItIs() {
    for (double high : new double[] {1.04, 1.9, 0.55, 0.097, 0.3}) {
      Plot narrow = Plot.of("", "").points("", new double[] {0.4 * high, high}, new double[2]);
      assertThat(Ticks.of(x(narrow), 2).places()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(Ticks.of(x(narrow.x(Axis::log)), 2).places()).hasSizeGreaterThanOrEqualTo(2);
    }
    Plot plot = Plot.of("", "").points("", new double[] {0.92, 1.88}, new double[2]);
    assertThat(Ticks.of(x(plot), 2).labels()).containsExactly("1.0", "1.5");
  }

  @Property(seed = "1978", tries = 300)
  void linearTicksAreFewAndInside(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double from,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double span) {
    Plot plot = Plot.of("", "").points("", new double[] {from, from + span}, new double[2]);
    Domain domain = x(plot);
    Ticks ticks = Ticks.of(domain, 8);
    assertThat(ticks.places()).hasSizeBetween(2, 13);
    assertThat(ticks.places()).allMatch(p -> domain.unit(p) >= -1e-6 && domain.unit(p) <= 1 + 1e-6);
    assertThat(ticks.labels()).doesNotHaveDuplicates();
  }
}
