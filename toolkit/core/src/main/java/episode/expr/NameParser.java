package episode.expr;

import episode.expr.Lexer.Kind;
import episode.expr.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads names and what stands in brackets after them: subscripts, arguments, axes. */
final class NameParser {
  private final Parser parser;

  NameParser(Parser parser) {
    this.parser = parser;
  }

  /** Reads what begins with the name at hand. */
  Expr named() {
    Token first = parser.token();
    switch (first.text()) {
      case "not" -> {
        parser.advance();
        return Parser.unary(Operator.NOT, parser.parse(Parser.NOT), first);
      }
      case "if", "else", "and", "or", "in" -> throw parser.unexpected();
      default -> parser.advance();
    }
    if (first.text().equals("np") && parser.accept(".")) {
      return afterName(first, nameAfterPrefix());
    }
    return afterName(first, first.text());
  }

  private String nameAfterPrefix() {
    if (parser.token().kind() != Kind.NAME) {
      throw parser.unexpected();
    }
    parser.advance();
    return parser.previous().text();
  }

  private Expr afterName(Token first, String name) {
    if (parser.token().is("(")) {
      return call(first, name);
    }
    if (parser.token().is("[")) {
      Token open = parser.token();
      parser.advance();
      List<Expr.Subscript> subscripts = new ArrayList<>();
      do {
        subscripts.add(subscript());
      } while (parser.accept(","));
      parser.close("]", open);
      return new Expr.Element(name, subscripts, first.span().to(parser.previous().span()));
    }
    return new Expr.Name(name, first.span().to(parser.previous().span()));
  }

  private Expr.Subscript subscript() {
    Token first = parser.token();
    String value = subscriptWord();
    if (first.kind() == Kind.NAME && (parser.token().is("=") || parser.token().is(":"))) {
      boolean pinned = parser.token().is("=");
      if (pinned) {
        parser.lexer().expectElement();
      }
      parser.advance();
      value = subscriptWord();
      return new Expr.Subscript(
          first.text(), value, pinned, first.span().to(parser.previous().span()));
    }
    return new Expr.Subscript("", value, first.kind() != Kind.NAME, first.span());
  }

  private String subscriptWord() {
    if (parser.token().kind() == Kind.SYMBOL || parser.token().kind() == Kind.END) {
      throw parser
          .lexer()
          .fail(
              "E1105",
              "Unexpected " + Parser.quote(parser.token()),
              parser.token().span(),
              "Between [ and ] stand index names, as in contact[age, b], or elements, as in"
                  + " S[age=old] and S[\"18-64\"].");
    }
    parser.advance();
    return parser.previous().text();
  }

  private Expr call(Token first, String function) {
    Token open = parser.token();
    parser.advance();
    if (AlongParser.reads(function)) {
      return new AlongParser(parser, function).reduction(first, open);
    }
    if (HistoryParser.reads(function)) {
      return new HistoryParser(parser, function).call(first, open);
    }
    List<Expr> arguments = new ArrayList<>();
    List<Expr.Binder> binders = new ArrayList<>();
    if (!parser.token().is(")")) {
      do {
        argument(function, arguments, binders);
      } while (parser.accept(",") && !parser.token().is(")"));
    }
    parser.close(")", open);
    Span span = first.span().to(parser.previous().span());
    if (binders.isEmpty()) {
      return new Expr.Call(function, arguments, span);
    }
    if (arguments.size() != 1) {
      throw parser
          .lexer()
          .fail(
              "E1106",
              "'" + function + "' over an axis takes one formula, here " + arguments.size(),
              span,
              "Write " + function + "(b in age, formula).");
    }
    return new Expr.Reduction(function, binders, arguments.get(0), span);
  }

  private void argument(String function, List<Expr> arguments, List<Expr.Binder> binders) {
    Expr argument = parser.parse(Parser.CHOICE);
    boolean binder = argument instanceof Expr.Name && parser.token().is("in");
    if (!binder) {
      arguments.add(argument);
      return;
    }
    parser.advance();
    if (parser.token().kind() != Kind.NAME) {
      throw parser.unexpected();
    }
    parser.advance();
    String axis = parser.previous().text();
    boolean part = parser.token().is("[");
    List<Expr> filter = part ? new AlongParser(parser, function).filter() : List.of();
    Span span = argument.span().to(parser.previous().span());
    binders.add(new Expr.Binder(((Expr.Name) argument).name(), axis, filter, span));
  }
}
