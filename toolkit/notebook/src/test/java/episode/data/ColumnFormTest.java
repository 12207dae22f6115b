package episode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.plot.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells that may mean two things. */
class ColumnFormTest {
  private static final LocalDate FIRST_OF_MARCH = LocalDate.of(2024, 3, 1);

  @TempDir Path folder;

  private String file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), String.join("\n", lines)).toString();
  }

  private Columns read(String... lines) throws IOException {
    return Tables.columns(Tables.read(file(lines)));
  }

  @Test
  void commasBetweenSemicolonsAreDecimalSigns() throws IOException {
    Columns columns =
        read("day;rate;n;size", "1;0,125;3;1.234,5", "2;0,5;4;2.000", "3;;5;-7", "4;1,234;6;,5");
    assertThat(columns.numbers("rate")).containsExactly(0.125, 0.5, Double.NaN, 1.234);
    assertThat(columns.numbers("n")).containsExactly(3, 4, 5, 6);
    assertThat(columns.numbers("size")).containsExactly(1234.5, 2000, -7, 0.5);
  }

  @Test
  void pointsBetweenSemicolonsStayDecimalSigns() throws IOException {
    assertThat(read("day;rate", "1;0.125", "2;1.234").numbers("rate"))
        .containsExactly(0.125, 1.234);
  }

  @Test
  void quotedThousandsBetweenCommasStayThousands() throws IOException {
    Columns columns = read("n,x", "\"1,234\",\"0,5\"", "\"1,234,567.5\",\"3,25\"", "12,7");
    assertThat(columns.numbers("n")).containsExactly(1234, 1234567.5, 12);
    assertThat(columns.numbers("x")).containsExactly(0.5, 3.25, 7);
  }

  @Test
  void aDecimalPointAmongDecimalCommasIsShown() throws IOException {
    String path = file("day;rate", "1;0,125", "2;0,5", "3;0.5");
    assertThatThrownBy(() -> Tables.read(path))
        .hasMessageStartingWith(
            "E6103 '0.5' in row 3 of column 'rate' is no number with a decimal comma, as the other"
                + " cells are\n");
  }

  @Test
  void pointedDatesHaveTheDayFirst() throws IOException {
    Columns columns = read("date;n", "01.03.2024;3,0", "2.3.2024;4,5");
    assertThat(columns.dates("date")).containsExactly(FIRST_OF_MARCH, FIRST_OF_MARCH.plusDays(1));
    assertThat(columns.numbers("n")).containsExactly(3, 4.5);
  }

  @Test
  void slashedDatesAreDatesWhereANumberAboveTwelveShowsTheDay() throws IOException {
    assertThat(read("date,n", "01/03/2024,3", "13/03/2024,4").dates("date"))
        .containsExactly(FIRST_OF_MARCH, FIRST_OF_MARCH.plusDays(12));
    assertThat(read("date,n", "3/1/24,3", "3/13/24,4").dates("date"))
        .containsExactly(FIRST_OF_MARCH, FIRST_OF_MARCH.plusDays(12));
  }

  @Test
  void slashedDatesThatMayMeanBothStayTextsUntilTheirFormIsStated() throws IOException {
    String path = file("date,n", "01/03/2024,3", "02/03/2024,4");
    assertThat(Tables.columns(Tables.read(path)).texts("date"))
        .containsExactly("01/03/2024", "02/03/2024");
    assertThat(Tables.columns(Tables.read(path, "date: dd/MM/yyyy")).dates("date"))
        .containsExactly(FIRST_OF_MARCH, FIRST_OF_MARCH.plusDays(1));
    assertThat(Tables.columns(Tables.read(path, "date: MM/dd/yyyy")).dates("date"))
        .containsExactly(LocalDate.of(2024, 1, 3), LocalDate.of(2024, 2, 3));
  }

  @Test
  void aNumberAboveTwelveThatMayBeTheYearShowsNothing() throws IOException {
    assertThat(read("date,n", "24/03/13,3", "24/03/14,4").texts("date"))
        .containsExactly("24/03/13", "24/03/14");
    assertThat(read("date;n", "01.03.24;3").dates("date")).containsExactly(FIRST_OF_MARCH);
  }

  @Test
  void aDateThatIsNotInTheCalendarIsShown() throws IOException {
    String path = file("date,n", "30/01/2024,3", "31/01/2024,3", "31/02/2024,4");
    assertThatThrownBy(() -> Tables.read(path))
        .hasMessageStartingWith(
            "E6103 '31/02/2024' in row 3 of column 'date' is no date written dd/MM/yyyy, as the"
                + " other cells are\n");
  }

  @Test
  void aStatedFormMustFit() throws IOException {
    String path = file("date,n", "2024-03-01,3");
    assertThatThrownBy(() -> Tables.read(path, "date: dd/MM/yyyy"))
        .hasMessageStartingWith(
            "E6103 '2024-03-01' in row 1 of column 'date' is no date written dd/MM/yyyy\n");
  }

  @Test
  void aWayToWriteDatesThatIsNoneIsShown() throws IOException {
    String path = file("date,n", "01/03/2024,3");
    assertThatThrownBy(() -> Tables.read(path, "date: day/bb"))
        .hasMessage(
            """
            E6120 'day/bb' does not say how dates are written
              in table
                date: day/bb
                      ^^^^^^
              Write d or dd, M or MM, and yyyy, as in "date: dd/MM/yyyy".\
            """);
    assertThatThrownBy(() -> Tables.read(path, "date: dd/mm/yyyy"))
        .hasMessageStartingWith("E6120 'dd/mm/yyyy' does not say how dates are written\n");
  }
}
