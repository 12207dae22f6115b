package episode.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridTest {

  private static final Grid TABLE = Grid.of("name", "mean");

  @Test
  void aRowHasACellPerColumn() {
    assertThatThrownBy(() -> TABLE.row("beta", 1.7, 0.1))
        .hasMessage(
            """
            E6123 A row of 3 cells in a table of 2 columns
              Give a cell per column, null for an empty one. Columns: name, mean.\
            """);
    assertThatThrownBy(() -> TABLE.row((Object[]) null))
        .hasMessageStartingWith("E6123 A row of 1 cells in a table of 2 columns");
  }

  @Test
  void anEmptyCellIsNull() {
    assertThat(TABLE.row("beta", null).rows().get(0)).containsExactly("beta", null);
  }

  @Test
  void aCaptionIsAText() {
    assertThatThrownBy(() -> TABLE.caption(null))
        .hasMessageStartingWith("E2119 The argument caption of a table is null");
  }
}
