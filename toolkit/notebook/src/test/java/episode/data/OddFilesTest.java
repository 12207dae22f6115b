package episode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come from colleagues. */
class OddFilesTest {

  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-02-30|February 2024 has 29 days",
        "2023-02-29|February 2023 has 28 days",
        "2024-04-31|April 2024 has 30 days",
        "20240231|February 2024 has 29 days",
        "30-Feb-2024|February 2024 has 29 days",
      })
  void aDayThatItsMonthDoesNotHaveIsRefused(String day, String reason) throws IOException {
    String path = file("a.csv", "date,cases\n" + day + ",5\n");
    String columns = "'" + day + "' in row 1 of column 'date' is no date: " + reason;
    assertThatThrownBy(() -> Tables.read(path))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith(
            "E6103 " + columns + "\n  in " + path + ", line 2\n    " + day + ",5\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-29", "2024-04-30", "2024-01-31", "20240229", "29-Feb-2024"})
  void lastDaysOfMonthsAreRead(String day) throws IOException {
    String path = file("a.csv", "date,cases\n" + day + ",31\n");
    assertThat(Tables.columns(Tables.read(path)).dates("date")[0].getDayOfMonth())
        .isGreaterThan(28);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void textOfTwoBytesALetterIsReadByItsMark(String charset) throws IOException {
    Path path = folder.resolve("a.csv");
    Files.write(path, "\uFEFFdate,Fälle\n2024-02-01,3\n".getBytes(Charset.forName(charset)));
    assertThat(Tables.read(path.toString()).columnNames()).containsExactly("date", "Fälle");
  }

  @Test
  void aWorkbookIsNamedAsOne() throws IOException {
    Path path = folder.resolve("cases.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
    }
    assertThatThrownBy(() -> Tables.read(path.toString()))
        .hasMessage(
            "E6102 '"
                + path
                + "' is a workbook of Excel or another zip archive\n"
                + "  Save the sheet as CSV, and read that file.");
  }

  @Test
  void whatIsCompressedIsNamedAsSuch() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("date,cases\n".getBytes(StandardCharsets.UTF_8));
    }
    Path path = Files.write(folder.resolve("a.csv.gz"), bytes.toByteArray());
    assertThatThrownBy(() -> Tables.read(path.toString()))
        .hasMessage(
            "E6102 '"
                + path
                + "' is compressed with gzip\n"
                + "  Unpack it with gunzip, and read that file.");
  }

  @Test
  void otherBytesAreNoText() throws IOException {
    Path path = Files.write(folder.resolve("a.npy"), new byte[] {(byte) 0x93, 'N', 0, 1, 2});
    assertThatThrownBy(() -> Tables.read(path.toString()))
        .hasMessageStartingWith("E6102 '" + path + "' is no text\n");
  }

  @Test
  void aQuoteThatIsNotClosedIsShown() throws IOException {
    String path = file("a.csv", "date,cases\n2024-02-01,1\n\"2024-02-02,3\n2024-02-03,4\n");
    assertThatThrownBy(() -> Tables.read(path))
        .hasMessage(
            "E6102 The quote in line 3 of '"
                + path
                + "' is not closed\n  in "
                + path
                + ", line 3\n"
                + "    \"2024-02-02,3\n"
                + "    ^\n"
                + "  Write a second one behind the cell, or delete this one.");
  }

  @Test
  void quotesThatMeanThemselvesAreNone() throws IOException {
    String path = file("a.csv", "size,note\n1,5\" pipe\n2,\"said \"\"no\"\"\"\n3,\"a\nb\"\n");
    assertThat(Tables.columns(Tables.read(path)).texts("note"))
        .containsExactly("5\" pipe", "said \"no\"", "a\nb");
  }

  @Test
  void aFileWithoutNamesIsNotReadWithoutItsFirstRow() throws IOException {
    String path = file("a.csv", "2024-02-02,3\n2024-02-03,4\n");
    assertThatThrownBy(() -> Tables.read(path))
        .hasMessage(
            "E6102 The first line of '"
                + path
                + "' names no columns\n  in "
                + path
                + ", line 1\n"
                + "    2024-02-02,3\n"
                + "    ^^^^^^^^^^^^\n"
                + "  It would be lost as a row. Put a line of names above it, such as"
                + " date,cases.");
  }

  @Test
  void yearsMayBeNames() throws IOException {
    String path = file("a.csv", "2019,2020\n3,4\n");
    assertThat(Tables.read(path).columnNames()).containsExactly("2019", "2020");
  }

  @Test
  void whatExcelSaysAboutSeparatorsIsHonouredAndSkipped() throws IOException {
    String path = file("a.csv", "sep=;\r\ndate;cases\r\n2024-02-02;3\r\n2024-02-03;4\r\n");
    assertThat(Tables.columns(Tables.read(path)).numbers("cases")).containsExactly(3, 4);
    String bad = file("b.csv", "sep=;\ndate;cases\n2024-02-02;3\n2024-02-03;4\n2024-02-04;x\n");
    assertThatThrownBy(() -> Tables.read(bad)).hasMessageContaining("b.csv, line 5\n");
  }

  @Test
  void anAddressIsNoFile() {
    assertThatThrownBy(() -> Tables.read("https://example.org/data/cases.csv?raw=1"))
        .hasMessage(
            "E6101 'https://example.org/data/cases.csv?raw=1' is an address, and no file\n"
                + "  Download it first, into the notebook's folder, and read table(\"cases.csv\")."
                + " In a cell: try (var in = new"
                + " java.net.URL(\"https://example.org/data/cases.csv?raw=1\").openStream())"
                + " { Files.copy(in, Path.of(\"cases.csv\")); }");
  }
}
