package episode.expr;

import episode.expr.Lexer.Kind;
import episode.expr.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a formula in one pass, from left to right, by precedence climbing. From loosest to
 * tightest: {@code a if c else b}, or, and, not, comparisons, + −, * / %, unary minus, power (from
 * the right). For one formula and one thread.
 */
final class Parser {
  static final List<String> RESERVED = List.of("and", "else", "if", "in", "not", "or");

  static final int CHOICE = 0;
  private static final int OR = 1;
  private static final int AND = 2;
  static final int NOT = 3;
  private static final int COMPARISON = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  static final int SIGN = 7;
  private static final int POWER = 8;

  private final Lexer lexer;
  private final int limit;
  private Token token;
  private Token previous;
  private int level;
  private int deepest;

  /** Says that the caller's stack may be too small; the formula is read again on a larger one. */
  static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDeep() {
      super("deep formula", null, false, false);
    }
  }

  Parser(String context, String text, int limit) {
    this.lexer = new Lexer(context, text);
    this.limit = limit;
  }

  Lexer lexer() {
    return lexer;
  }

  Token token() {
    return token;
  }

  Token previous() {
    return previous;
  }

  int deepest() {
    return deepest;
  }

  Expr formulaOrRefusal() {
    try {
      return formula();
    } catch (TooDeep e) {
      Problem problem = tooDeep(level);
      throw lexer.fail(problem.code(), problem.what(), token.span(), problem.remedy());
    }
  }

  static Problem tooDeep(int seen) {
    return Problem.of(
            "E1108",
            "The formula has " + seen + " levels or more; the limit is " + Formula.MAX_LEVELS)
        .remedy("Name parts of it as aliases.");
  }

  Expr formula() {
    advance();
    if (token.kind() == Kind.END) {
      throw lexer.fail("E1104", "The formula is empty", token.span(), "Write 0 for nothing.");
    }
    Expr expr = parse(CHOICE);
    if (token.kind() != Kind.END) {
      throw unexpected();
    }
    return expr;
  }

  Expr parse(int loosest) {
    if (++level > limit) {
      throw new TooDeep();
    }
    deepest = Math.max(deepest, level);
    Expr left = prefix();
    for (int tightness = tightness(); tightness >= loosest; tightness = tightness()) {
      left = infix(left, tightness);
    }
    level--;
    return left;
  }

  /** Returns how tightly the operator at hand binds; −1 where there is none. */
  private int tightness() {
    if (token.kind() != Kind.SYMBOL && token.kind() != Kind.NAME) {
      return -1;
    }
    return switch (token.text()) {
      case "if" -> CHOICE;
      case "or" -> OR;
      case "and" -> AND;
      case "<", "<=", ">", ">=", "==", "!=" -> COMPARISON;
      case "+", "-" -> SUM;
      case "*", "/", "%" -> PRODUCT;
      case "^", "**" -> POWER;
      default -> -1;
    };
  }

  private Expr infix(Expr left, int tightness) {
    return switch (tightness) {
      case CHOICE -> choice(left);
      case OR -> logic(left, Operator.OR, OR);
      case AND -> logic(left, Operator.AND, AND);
      case COMPARISON -> comparison(left);
      case POWER -> power(left);
      default -> chain(left, tightness);
    };
  }

  private Expr choice(Expr then) {
    advance();
    Expr condition = parse(OR);
    if (!accept("else")) {
      throw expected("else", "Write: value if condition else other value.");
    }
    Expr otherwise = parse(CHOICE);
    return new Expr.Choice(condition, then, otherwise, then.span().to(otherwise.span()));
  }

  private Expr logic(Expr first, Operator operator, int tightness) {
    List<Expr> operands = new ArrayList<>();
    operands.add(first);
    while (accept(operator.symbol())) {
      operands.add(parse(tightness + 1));
    }
    return new Expr.Logic(operator, operands, spanFrom(first));
  }

  private Expr comparison(Expr first) {
    List<Expr.Step> rest = steps(COMPARISON);
    return new Expr.Comparison(first, rest, spanFrom(first));
  }

  private Expr chain(Expr first, int tightness) {
    List<Expr.Step> rest = steps(tightness);
    return new Expr.Chain(first, rest, spanFrom(first));
  }

  private List<Expr.Step> steps(int tightness) {
    List<Expr.Step> steps = new ArrayList<>();
    while (tightness() == tightness) {
      Operator operator = operator(token.text());
      advance();
      steps.add(new Expr.Step(operator, parse(tightness + 1)));
    }
    return steps;
  }

  private static Operator operator(String symbol) {
    return switch (symbol) {
      case "+" -> Operator.ADD;
      case "-" -> Operator.SUBTRACT;
      case "*" -> Operator.MULTIPLY;
      case "/" -> Operator.DIVIDE;
      case "%" -> Operator.REMAINDER;
      case "<" -> Operator.LESS;
      case "<=" -> Operator.LESS_EQUAL;
      case ">" -> Operator.GREATER;
      case ">=" -> Operator.GREATER_EQUAL;
      case "==" -> Operator.EQUAL;
      case "!=" -> Operator.NOT_EQUAL;
      default -> throw new AssertionError(symbol);
    };
  }

  private Expr power(Expr base) {
    advance();
    Expr exponent = parse(SIGN);
    return new Expr.Power(base, exponent, base.span().to(exponent.span()));
  }

  private Expr prefix() {
    Token first = token;
    return switch (first.kind()) {
      case NUMBER -> literal();
      case TEXT -> {
        advance();
        yield new Expr.Text(first.text(), first.span());
      }
      case NAME -> new NameParser(this).named();
      case SYMBOL -> symbol();
      case END -> throw unexpected();
    };
  }

  private Expr literal() {
    advance();
    return new Expr.Literal(Lexer.value(previous.text()), previous.span());
  }

  private Expr symbol() {
    Token first = token;
    switch (first.text()) {
      case "-" -> {
        advance();
        return unary(Operator.NEGATE, parse(SIGN), first);
      }
      case "+" -> {
        advance();
        return parse(SIGN);
      }
      case "(" -> {
        advance();
        Expr inner = parse(CHOICE);
        close(")", first);
        return inner;
      }
      case "[" -> {
        advance();
        return list(first);
      }
      default -> throw unexpected();
    }
  }

  private Expr list(Token open) {
    List<Expr> items = new ArrayList<>();
    if (!token.is("]")) {
      do {
        items.add(parse(CHOICE));
      } while (accept(","));
    }
    close("]", open);
    return new Expr.ListOf(items, open.span().to(previous.span()));
  }

  static Expr unary(Operator operator, Expr operand, Token first) {
    return new Expr.Unary(operator, operand, first.span().to(operand.span()));
  }

  private Span spanFrom(Expr first) {
    return new Span(first.span().start(), previous.span().end());
  }

  /** Makes the next token the one at hand. */
  void advance() {
    previous = token;
    token = lexer.next();
  }

  /** Returns whether the token at hand is a symbol, and goes past it. */
  boolean accept(String symbol) {
    if (!token.is(symbol)) {
      return false;
    }
    advance();
    return true;
  }

  /** Goes past a closing bracket, or says which one is not closed. */
  void close(String symbol, Token open) {
    if (accept(symbol)) {
      return;
    }
    if (token.kind() != Kind.END && !token.is(")") && !token.is("]")) {
      throw unexpected();
    }
    String remedy =
        "The " + quote(open) + " at character " + (open.span().start() + 1) + " is not closed.";
    throw expected(symbol, remedy);
  }

  EpisodeException expected(String symbol, String remedy) {
    return lexer.fail("E1105", "Missing '" + symbol + "'", token.span(), remedy);
  }

  /** Returns the problem that the token at hand may not stand here. */
  EpisodeException unexpected() {
    return lexer.fail("E1105", "Unexpected " + quote(token), token.span(), advice());
  }

  private String advice() {
    boolean afterOperand =
        previous != null && (previous.kind() != Kind.SYMBOL || previous.text().matches("[)\\]]"));
    if (token.is(",") && previous != null && previous.kind() == Kind.NUMBER) {
      return "Decimals have a point: 0.5.";
    }
    if (token.is("=")) {
      return "To compare write ==.";
    }
    if (token.is(".") && previous != null && previous.kind() == Kind.NAME) {
      return previous.text().matches("[Mm]ath|numpy|torch|jnp")
          ? "Functions stand alone: exp(x), sqrt(x), min(a, b)."
          : "Names are letters, digits and underscores, without a point.";
    }
    if (token.is("if") && !afterOperand) {
      return "Write: value if condition else other value.";
    }
    if (token.is(")") || token.is("]")) {
      return "Nothing is open here that it could close, or an operand is missing before it.";
    }
    boolean operand = token.kind() == Kind.NUMBER || token.kind() == Kind.NAME || token.is("(");
    boolean function = operand && previous != null && previous.kind() == Kind.NAME;
    if (function && FormulaWords.named(previous.text()).filter(FormulaWord::isCalled).isPresent()) {
      return "Arguments stand in brackets: " + previous.text() + "(…).";
    }
    if (operand && afterOperand) {
      return "An operator is missing before it; a product is written with *.";
    }
    return token.kind() == Kind.END
        ? "A number, a name or ( must follow."
        : "A number, a name or ( should stand here.";
  }

  static String quote(Token token) {
    return token.kind() == Kind.END ? token.text() : "'" + token.text() + "'";
  }
}
