package episode.data;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * How the cells of a column are written, where a single cell may mean two things: 0,125 and
 * 01/03/2024.
 *
 * @param kind what a cell is, for messages
 * @param reading returns what a cell means; empty where it is written otherwise
 * @param isStated whether the user said so
 */
record ColumnForm(String kind, Function<String, Optional<?>> reading, boolean isStated) {

  /** A number with a decimal comma, thousands apart by points. */
  private static final Pattern COMMA =
      Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3})+|\\d*)(,\\d+)?([eE][+-]?\\d+)?");

  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d*)?");

  private static final Pattern DATE =
      Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(\\D.*)?");

  private static final ColumnForm TEXT = new ColumnForm("text", Optional::of, false);

  /**
   * Returns the form of dates written as in {@code dd/MM/yyyy}; a leading 0 may be missing.
   *
   * @throws IllegalArgumentException where that is no pattern
   * @throws java.time.DateTimeException where it is not one of a date
   */
  static ColumnForm dates(String pattern, boolean isStated) {
    String loose = pattern.replaceAll("\\b(d|M)\\1\\b", "$1").replace('y', 'u');
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(loose, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    LocalDate.parse(format.format(LocalDate.EPOCH), format);
    return new ColumnForm("date written " + pattern, cell -> date(cell, format), isStated);
  }

  /** Returns the form of the cells; empty where every one means one thing. */
  static Optional<ColumnForm> of(List<String> cells, char separator) {
    List<String> filled = cells.stream().map(String::strip).filter(c -> !c.isEmpty()).toList();
    if (filled.stream().anyMatch(cell -> DATE.matcher(cell).matches())) {
      return Optional.of(dateForm(filled));
    }
    boolean comma =
        filled.stream()
            .filter(cell -> cell.contains(",") && COMMA.matcher(cell).matches())
            .anyMatch(cell -> separator == ';' || !THOUSANDS.matcher(cell).matches());
    return comma
        ? Optional.of(new ColumnForm("number with a decimal comma", ColumnForm::number, false))
        : Optional.empty();
  }

  /**
   * Points say day first; slashes and hyphens say nothing until a number is above 12. In 24/03/13
   * that may be the year.
   */
  private static ColumnForm dateForm(List<String> cells) {
    boolean dayFirst = false;
    boolean monthFirst = false;
    String separator = "";
    int yearDigits = 0;
    for (String cell : cells) {
      Matcher parts = DATE.matcher(cell);
      if (!parts.matches()) {
        continue;
      }
      if (parts.group(5) != null) {
        return TEXT;
      }
      separator = parts.group(2);
      yearDigits = parts.group(4).length();
      dayFirst |= separator.equals(".") || Integer.parseInt(parts.group(1)) > 12;
      monthFirst |= Integer.parseInt(parts.group(3)) > 12;
    }
    boolean mayBeYear = yearDigits == 2 && !separator.equals(".") && dayFirst;
    if (dayFirst == monthFirst || mayBeYear) {
      return TEXT;
    }
    String order = dayFirst ? "dd%1$sMM%1$s" : "MM%1$sdd%1$s";
    return dates(String.format(order, separator) + "y".repeat(yearDigits), false);
  }

  private static Optional<LocalDate> date(String cell, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDate.parse(cell.strip(), format));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(String cell) {
    String text = cell.strip();
    if (!COMMA.matcher(text).matches() || text.chars().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.parseDouble(text.replace(".", "").replace(',', '.')));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  boolean fits(String cell) {
    return reading.apply(cell).isPresent();
  }

  /** Returns the column as what it means; itself where a cell is written otherwise. */
  Column<?> read(StringColumn texts) {
    if (equals(TEXT) || texts.asList().stream().anyMatch(c -> !c.isEmpty() && !fits(c))) {
      return texts;
    }
    boolean numbers = kind.startsWith("number");
    DoubleColumn doubles = DoubleColumn.create(texts.name());
    DateColumn dates = DateColumn.create(texts.name());
    for (String cell : texts.asList()) {
      Object value = cell.isEmpty() ? null : reading.apply(cell).orElse(null);
      if (numbers) {
        doubles.append((Double) value);
      } else {
        dates.append((LocalDate) value);
      }
    }
    return numbers ? doubles : dates;
  }
}
