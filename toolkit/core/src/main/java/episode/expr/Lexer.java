package episode.expr;

import java.math.BigInteger;

/** Cuts a formula's text into words, one at a time. For one thread. */
final class Lexer {

  /** What a word is. */
  enum Kind {
    NUMBER,
    NAME,
    TEXT,
    SYMBOL,
    END
  }

  /**
   * A word.
   *
   * @param text as written; of a TEXT what is between the quotes
   */
  record Token(Kind kind, String text, Span span) {
    boolean is(String symbolOrWord) {
      return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrWord);
    }
  }

  private final String context;
  private final String text;
  private int at;
  private boolean elementIsNext;

  Lexer(String context, String text) {
    this.context = context;
    this.text = text;
  }

  /**
   * Makes the next word the whole text up to a comma or bracket, so that an element needs no quotes
   * in {@code S[age=0-17]}.
   */
  void expectElement() {
    elementIsNext = true;
  }

  /** Returns the word of an element that is no single other word; null where there is none. */
  private Token element(int start) {
    int end = start;
    while (end < text.length() && "[](),\"'=".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    boolean closed = end < text.length() && (text.charAt(end) == ']' || text.charAt(end) == ',');
    String written = text.substring(start, end).stripTrailing();
    if (!closed || written.isEmpty()) {
      return null;
    }
    at = end;
    return new Token(Kind.TEXT, written, new Span(start, start + written.length()));
  }

  Token next() {
    boolean element = elementIsNext;
    elementIsNext = false;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "end of the formula", new Span(at, at));
    }
    int start = at;
    Token whole = element ? element(start) : null;
    if (whole != null) {
      return whole;
    }
    int c = text.codePointAt(at);
    if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      return number(start);
    }
    if (Character.isLetter(c) || c == '_') {
      while (at < text.length() && isNamePart(text.codePointAt(at))) {
        at += Character.charCount(text.codePointAt(at));
      }
      return token(Kind.NAME, start);
    }
    if (c == '"' || c == '\'') {
      return quoted(start);
    }
    return symbol(start, c);
  }

  private Token token(Kind kind, int start) {
    return new Token(kind, text.substring(start, at), new Span(start, at));
  }

  private Token number(int start) {
    if (prefixed()) {
      return token(Kind.NUMBER, start);
    }
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (at + 1 + sign < text.length() && isDigit(text.charAt(at + 1 + sign))) {
        at += 1 + sign;
        digits();
      }
    }
    if (at < text.length() && (isNamePart(text.codePointAt(at)) || text.charAt(at) == '.')) {
      int end = at;
      while (end < text.length()
          && (isNamePart(text.codePointAt(end)) || text.charAt(end) == '.')) {
        end += Character.charCount(text.codePointAt(end));
      }
      throw badNumber(start, end);
    }
    return token(Kind.NUMBER, start);
  }

  private EpisodeException badNumber(int start, int end) {
    String tail = text.substring(at, end);
    boolean name = Character.isLetter(tail.codePointAt(0));
    String remedy =
        name
            ? "For a product write " + text.substring(start, at) + " * " + tail + "."
            : "Numbers look like 12, 1_000, 0.5, .5 or 1e-3.";
    String what = "'" + text.substring(start, end) + "' is not a number";
    return fail("E1102", what, new Span(start, end), remedy);
  }

  /** Passes over a number in hexadecimal, octal or binary: {@code 0x1F}. */
  private boolean prefixed() {
    int radix = radix(text, at);
    int end = at + 2;
    while (radix > 0 && end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
      end++;
    }
    boolean more = end < text.length() && isNamePart(text.codePointAt(end));
    if (radix < 0 || end == at + 2 || more) {
      return false;
    }
    at = end;
    return true;
  }

  private static int radix(String text, int at) {
    if (at + 1 >= text.length() || text.charAt(at) != '0') {
      return -1;
    }
    return switch (text.charAt(at + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> -1;
    };
  }

  /** Returns the value of a number as written. */
  static double value(String number) {
    int radix = number.isEmpty() ? -1 : radix(number, 0);
    return radix < 0
        ? Double.parseDouble(number.replace("_", ""))
        : new BigInteger(number.substring(2), radix).doubleValue();
  }

  private void digits() {
    while (at < text.length()
        && (isDigit(text.charAt(at))
            || (text.charAt(at) == '_'
                && isDigit(text.charAt(at - 1))
                && at + 1 < text.length()
                && isDigit(text.charAt(at + 1))))) {
      at++;
    }
  }

  private Token quoted(int start) {
    int end = text.indexOf(text.charAt(start), start + 1);
    if (end < 0) {
      Span span = new Span(start, text.length());
      boolean prime = start > 0 && isNamePart(text.codePointBefore(start));
      String remedy =
          prime
              ? "Only the left side of an equation has a derivative: V' = -c * V."
              : "Add " + text.charAt(start) + " after the name.";
      throw fail("E1103", "The quote is not closed", span, remedy);
    }
    at = end + 1;
    return new Token(Kind.TEXT, text.substring(start + 1, end), new Span(start, at));
  }

  private Token symbol(int start, int c) {
    String two = text.substring(at, Math.min(at + 2, text.length()));
    String remedy =
        switch (two) {
          case "<=", ">=", "==", "!=", "**" -> "";
          case "//" -> "For a whole-number quotient write floor(a / b).";
          case "&&" -> "Write and.";
          case "||" -> "Write or.";
          default -> null;
        };
    if (remedy != null && remedy.isEmpty()) {
      at += 2;
      return token(Kind.SYMBOL, start);
    }
    if (remedy == null && "+-*/%^()[],<>=:.".indexOf(c) >= 0) {
      at++;
      return token(Kind.SYMBOL, start);
    }
    int width = remedy == null ? Character.charCount(c) : 2;
    String what = "Unexpected '" + printable(text.substring(at, at + width)) + "'";
    boolean inName = start > 0 && isNamePart(text.codePointBefore(start));
    String how = remedy != null ? remedy : advice(c, inName);
    throw fail("E1101", what, new Span(start, start + width), how);
  }

  private static String printable(String seen) {
    int c = seen.codePointAt(0);
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
        ? String.format("\\u%04X", c)
        : seen;
  }

  private static String advice(int c, boolean inName) {
    if (inName && Character.getType(c) == Character.OTHER_NUMBER) {
      return "²³¹".indexOf(c) >= 0 || c >= 0x2070 && c < 0x2080
          ? "Powers are written x^2."
          : "Names are letters, digits and underscores: write plain digits, as in beta0.";
    }
    return switch (c) {
      case '!' -> inName ? "The factorial n! is exp(lgamma(n + 1))." : "Write not.";
      case '&' -> "Write and.";
      case '|' -> "Write abs(x) for the absolute value, and or for one of two conditions.";
      case '?' -> "Write: value if condition else other value.";
      case ';' -> "Leave the semicolon out.";
      case '@' -> "Write the sum of products: sum(b in age, C[age, b] * I[b]).";
      case '\\' -> "Names are written without a backslash.";
      case '{', '}' -> "Group with ( and ).";
      case '⁻', '⁺' -> "Powers are written x^2.";
      case '×', '·', '⋅', '∙', '∗' -> "Write *.";
      case '÷' -> "Write /.";
      case '≤' -> "Write <=.";
      case '≥' -> "Write >=.";
      case '≠' -> "Write !=.";
      case '√' -> "Write sqrt(x).";
      case '∞' -> "Write inf.";
      case '∑' -> "Write sum(b in age, I[b]).";
      case '−', '–' -> "Write the plain minus sign -.";
      default -> "Formulas hold numbers, names, + - * / ^ %, comparisons, ( ) and [ ].";
    };
  }

  EpisodeException fail(String code, String what, Span span, String remedy) {
    Problem.Where where = new Problem.Where(context, text, span.start(), span.end());
    return new EpisodeException(Problem.of(code, what).at(where).remedy(remedy));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(int c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
