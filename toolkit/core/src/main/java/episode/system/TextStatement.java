package episode.system;

import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement of the text form, its lines joined by single blanks. Characters within brackets or
 * quotes are inside of it, all others are outside.
 */
final class TextStatement {

  /** A line's share in a statement: where it starts there, and in the line. */
  record Share(int start, int line, int column, String source) {}

  private final String text;
  private final List<Share> shares;
  private final boolean[] outside;

  private TextStatement(String text, List<Share> shares) {
    this.text = text;
    this.shares = shares;
    this.outside = outside(text);
  }

  /** Returns the statement that some lines make. */
  static TextStatement of(List<TextLine> lines) {
    StringBuilder text = new StringBuilder();
    List<Share> shares = new ArrayList<>();
    for (TextLine line : lines) {
      text.append(shares.isEmpty() ? "" : " ");
      shares.add(new Share(text.length(), line.number(), line.start(), line.source()));
      text.append(line.code());
    }
    return new TextStatement(text.toString(), shares);
  }

  private static boolean[] outside(String text) {
    boolean[] outside = new boolean[text.length()];
    int depth = 0;
    for (int i = 0; i < outside.length; i++) {
      int end = TextLine.quoteEnd(text, i);
      if (end > i) {
        i = end;
        continue;
      }
      char c = text.charAt(i);
      depth = Math.max(0, depth - (")]".indexOf(c) >= 0 ? 1 : 0));
      outside[i] = depth == 0;
      depth += "([".indexOf(c) >= 0 ? 1 : 0;
    }
    return outside;
  }

  /** Returns all of it. */
  TextPart whole() {
    return new TextPart(this, 0, text.length()).stripped();
  }

  String text() {
    return text;
  }

  boolean isOutside(int at) {
    return outside[at];
  }

  /** Returns the place of a stretch in the line where it starts. */
  Problem.Where where(int start, int end) {
    Share share = share(start);
    int move = share.column() - share.start();
    String source = share.source();
    int from = Math.min(start + move, source.length());
    int to = Math.max(from, Math.min(end + move, source.length()));
    return new Problem.Where("line " + share.line(), source, from, to);
  }

  /** Returns the number of the line of a character. */
  int line(int at) {
    return share(at).line();
  }

  private Share share(int at) {
    int low = 0;
    int high = shares.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (shares.get(middle).start() <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return shares.get(low);
  }
}
