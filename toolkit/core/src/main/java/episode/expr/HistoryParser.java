package episode.expr;

import episode.expr.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads the arguments of {@code delay}, {@code history} and {@code convolve_history}. */
final class HistoryParser {
  private final Parser parser;
  private final String function;

  HistoryParser(Parser parser, String function) {
    this.parser = parser;
    this.function = function;
  }

  static boolean reads(String function) {
    return switch (function) {
      case "delay", "history", "convolve_history" -> true;
      default -> false;
    };
  }

  /** Reads what stands behind the opening bracket, and the closing one. */
  Expr call(Token first, Token open) {
    Expr signal = parser.parse(Parser.CHOICE);
    List<Expr.Option> options = new ArrayList<>();
    while (parser.accept(",") && !parser.token().is(")")) {
      options.add(option(signal, options));
    }
    parser.close(")", open);
    Span span = first.span().to(parser.previous().span());
    return new Expr.History(function, signal, options, span);
  }

  private Expr.Option option(Expr signal, List<Expr.Option> before) {
    Expr value = parser.parse(Parser.CHOICE);
    String name = position(before.size());
    Span span = value.span();
    if (parser.token().is("=")) {
      name = value instanceof Expr.Name word ? word.name() : "";
      parser.advance();
      value = parser.parse(Parser.CHOICE);
      span = span.to(value.span());
    }
    String chosen = name;
    boolean again = before.stream().anyMatch(option -> option.name().equals(chosen));
    if (name.isEmpty() || again) {
      String what = again ? "Option '" + name + "' is there twice" : "An option has a name";
      throw parser.lexer().fail("E1111", what, span, "Write " + example(function) + ".");
    }
    return new Expr.Option(name, value, span);
  }

  /** Returns what an argument means by its place; the empty string for nothing. */
  private String position(int i) {
    if (i > 0) {
      return "";
    }
    return switch (function) {
      case "delay" -> "tau";
      case "history" -> "lag";
      default -> "";
    };
  }

  static String example(String function) {
    return switch (function) {
      case "delay" -> "delay(I, tau)";
      case "history" -> "history(I, lag)";
      default -> "convolve_history(I, kernel=K, window=30)";
    };
  }
}
