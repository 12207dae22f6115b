package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimeSpanTest {
  @Test
  void aSpanSavesItsWholeUnitsAndItsEnd() {
    assertThat(TimeSpan.days(0, 3).saved()).containsExactly(0, 1, 2, 3);
    assertThat(TimeSpan.days(0.5, 2.75).saved()).containsExactly(0.5, 1.5, 2.5, 2.75);
    assertThat(TimeSpan.days(0, 1).every(0.25).saved()).containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(TimeSpan.days(0, 10).savedAt(2, 4).start()).isZero();
    assertThat(TimeSpan.times(3, 5, 5).saved()).containsExactly(3, 5, 5);
  }

  @Test
  void aSpanIsConvertedToTheUnitOfTheSystem() {
    assertThat(TimeSpan.weeks(0, 2).in(TimeScale.DAY).saved()).containsExactly(0, 7, 14);
    assertThat(TimeSpan.days(0, 14).in(TimeScale.WEEK).end()).isEqualTo(2);
    assertThat(TimeSpan.years(0, 1).in(TimeScale.DAY).end()).isEqualTo(365.25);
    assertThat(TimeSpan.hours(0, 48).in(TimeScale.DAY).end()).isEqualTo(2);
    assertThat(TimeSpan.times(0, 2).in(TimeScale.WEEK).end()).isEqualTo(2);
    assertThat(TimeScale.WEEK.axisLabel()).isEqualTo("time (weeks)");
    assertThat(TimeScale.of("Days")).contains(TimeScale.DAY);
  }

  @Test
  void timesAfterTheEndAreRefused() {
    assertThatThrownBy(() -> TimeSpan.days(0, 2).savedAt(0, 5))
        .hasMessage(
            """
            E2301 Time 5.0 is to be saved, but the span ends at 2.0
              Let the span end at 5.0 or later.""");
    assertThat(TimeSpan.days(0, 2).savedAt(0, 2).end()).isEqualTo(2);
  }
}
