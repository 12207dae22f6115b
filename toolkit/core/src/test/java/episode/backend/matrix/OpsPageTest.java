package episode.backend.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpsPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "ops.md");

  @Test
  void pageSaysWhatTheListsAndTheCatalogueSay() throws IOException {
    if (System.getProperty(MatrixContract.FOLDER) != null) {
      Files.writeString(PAGE, OpsPage.text());
    }
    assertThat(Files.readString(PAGE))
        .as("docs/ops.md is written anew as its first section says")
        .isEqualTo(OpsPage.text());
  }
}
