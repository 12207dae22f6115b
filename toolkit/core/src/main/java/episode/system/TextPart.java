package episode.system;

import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;

/** A stretch of a statement of the text form. Signs are looked for outside of brackets only. */
record TextPart(TextStatement statement, int start, int end) {

  String text() {
    return statement.text().substring(start, end);
  }

  boolean isBlank() {
    return text().isBlank();
  }

  Problem.Where where() {
    return statement.where(start, end);
  }

  /** Returns this without blanks at its ends. */
  TextPart stripped() {
    String all = statement.text();
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(all.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(all.charAt(to - 1))) {
      to--;
    }
    return new TextPart(statement, from, to);
  }

  /** Returns where a sign stands, such as {@code ->}; −1 where it does not. */
  int find(String sign) {
    for (int i = start; i + sign.length() <= end; i++) {
      if (statement.isOutside(i) && statement.text().startsWith(sign, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns where the first {@code =} stands that compares nothing; −1 where there is none. */
  int equalsSign() {
    String all = statement.text();
    for (int i = start; i < end; i++) {
      boolean pair = i + 1 < end && all.charAt(i + 1) == '=';
      if (statement.isOutside(i) && "<>!=".indexOf(all.charAt(i)) >= 0 && pair) {
        i++;
      } else if (statement.isOutside(i) && all.charAt(i) == '=') {
        return i;
      }
    }
    return -1;
  }

  TextPart before(int at) {
    return new TextPart(statement, start, at).stripped();
  }

  TextPart from(int at) {
    return new TextPart(statement, at, end).stripped();
  }

  /** Returns the parts between commas. */
  List<TextPart> list() {
    List<TextPart> parts = new ArrayList<>();
    TextPart rest = this;
    for (int comma = rest.find(","); comma >= 0; comma = rest.find(",")) {
      parts.add(rest.before(comma));
      rest = new TextPart(statement, comma + 1, end);
    }
    parts.add(rest.stripped());
    return parts;
  }

  /** Returns the word that this starts with; empty where it starts with something else. */
  TextPart word() {
    int to = start;
    while (to < end && Character.isJavaIdentifierPart(statement.text().charAt(to))) {
      to++;
    }
    return new TextPart(statement, start, to);
  }
}
