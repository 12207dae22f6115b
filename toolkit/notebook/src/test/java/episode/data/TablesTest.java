package episode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.plot.Columns;
import episode.system.ColumnsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class TablesTest {

  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void readsDatesNumbersAndTexts() throws IOException {
    String path = file("a.csv", "date,in_bed,ward\n1978-01-22,3,a\n1978-01-23,,b\n");
    Columns columns = Tables.columns(Tables.read(path));
    assertThat(columns.dates("date"))
        .containsExactly(LocalDate.of(1978, 1, 22), LocalDate.of(1978, 1, 23));
    assertThat(columns.numbers("in_bed")).containsExactly(3, Double.NaN);
    assertThat(columns.texts("ward")).containsExactly("a", "b");
  }

  @Test
  void findsTheSeparatorAndDropsAByteOrderMark() throws IOException {
    String path = file("a.csv", "\uFEFFday;x\n1;0.5\n");
    assertThat(Tables.read(path).columnNames()).containsExactly("day", "x");
    assertThat(Tables.read(file("b.tsv", "day\tx\n1\t0.5\n")).columnNames()).hasSize(2);
  }

  @Test
  void aMissingFileIsNamedWithItsNeighbours() throws IOException {
    file("boarding_school.csv", "x\n1\n");
    Path asked = folder.resolve("boarding_shcool.csv");
    assertThatThrownBy(() -> Tables.read(asked.toString()))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E6101 No file '"
                + asked
                + "'\n  Did you mean '"
                + folder.resolve("boarding_school.csv")
                + "'? Paths are relative to "
                + Path.of("").toAbsolutePath()
                + ".");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    assertThatThrownBy(() -> Tables.read("no_such_place/a.csv"))
        .hasMessage(
            "E6101 No file 'no_such_place/a.csv'\n"
                + "  There is no directory 'no_such_place' either. Paths are relative to "
                + Path.of("").toAbsolutePath()
                + ".");
  }

  @Test
  void aBadCellIsShownInItsLine() throws IOException {
    String path = file("a.csv", "day,in_bed\n1,3\n2,8?\n3,26\n");
    assertThatThrownBy(() -> Tables.read(path))
        .hasMessage(
            "E6103 '8?' in row 2 of column 'in_bed' is no number, as the other cells are\n"
                + "  in "
                + path
                + ", line 3\n"
                + "    2,8?\n"
                + "      ^^\n"
                + "  Mend the cell, leave it empty if the value is missing, or read the column"
                + " as text: table(\""
                + path
                + "\", \"in_bed\").");
    assertThat(Tables.columns(Tables.read(path, "in_bed")).texts("in_bed"))
        .containsExactly("3", "8?", "26");
  }

  @Test
  void aBadDateIsFoundToo() throws IOException {
    String path = file("a.csv", "day,n\n1978-01-22,1\n1978-01-23,2\n1978-01-32,3\n");
    assertThatThrownBy(() -> Tables.read(path))
        .hasMessageStartingWith(
            "E6103 '1978-01-32' in row 3 of column 'day' is no date, as the other cells are");
  }

  @Test
  void aFileThatIsNoTableSaysWhy() throws IOException {
    String empty = file("a.csv", "");
    assertThatThrownBy(() -> Tables.read(empty))
        .hasMessage(
            "E6102 '"
                + empty
                + "' has no heading in its first line\n"
                + "  A table is a text file whose first line names the columns,"
                + " with commas, semicolons or tabs between the cells.");
  }

  @Test
  void aRowWithACellTooManyIsShown() throws IOException {
    String ragged = file("b.csv", "a,b\n1,2\n3,4,5\n");
    assertThatThrownBy(() -> Tables.read(ragged))
        .hasMessage(
            "E6102 Line 3 of '"
                + ragged
                + "' has 3 cells, the heading names 2\n  in "
                + ragged
                + ", line 3\n    3,4,5\n    ^^^^^\n"
                + "  Give every line one cell for each column, empty where a value is missing."
                + " A decimal comma or a comma in a text needs quotes, as in \"0,5\".");
    String narrow = file("c.csv", "a;b\n1;2\n3\n");
    assertThatThrownBy(() -> Tables.read(narrow))
        .hasMessageStartingWith(
            "E6102 Line 3 of '" + narrow + "' has 1 cell, the heading names 2\n");
  }

  @Test
  void aNameGivenTwiceIsShown() throws IOException {
    String path = file("b.csv", "day,n,day\n1,2,3\n");
    assertThatThrownBy(() -> Tables.read(path))
        .hasMessage(
            "E6102 Columns 1 and 3 of '"
                + path
                + "' are both called 'day'\n  in "
                + path
                + ", line 1\n    day,n,day\n          ^^^\n"
                + "  Give every column a name of its own in the first line.");
  }

  @Test
  void aTextColumnThatIsNotThereIsNamed() throws IOException {
    String path = file("a.csv", "ward,cases\na,1\n");
    assertThatThrownBy(() -> Tables.read(path, "Ward"))
        .hasMessage(
            "E6104 No column 'Ward' in '"
                + path
                + "'\n  Did you mean 'ward'? Columns: ward, cases.");
  }

  @Test
  void columnsGoOutAndComeBack() {
    Columns columns =
        Columns.of(
            "x", new double[] {1.5, Double.NaN},
            "t", new String[] {"a", null},
            "d", new LocalDate[] {LocalDate.EPOCH, null});
    Columns back = Tables.columns(Tables.of(columns));
    assertThat(back.numbers("x")).containsExactly(1.5, Double.NaN);
    assertThat(back.texts("t")).containsExactly("a", null);
    assertThat(back.dates("d")).containsExactly(LocalDate.EPOCH, null);
  }

  @Test
  void wholeNumbersAreWrittenWithoutADecimalPoint() {
    Columns columns =
        Columns.of("chain", new double[] {1, Double.NaN}, "beta", new double[] {1.5, 2});
    assertThat(Tables.of(columns).write().toString("csv"))
        .isEqualToNormalizingNewlines("chain,beta\n1,1.5\n,2.0\n");
    assertThat(Tables.of(columns).numberColumn("chain").asDoubleArray())
        .containsExactly(1, Double.NaN);
  }

  @Test
  void truthValuesAndCountsBecomeNumbers() {
    IntColumn counts = IntColumn.create("n", new int[] {4});
    counts.appendMissing();
    BooleanColumn flags = BooleanColumn.create("b", true, false);
    Columns columns = Tables.columns(Table.create(counts, flags));
    assertThat(columns.numbers("n")).containsExactly(4, Double.NaN);
    assertThat(columns.numbers("b")).containsExactly(1, 0);
  }

  @Test
  void theReaderIsFoundAsAService() {
    ColumnsReader reader = ServiceLoader.load(ColumnsReader.class).findFirst().orElseThrow();
    assertThat(reader.accepts(Table.create())).isTrue();
    assertThat(reader.accepts("text")).isFalse();
    assertThat(reader.read(Table.create(IntColumn.create("n", new int[] {4}))).numbers("n"))
        .containsExactly(4);
  }
}
