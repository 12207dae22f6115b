package episode.kernel;

/**
 * A text that statements were cut from, and where it stands.
 *
 * @param text what was given to the evaluator
 * @param cell the number of the cell, 0 for text that no cell shows, or {@link #EXPRESSION}
 * @param linesBefore lines of the cell above the text, such as the line of a cell magic
 * @param hidden how much of the first line is generated and never shown
 * @param name what to call a text that no cell shows, such as the name of its file
 */
record SourceText(String text, int cell, int linesBefore, int hidden, String name) {

  private static final String GENERATED = "generated code";

  /** Stands for the number of a cell where a front end asks for the value of an expression. */
  static final int EXPRESSION = -1;

  /** Leaves out the byte order mark that some editors put first. */
  SourceText {
    text = text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Makes a text that is shown as it is. */
  SourceText(String text, int cell, int linesBefore) {
    this(text, cell, linesBefore, 0, GENERATED);
  }

  /** Makes a text that comes from elsewhere. */
  SourceText(String text, String name) {
    this(text, 0, 0, 0, name);
  }

  /** Returns another text in the same place. */
  SourceText with(String other, int hiddenOfIt) {
    return new SourceText(other, cell, linesBefore, hiddenOfIt, name);
  }

  /** Returns the line of an offset, from 1, as the cell counts. */
  int line(int offset) {
    long ends = text.substring(0, clamp(offset)).chars().filter(c -> c == '\n').count();
    return linesBefore + 1 + (int) ends;
  }

  /** Returns the column of an offset, from 0. */
  int column(int offset) {
    int start = text.lastIndexOf('\n', clamp(offset) - 1) + 1;
    return Math.max(0, clamp(offset) - start - (start == 0 ? hidden : 0));
  }

  /** Returns the text of a line, without its end; empty when there is no such line. */
  String lineText(int line) {
    String[] lines = text.split("\n", -1);
    int index = line - 1 - linesBefore;
    if (index < 0 || index >= lines.length) {
      return "";
    }
    return lines[index].substring(index == 0 ? hidden : 0).stripTrailing();
  }

  /** Returns what to call this place in a message. */
  String place(int line) {
    if (cell == EXPRESSION) {
      return "the expression";
    }
    return (cell > 0 ? "cell " + cell : name) + ", line " + line;
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
  }
}
