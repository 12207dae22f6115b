package episode.kernel;

/**
 * A text that statements were cut from, and where it stands.
 *
 * @param text what was given to the evaluator
 * @param cell the number of the cell, or 0 for text that no cell shows
 * @param linesBefore lines of the cell above the text, such as the line of a cell magic
 */
record SourceText(String text, int cell, int linesBefore) {

  /** Leaves out the byte order mark that some editors put first. */
  SourceText {
    text = text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Returns the line of an offset, from 1, as the cell counts. */
  int line(int offset) {
    long ends = text.substring(0, clamp(offset)).chars().filter(c -> c == '\n').count();
    return linesBefore + 1 + (int) ends;
  }

  /** Returns the column of an offset, from 0. */
  int column(int offset) {
    return clamp(offset) - (text.lastIndexOf('\n', clamp(offset) - 1) + 1);
  }

  /** Returns the text of a line, without its end; empty when there is no such line. */
  String lineText(int line) {
    String[] lines = text.split("\n", -1);
    int index = line - 1 - linesBefore;
    return index >= 0 && index < lines.length ? lines[index].stripTrailing() : "";
  }

  /** Returns what to call this place in a message. */
  String place(int line) {
    return cell > 0 ? "cell " + cell + ", line " + line : "generated code, line " + line;
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
  }
}
