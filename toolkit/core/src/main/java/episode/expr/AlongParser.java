package episode.expr;

import episode.expr.Lexer.Kind;
import episode.expr.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code apply_along(body, axis=index in [filter], kernel=sum)}, the way of specs. */
final class AlongParser {
  private final Parser parser;
  private final String function;

  AlongParser(Parser parser, String function) {
    this.parser = parser;
    this.function = function;
  }

  static boolean reads(String function) {
    return switch (function) {
      case "apply_along", "sum_over", "integrate_over" -> true;
      default -> false;
    };
  }

  /** Reads what stands behind the opening bracket, and the closing one. */
  Expr reduction(Token first, Token open) {
    Expr body = parser.parse(Parser.CHOICE);
    List<Expr.Binder> binders = new ArrayList<>();
    String kernel = function;
    while (parser.accept(",") && !parser.token().is(")")) {
      Token axis = word();
      if (!parser.accept("=")) {
        throw notAlong(axis.span());
      }
      Token value = word();
      if (axis.is("kernel")) {
        kernel = kernel(value);
      } else {
        List<Expr> filter = parser.accept("in") ? filter() : List.of();
        Span span = axis.span().to(parser.previous().span());
        binders.add(new Expr.Binder(value.text(), axis.text(), filter, span));
      }
    }
    if (binders.isEmpty()) {
      throw notAlong(parser.token().span());
    }
    parser.close(")", open);
    Span span = first.span().to(parser.previous().span());
    return new Expr.Reduction(kernel, binders, body, span);
  }

  private Token word() {
    Token word = parser.token();
    if (word.kind() != Kind.NAME && word.kind() != Kind.TEXT) {
      throw notAlong(word.span());
    }
    parser.advance();
    return word;
  }

  private EpisodeException notAlong(Span span) {
    String what = "'" + function + "' takes a formula, then axes";
    String remedy = "Write " + function + "(formula, age=a): the index a runs over the axis age.";
    return parser.lexer().fail("E1106", what, span, remedy);
  }

  private String kernel(Token kernel) {
    String chosen =
        switch (kernel.text()) {
          case "sum" -> "sum_over";
          case "integrate" -> "integrate_over";
          default -> "";
        };
    if (chosen.isEmpty() || !(function.equals("apply_along") || function.equals(chosen))) {
      String what = "'" + function + "' has no kernel '" + kernel.text() + "'";
      String remedy = "apply_along takes kernel=sum or kernel=integrate.";
      throw parser.lexer().fail("E1109", what, kernel.span(), remedy);
    }
    return chosen;
  }

  /** Reads which elements of an axis count: {@code ['0-4', '5-17']}. */
  List<Expr> filter() {
    Token open = parser.token();
    if (!parser.accept("[")) {
      throw parser.expected("[", "Write age=a in ['0-4', '5-17'], or x=q in [0, 2.5].");
    }
    List<Expr> filter = new ArrayList<>();
    if (parser.token().is("]")) {
      Span span = open.span().to(parser.token().span());
      String remedy = "Write age=a in ['0-4', '5-17'], or leave the filter out for all elements.";
      throw parser.lexer().fail("E1206", "The filter is empty", span, remedy);
    }
    do {
      filter.add(parser.parse(Parser.SIGN));
    } while (parser.accept(","));
    parser.close("]", open);
    return filter;
  }
}
