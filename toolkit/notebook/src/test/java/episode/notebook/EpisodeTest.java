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
  void partOfACodeListsThoseThatStartSo() {
    assertThat(Episode.explain("6101")).isEqualTo(Episode.explain("e6101"));
    assertThat(((Part.Text) Episode.explain("E610")).text())
        .startsWith("E6101 ")
        .contains("\nE6102 ")
        .doesNotContain("E6120");
    assertThat(((Part.Text) Episode.explain("")).text())
        .startsWith("There are ")
        .contains(" E21 ", " E61 ")
        .endsWith("%explain E2103 explains one.");
  }

  @Test
  void aCodeThatThereIsNotIsAnError() {
    assertThatThrownBy(() -> Episode.explain("E9"))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E7012 There is no error code 'E9'\n  The nearest are E7")
        .hasMessageEndingWith("%explain lists the codes that there are.");
    assertThatThrownBy(() -> Episode.explain("../E6101"))
        .hasMessage(
            "E7012 There is no error code '../E6101'\n  %explain lists the codes that there are.");
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
