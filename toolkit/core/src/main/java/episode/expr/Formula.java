package episode.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A formula with its text, so that a problem found later can point into it. Immutable.
 *
 * @param context what the formula belongs to, such as {@code transition("S -> E")}
 * @param text the text
 * @param expr what it says; spans are places in {@code text}
 * @param levels how deep the tree is
 */
public record Formula(String context, String text, Expr expr, int levels) {
  /** The largest number of characters of a formula. */
  public static final int MAX_CHARACTERS = 1_000_000;

  /** The largest number of levels of a formula. */
  public static final int MAX_LEVELS = 2_000;

  /**
   * Returns the formula of a text.
   *
   * @throws EpisodeException E1 with the place of the first mistake
   */
  public static Formula parse(String context, String text) {
    if (Given.argument(text, "formula", context).length() > MAX_CHARACTERS) {
      throw new EpisodeException(
          Problem.of(
                  "E1107", "The formula has " + text.length() + " characters; the limit is 1000000")
              .at(new Problem.Where(context, text, 0, 1))
              .remedy("Name parts of it as aliases, or write a sum over an axis."));
    }
    Parser shallow = new Parser(context, text, DeepStack.SHALLOW);
    try {
      Expr expr = shallow.formula();
      return new Formula(context, text, expr, shallow.deepest());
    } catch (Parser.TooDeep e) {
      Parser deep = new Parser(context, text, MAX_LEVELS);
      Expr expr = DeepStack.call(MAX_LEVELS, deep::formulaOrRefusal);
      return new Formula(context, text, expr, deep.deepest());
    }
  }

  /**
   * Returns the formula of a tree built in Java; its text is the tree as written out.
   *
   * @throws EpisodeException E1108 where the tree is deeper than {@link #MAX_LEVELS}
   */
  public static Formula of(String context, Expr expr) {
    int depth = depth(expr);
    if (depth > MAX_LEVELS) {
      throw new EpisodeException(Parser.tooDeep(depth));
    }
    return parse(context, DeepStack.call(depth, expr::toString));
  }

  /**
   * Returns the formula of a tree as it stands, for trees made from those of formulas; its text is
   * the tree as written out.
   *
   * @throws EpisodeException E1108 where the tree is deeper than {@link #MAX_LEVELS}
   */
  public static Formula built(String context, Expr expr) {
    int depth = depth(expr);
    if (depth > MAX_LEVELS) {
      throw new EpisodeException(Parser.tooDeep(depth));
    }
    Expr tree = DeepStack.call(depth, () -> Rewrite.withoutPlaces(expr));
    return new Formula(context, DeepStack.call(depth, tree::toString), tree, depth);
  }

  /** Returns whether a word means something in formulas, so that nothing can be called that. */
  public static boolean isReserved(String word) {
    return Parser.RESERVED.contains(word);
  }

  /** Returns the place of a span in this formula, for a problem. */
  public Problem.Where where(Span span) {
    return new Problem.Where(context, text, span.start(), span.end());
  }

  /** Returns every name that stands for a value, in order of first appearance; no functions. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Deque<Expr> open = new ArrayDeque<>();
    open.push(expr);
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Name name) {
        names.add(name.name());
      } else if (next instanceof Expr.Element element) {
        names.add(element.name());
      }
      List<Expr> children = next.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    return names;
  }

  /** Returns the value of a tree of numbers, + - * / ^ and brackets; empty for all else. */
  public static OptionalDouble number(Expr tree) {
    return Constants.value(tree);
  }

  /** Returns whether a bare name, without brackets, stands somewhere in a tree. */
  public static boolean hasName(Expr tree, String name) {
    Deque<Expr> open = new ArrayDeque<>(List.of(tree));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Name found && found.name().equals(name)) {
        return true;
      }
      next.children().forEach(open::push);
    }
    return false;
  }

  private static int depth(Expr expr) {
    record Open(Expr expr, int level) {}
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(expr, 1));
    int deepest = 0;
    while (!open.isEmpty()) {
      Open next = open.pop();
      deepest = Math.max(deepest, next.level);
      if (deepest > MAX_LEVELS) {
        return deepest;
      }
      for (Expr child : next.expr.children()) {
        open.push(new Open(child, next.level + 1));
      }
    }
    return deepest;
  }
}
