package episode.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void keepsNumbersTextsAndDatesUnderTheirNames() {
    LocalDate day = LocalDate.of(1978, 1, 22);
    Columns columns =
        Columns.of(
            "day", new LocalDate[] {day}, "in_bed", new int[] {3}, "ward", new String[] {"a"});
    assertThat(columns.names()).containsExactly("day", "in_bed", "ward");
    assertThat(columns.rows()).isEqualTo(1);
    assertThat(columns.dates("day")).containsExactly(day);
    assertThat(columns.numbers("in_bed")).containsExactly(3.0);
    assertThat(columns.texts("ward")).containsExactly("a");
    assertThat(columns.kind("day")).isEqualTo(Columns.Kind.DATES);
  }

  @Test
  void isNotChangedThroughItsArrays() {
    double[] values = {1, 2};
    Columns columns = Columns.of("x", values);
    values[0] = 9;
    columns.numbers("x")[1] = 9;
    assertThat(columns.numbers("x")).containsExactly(1, 2);
  }

  @Test
  void takesListsAndMapsAndKeepsMissingCellsMissing() {
    Columns columns = Columns.of(Map.of("x", Arrays.asList(1, null, 2.5)));
    assertThat(columns.numbers("x")).containsExactly(1, Double.NaN, 2.5);
    assertThat(columns.cell("x", 1)).isNull();
    assertThat(Columns.of("t", Arrays.asList("a", null)).texts("t")).containsExactly("a", null);
  }

  @Test
  void saysWhichColumnsThereAre() {
    Columns columns = Columns.of("day", new double[0], "in_bed", new double[0]);
    assertThatThrownBy(() -> columns.numbers("bed"))
        .hasMessage("E6201 The data have no column 'bed'\n  Columns: day, in_bed.");
    assertThatThrownBy(() -> columns.texts("day"))
        .hasMessage("E6201 Column 'day' holds numbers\n  Ask for them with numbers(\"day\").");
    assertThatThrownBy(() -> columns.cell("day", 0))
        .hasMessage("E6126 There is no row 0\n  Rows are counted from 0; here are 0.");
  }

  @Test
  void refusesColumnsOfDifferentLengthsTwoOfOneNameAndMixtures() {
    assertThatThrownBy(() -> Columns.of("a", new double[1], "b", new double[2]))
        .hasMessage(
            "E6123 'b' has 2 values, 'a' has 1 value\n"
                + "  Give arrays of one length; where a number is missing, Double.NaN.");
    assertThatThrownBy(() -> Columns.of("a", new double[1], "a", new double[1]))
        .hasMessage(
            "E6124 Column 'a' is there twice\n"
                + "  An array is double[], int[], long[], boolean[], String[] or LocalDate[], or a"
                + " list of such values.");
    assertThatThrownBy(() -> Columns.of("a", List.of(1, "x")))
        .hasMessageStartingWith("E6124 Column 'a' holds a mixture of types\n");
    assertThatThrownBy(() -> Columns.of("a", "text"))
        .hasMessageStartingWith("E6124 Column 'a' cannot hold String\n");
  }

  @Test
  void showsAllRowsOfAShortTableAndTheEndsOfALongOne() {
    Grid all = (Grid) Columns.of("x", new double[20]).parts().get(0);
    assertThat(all.rows()).hasSize(20);
    assertThat(all.hidden()).isZero();
    double[] numbers = new double[1244];
    Arrays.setAll(numbers, i -> i);
    Grid some = (Grid) Columns.of("x", numbers).parts().get(0);
    assertThat(some.caption()).isEqualTo("1,244 rows: the first 10, the last 5");
    assertThat(some.rows()).hasSize(16).startsWith(List.of(0.0)).endsWith(List.of(1243.0));
    assertThat(some.rows().get(10)).isEqualTo(List.of("⋮"));
  }
}
