package episode.system;

import static java.util.stream.Collectors.joining;

import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Span;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads single declarations, such as {@code S[age]} and {@code S[vax=none]}. For one thread. */
final class Declarations {
  static final int MOST_CELLS = 10_000_000;
  static final Pattern NAME = Pattern.compile("[\\p{L}_]\\w*", Pattern.UNICODE_CHARACTER_CLASS);

  private static final String DECLARED = "[\\p{L}_]\\w*(?:\\[[^\\]]*\\])?";
  private static final Pattern ONE = Pattern.compile(DECLARED, Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern SEVERAL =
      Pattern.compile(
          "\\s*" + DECLARED + "(?:(?:\\s*[,;]\\s*|\\s+)" + DECLARED + ")+\\s*",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, NamedAxis> axes;
  private final Map<String, Template> states;
  private final List<Problem> problems;
  private final Set<String> broken = new HashSet<>();
  private boolean wholeFlows;

  Declarations(Map<String, NamedAxis> axes, Map<String, Template> states, List<Problem> problems) {
    this.axes = axes;
    this.states = states;
    this.problems = problems;
  }

  /** Returns how many problems there are so far. */
  int problems() {
    return problems.size();
  }

  /** Returns the declared states. */
  Collection<Template> states() {
    return states.values();
  }

  /** Says whether every element of an axis may receive the whole of a flow without that axis. */
  void takesWholeFlows(boolean takes) {
    wholeFlows = takes;
  }

  boolean takesWholeFlows() {
    return wholeFlows;
  }

  /** Returns the names whose own declarations are wrong: what uses them is not to blame. */
  Set<String> broken() {
    return broken;
  }

  /** Returns a formula; empty where it cannot be read, which is a problem then. */
  Optional<Formula> formula(String context, String text) {
    return part(context, text, 0, text.length());
  }

  /** Returns a stretch of a text read as a formula, with its places in the whole text. */
  Optional<Formula> part(String context, String whole, int start, int end) {
    return part(context, whole, whole, start, end);
  }

  /**
   * Returns a stretch read as a formula.
   *
   * @param read the text with spaces in place of what is no formula
   */
  Optional<Formula> part(String context, String whole, String read, int start, int end) {
    try {
      String padded =
          start == 0 && end == read.length()
              ? read
              : " ".repeat(start) + read.substring(start, end);
      Formula formula = Formula.parse(context, padded);
      return Optional.of(new Formula(context, whole, formula.expr(), formula.levels()));
    } catch (EpisodeException e) {
      for (Problem problem : e.problems()) {
        problems.add(
            problem.where().isEmpty() ? problem : problem.at(moved(problem.where().get(), whole)));
      }
      return Optional.empty();
    }
  }

  private static Problem.Where moved(Problem.Where where, String whole) {
    return new Problem.Where(where.context(), whole, where.start(), where.end());
  }

  /** Returns the formula of a bare name. */
  Optional<Formula> name(String context, String text) {
    if (isReserved(context, text)) {
      return Optional.empty();
    }
    try {
      Formula formula = Formula.parse(context, text);
      if (formula.expr() instanceof Expr.Name) {
        return Optional.of(formula);
      }
    } catch (EpisodeException e) {
      // The problem is that it is no name, whatever the parser says of it.
    }
    unread(text);
    String remedy = Template.NAMES;
    Problem.Where where = new Problem.Where(context, text, 0, text.length());
    problem("E2102", "'" + text + "' is not a name", where, remedy);
    return Optional.empty();
  }

  private boolean isReserved(String context, String text) {
    int bracket = text.indexOf('[');
    String name = (bracket < 0 ? text : text.substring(0, bracket)).strip();
    if (!Formula.isReserved(name)) {
      return false;
    }
    int start = text.indexOf(name);
    problem(
        "E2102",
        "'" + name + "' is a word of formulas",
        new Problem.Where(context, text, start, start + name.length()),
        "Choose another name. Reserved: and, else, if, in, not, or.");
    return true;
  }

  /** What uses the names of a declaration that cannot be read is not to blame. */
  private void unread(String text) {
    NAME.matcher(text).results().forEach(match -> broken.add(match.group()));
  }

  /** A declared name, and what the index along each of its axes is called. */
  record Indexed(Template template, List<String> indices) {}

  /** Returns a name with its axes and indices, such as {@code C[age, age:b]}. */
  Optional<Indexed> indexed(String context, String text) {
    int before = problems.size();
    List<Expr.Subscript> subscripts = new ArrayList<>();
    Optional<Template> template = template(context, text, true, subscripts);
    if (template.isEmpty() || subscripts.isEmpty()) {
      return template.map(bare -> new Indexed(bare, List.of()));
    }
    List<String> indices = Lowering.indexNames(template.get().axes());
    for (int i = 0; i < indices.size(); i++) {
      Expr.Subscript subscript = subscripts.get(i);
      String index = subscript.value();
      if (subscript.axis().isEmpty()) {
        continue;
      }
      if (axes.containsKey(index) && !index.equals(subscript.axis()) || indices.contains(index)) {
        Span span = subscript.span();
        Problem.Where where = new Problem.Where(context, text, span.start(), span.end());
        problem("E2102", "'" + index + "' is an axis or an index already", where, "Rename it.");
      }
      indices.set(i, index);
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new Indexed(template.get(), indices));
  }

  /** Returns a declared name with its axes, such as {@code contact[age, age]}. */
  Optional<Template> template(String context, String text, boolean axesMayRepeat) {
    return template(context, text, axesMayRepeat, null);
  }

  /**
   * Returns a declared name.
   *
   * @param subscripts receives what stands between the brackets; null where no index has a name
   */
  private Optional<Template> template(
      String context, String text, boolean axesMayRepeat, List<Expr.Subscript> subscripts) {
    if (isReserved(context, text)) {
      return Optional.empty();
    }
    if (SEVERAL.matcher(text).matches()) {
      String quoted =
          ONE.matcher(text).results().map(MatchResult::group).collect(joining("\", \""));
      Problem.Where where = new Problem.Where(context, text, 0, text.length());
      return noName(text, where, "Each name has quotes of its own: \"" + quoted + "\".");
    }
    Optional<String> missing = NoValues.remedy(context, text);
    if (missing.isPresent()) {
      return noName(text, new Problem.Where(context, text, 0, text.length()), missing.get());
    }
    Optional<Formula> formula = formula(context, text);
    if (formula.isEmpty()) {
      unread(text);
      return Optional.empty();
    }
    Expr expr = formula.get().expr();
    if (expr instanceof Expr.Name name) {
      return Optional.of(new Template(name.name(), List.of()));
    }
    if (!(expr instanceof Expr.Element element)) {
      String remedy = "Write S, or S[age] with the axes that it varies over.";
      return noName(text, whole(formula.get()), remedy);
    }
    if (subscripts != null) {
      subscripts.addAll(element.subscripts());
    }
    List<NamedAxis> found = axes(formula.get(), element, axesMayRepeat, subscripts != null);
    if (found.size() < element.subscripts().size()) {
      broken.add(element.name());
      return Optional.empty();
    }
    return limited(formula.get(), new Template(element.name(), found));
  }

  private Optional<Template> noName(String text, Problem.Where where, String remedy) {
    unread(text);
    problem("E2102", "'" + text.strip() + "' does not declare a name", where, remedy);
    return Optional.empty();
  }

  /** Returns the axes of a declared name, without those that are none; an index may have a name. */
  private List<NamedAxis> axes(
      Formula formula, Expr.Element element, boolean mayRepeat, boolean mayBeNamed) {
    List<NamedAxis> found = new ArrayList<>();
    for (Expr.Subscript subscript : element.subscripts()) {
      boolean named = mayBeNamed && !subscript.axis().isEmpty() && !subscript.pinned();
      String axis = named ? subscript.axis() : subscript.value();
      Expr.Subscript bare = new Expr.Subscript("", axis, false, subscript.span());
      axis(formula, named ? bare : subscript, mayRepeat, found);
    }
    return found;
  }

  private void axis(
      Formula formula, Expr.Subscript subscript, boolean mayRepeat, List<NamedAxis> found) {
    NamedAxis axis = axes.get(subscript.value());
    if (axis == null || subscript.pinned() || !subscript.axis().isEmpty()) {
      unknownAxis(formula, subscript.value(), subscript.span());
    } else if (found.contains(axis) && !mayRepeat) {
      problem(
          "E2102",
          "Axis '" + axis.name() + "' is there twice",
          formula.where(subscript.span()),
          "Only a parameter may have an axis twice; declare a second axis.");
    } else {
      found.add(axis);
    }
  }

  /** Adds a problem for the name of an axis that is not there. */
  void unknownAxis(Formula formula, String name, Span span) {
    if (broken.contains(name)) {
      return;
    }
    problem(
        "E2104",
        "Unknown axis '" + name + "'",
        formula.where(span),
        axes.isEmpty()
            ? "Declare it: .axis(\"" + name + "\", \"first\", \"second\")."
            : Suggestion.remedy(name, axes.keySet(), "Axes"));
  }

  private Optional<Template> limited(Formula formula, Template template) {
    double cells = 1;
    for (NamedAxis axis : template.axes()) {
      cells *= axis.size();
    }
    if (cells <= MOST_CELLS) {
      return Optional.of(template);
    }
    String what = String.format(java.util.Locale.ROOT, "'%s' has %.0f cells", template, cells);
    problem(
        "E2117",
        what + "; the limit is " + MOST_CELLS,
        whole(formula),
        "Use fewer or shorter axes.");
    broken.add(template.name());
    return Optional.empty();
  }

  /**
   * Returns cells of a declared state, such as {@code S}, {@code S[age]} or {@code S[vax=none]};
   * axes that are not listed run.
   *
   * @param offset where the text of the cells starts; it ends with the text
   */
  Optional<Cells> cells(String context, String text, int offset) {
    return part(context, text, offset, text.length()).flatMap(this::cells);
  }

  /** Returns the cells of a declared state that a formula names. */
  Optional<Cells> cells(Formula formula) {
    return new CellReading(this, axes, states).of(formula);
  }

  static Problem.Where whole(Formula formula) {
    return formula.where(formula.expr().span());
  }

  /** Adds a problem. */
  void problem(String code, String what, Problem.Where where, String remedy) {
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }
}
