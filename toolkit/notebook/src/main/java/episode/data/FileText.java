package episode.data;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a file of cells, from its heading on.
 *
 * @param path as the user wrote it
 * @param content the lines, the heading first
 * @param skipped how many lines of the file come before the heading
 * @param separator what stands between cells
 */
record FileText(Path path, String content, int skipped, char separator) {

  private static final String SEPARATORS = ",;\t";
  private static final int BINARY_WITHIN = 8192;

  /** Files that are no text, by how they begin; the second form is what to do instead. */
  private static final String[][] FORMATS = {
    {"PK\3\4", "is a workbook of Excel or another zip archive", "Save the sheet as CSV"},
    {"\u00D0\u00CF\u0011\u00E0", "is a workbook of an old Excel", "Save the sheet as CSV"},
    {"\u001F\u008B", "is compressed with gzip", "Unpack it with gunzip"},
    {"%PDF", "is a PDF", "Copy the table into a sheet, save that as CSV"},
  };

  /**
   * Returns the text of a file in UTF-8, UTF-16 with a byte order mark, or Latin-1.
   *
   * @throws EpisodeException E6101 if there is no such file, E6102 if it is no text
   */
  static FileText read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new EpisodeException(NearbyFiles.missing(path));
    }
    try {
      String text = decoded(path, Files.readAllBytes(path));
      return of(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (IOException e) {
      throw unreadable(path, "cannot be read: " + e.getMessage());
    }
  }

  /** Takes up the line in which Excel says what stands between cells: {@code sep=;}. */
  private static FileText of(Path path, String text) {
    String first = text.lines().findFirst().orElse("");
    if (first.matches("(?i)sep=.")) {
      String rest = text.substring(first.length()).replaceFirst("^\\R", "");
      return new FileText(path, rest, 1, first.charAt(first.length() - 1));
    }
    return new FileText(path, text, 0, separator(first));
  }

  private static String decoded(Path path, byte... bytes) {
    boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    if (big || little) {
      Charset utf16 = big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      return new String(bytes, utf16);
    }
    checkText(path, bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static void checkText(Path path, byte... bytes) {
    int length = Math.min(bytes.length, BINARY_WITHIN);
    String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    for (String[] format : FORMATS) {
      if (start.startsWith(format[0])) {
        throw new EpisodeException(
            Problem.of("E6102", "'" + path + "' " + format[1])
                .remedy(format[2] + ", and read that file."));
      }
    }
    if (start.indexOf('\0') >= 0) {
      throw unreadable(path, "is no text");
    }
  }

  private static char separator(String heading) {
    char best = ',';
    long most = 0;
    for (char candidate : SEPARATORS.toCharArray()) {
      long count = heading.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  /** Returns the heading, or "". */
  String heading() {
    return content.lines().findFirst().orElse("");
  }

  /** Returns what stands between these places of a line, which is counted from the heading. */
  Problem.Where at(int index, String line, int start, int end) {
    return new Problem.Where(path + ", line " + number(index), line, start, end);
  }

  /** Returns the number that an editor shows beside a line. */
  int number(int index) {
    return index + skipped + 1;
  }

  /** Returns the error that this file is no table. */
  EpisodeException unreadable(String why) {
    return unreadable(path, why);
  }

  private static EpisodeException unreadable(Path path, String why) {
    return new EpisodeException(
        Problem.of("E6102", "'" + path + "' " + why)
            .remedy(
                "A table is a text file whose first line names the columns,"
                    + " with commas, semicolons or tabs between the cells."));
  }
}
