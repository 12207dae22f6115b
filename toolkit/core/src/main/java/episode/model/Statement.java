package episode.model;

import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Given;
import episode.expr.Problem;
import episode.expr.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence of two sides, {@code theta[school] ~ normal(mu, tau)} or {@code theta[school] = …},
 * read once.
 *
 * @param name the name on the left
 * @param axes the names in brackets after it
 * @param left the left side
 * @param right the right side; its text is the whole sentence, so that carets fit
 */
record Statement(String name, List<String> axes, Formula left, Formula right) {

  private static final String WORDS = "[\\p{L}\\p{N}_]+(\\s+[\\p{L}\\p{N}_]+)+";

  /** Copies the axes. */
  Statement {
    axes = List.copyOf(axes);
  }

  /**
   * Returns what {@code name ~ distribution(…)} says. An observed column whose name has blanks is
   * quoted: {@code 'in bed' ~ poisson(I)}.
   *
   * @param method what the user called, such as "prior"
   * @throws EpisodeException E1 or E5101
   */
  static Statement random(String method, String text) {
    Given.argument(text, "statement", method);
    String context = method + "(\"" + text + "\")";
    int tilde = text.indexOf('~');
    if (tilde < 0) {
      throw new EpisodeException(
          Problem.of("E5101", "There is no ~ in the statement")
              .at(new Problem.Where(context, text, 0, text.length()))
              .remedy("Write " + method + "(\"name ~ distribution(…)\")."));
    }
    if (method.equals("observe") && text.substring(0, tilde).strip().matches(WORDS)) {
      String column = text.substring(0, tilde).strip();
      int start = text.indexOf(column);
      throw new EpisodeException(
          Problem.of("E5101", "The left side is not a name")
              .at(new Problem.Where(context, text, start, start + column.length()))
              .remedy("Quote a column that has blanks in its name: '" + column + "' ~ …"));
    }
    Formula left = part(context, text, 0, tilde);
    return of(left, part(context, text, tilde + 1, text.length()));
  }

  /** Returns what {@code name[axis]} and the formula of its values say. */
  static Statement equation(String method, String name, String formula) {
    String context = method + "(\"" + name + "\")";
    return of(Formula.parse(context, name), Formula.parse(context, formula));
  }

  private static Statement of(Formula left, Formula right) {
    if (left.expr() instanceof Expr.Name name) {
      return new Statement(name.name(), List.of(), left, right);
    }
    if (left.expr() instanceof Expr.Text quoted && left.context().startsWith("observe(")) {
      return new Statement(quoted.value(), List.of(), left, right);
    }
    List<String> axes = new ArrayList<>();
    boolean plain = left.expr() instanceof Expr.Element;
    if (left.expr() instanceof Expr.Element element) {
      for (Expr.Subscript subscript : element.subscripts()) {
        plain = plain && !subscript.pinned() && subscript.axis().isEmpty();
        axes.add(subscript.value());
      }
    }
    if (!plain) {
      throw new EpisodeException(
          Problem.of("E5101", "The left side is not a name")
              .at(left.where(left.expr().span()))
              .remedy("Write a name, or a name with its axes: theta[school]."));
    }
    return new Statement(((Expr.Element) left.expr()).name(), axes, left, right);
  }

  /** Reads a part of a text as if the rest were blank, so that every place in it stays right. */
  private static Formula part(String context, String text, int start, int end) {
    String blank = " ".repeat(start) + text.substring(start, end);
    try {
      Formula formula = Formula.parse(context, blank);
      return new Formula(context, text, formula.expr(), formula.levels());
    } catch (EpisodeException e) {
      List<Problem> problems = new ArrayList<>();
      for (Problem problem : e.problems()) {
        problems.add(
            problem
                .where()
                .map(w -> problem.at(new Problem.Where(context, text, w.start(), w.end())))
                .orElse(problem));
      }
      throw new EpisodeException(problems);
    }
  }

  /** Returns a part of the right side as a formula of its own. */
  Formula formula(Expr part) {
    return new Formula(right.context(), right.text(), part, right.levels());
  }

  /** Returns the place of the name. */
  Problem.Where nameWhere() {
    int start = left.expr().span().start();
    return left.where(new Span(start, start + name.length()));
  }

  /** Returns the place of the right side. */
  Problem.Where rightWhere() {
    return right.where(right.expr().span());
  }

  /** Returns the sentence as written. */
  @Override
  public String toString() {
    return right.text().equals(left.text()) ? right.text() : left.text() + " = " + right.text();
  }
}
