package episode.system;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the lines of the text form together to statements: one goes on where it cannot be finished.
 * A bracket that is never closed ends with its line.
 */
final class TextLines {
  private final List<TextLine> lines;

  /** How many brackets are open behind each line. */
  private final int[] depth;

  /** The fewest brackets that are open behind this line or a later one. */
  private final int[] lowest;

  private TextLines(List<TextLine> lines) {
    this.lines = lines;
    depth = new int[lines.size()];
    lowest = new int[lines.size()];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = (i == 0 ? 0 : depth[i - 1]) + lines.get(i).brackets();
    }
    for (int i = depth.length - 1; i >= 0; i--) {
      lowest[i] = i == depth.length - 1 ? depth[i] : Math.min(depth[i], lowest[i + 1]);
    }
  }

  /** Returns the statements of a text, in order. */
  static List<TextStatement> statements(String text) {
    TextLines all = new TextLines(TextLine.of(text));
    List<TextStatement> statements = new ArrayList<>();
    int first = 0;
    while (first < all.lines.size()) {
      int last = all.last(first);
      statements.add(TextStatement.of(all.lines.subList(first, last + 1)));
      first = last + 1;
    }
    return statements;
  }

  private int last(int first) {
    int base = first == 0 ? 0 : depth[first - 1];
    boolean labels = lines.get(first).startsLabels();
    int last = first;
    while (last + 1 < depth.length) {
      boolean closes = depth[last] > base && lowest[last + 1] <= base;
      boolean open = lines.get(last).isOpen(labels) || lines.get(last + 1).continues();
      boolean cut =
          depth[last] <= base
              && lines.get(last).endsInOperator()
              && lines.get(last + 1).startsStatement();
      if (!closes && !open || cut) {
        return last;
      }
      last++;
    }
    return last;
  }
}
