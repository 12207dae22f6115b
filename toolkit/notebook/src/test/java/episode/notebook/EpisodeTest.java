package episode.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.plot.Columns;
import episode.plot.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeTest {

  @ParameterizedTest
  @ValueSource(strings = {"E6101", "E6102", "E6103", "E6104", "E6105"})
  void everyCodeOfThisModuleHasAPageWithAFailingAndARepairedExample(String code) {
    Part.Markdown page = (Part.Markdown) Episode.explain(code);
    assertThat(page.markdown()).startsWith("# " + code).contains("Failing").contains("Repaired");
  }

  @Test
  void otherCodesAreAnswered() {
    assertThat(Episode.explain("E9999")).isEqualTo(Part.text("There is no error code E9999."));
    assertThat(Episode.explain("6101")).isEqualTo(Episode.explain("e6101"));
    assertThat(Episode.explain("../E6101"))
        .isEqualTo(
            Part.text("An error code is an E and four digits, such as E6101; not '../E6101'."));
  }

  @Test
  void aPlotOfAColumnThatIsNotThereSuggestsOne() {
    Columns data =
        Columns.of("day", new int[] {1}, "cases", new int[] {2}, "ward", new String[] {"A"});
    assertThat(Episode.plot(data, "day", "cases").panels()).hasSize(1);
    assertThatThrownBy(() -> Episode.plot(data, "dya", "case", "ward"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E6201 The data have no column 'dya'
              Did you mean 'day'? Columns: day, cases, ward.
            E6201 The data have no column 'case'
              Did you mean 'cases'? Columns: day, cases, ward.
            E6201 Column 'ward' holds no numbers
              What is drawn upwards is a number per row.""");
  }
}
