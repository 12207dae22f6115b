package episode.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Part;
import episode.sample.ChainProgress;
import java.util.List;
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
    assertThat(Episode.explain("../E6101"))
        .isEqualTo(
            Part.text("An error code is an E and four digits, such as E6101; not '../E6101'."));
  }

  @Test
  void aChainIsALineWithABar() {
    ChainProgress half = new ChainProgress(0, ChainProgress.Phase.SAMPLING, 1000, 2000, 0, 0.91);
    assertThat(ChainLines.lines(List.of(half, half)))
        .startsWith("━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌ chain 1: sampling 1000 of 2000")
        .hasLineCount(2);
  }
}
