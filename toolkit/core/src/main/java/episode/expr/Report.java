package episode.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Words the problems found while one formula is worked out. Each method gives a broken value. */
final class Report {
  /** Nobody reads more problems of one formula; each of them quotes it. */
  private static final int MOST = 100;

  private final Formula formula;
  private final List<Problem> problems;
  private int found;

  Report(Formula formula, List<Problem> problems) {
    this.formula = formula;
    this.problems = problems;
  }

  Formula formula() {
    return formula;
  }

  Indexed noPast(Expr.History history) {
    String what = "'" + history.function() + "' stands where there are no past values";
    String remedy = "It may stand in aliases, rates and equations of a system.";
    return problem("E1215", what, history.span(), remedy);
  }

  Indexed pastOfPast(Expr.History history) {
    String what = "'" + history.function() + "' asks for past values of past values";
    String remedy = "Make the inner one a state or a formula of states and parameters.";
    return problem("E1216", what, history.signal().span(), remedy);
  }

  Indexed problem(String code, String what, Span span, String remedy) {
    if (found++ < MOST) {
      problems.add(Problem.of(code, what).at(formula.where(span)).remedy(remedy));
    }
    return Indexed.BROKEN;
  }

  Indexed unknownFunction(Expr.Call call, Scope scope) {
    String name = call.function();
    Set<String> known = new LinkedHashSet<>(List.of("sum", "prod"));
    known.addAll(MathFunction.allNames());
    known.addAll(CurveFunction.allNames());
    known.addAll(Spatial.functions());
    Span span = word(call.span(), name);
    if (scope.knows(name)) {
      String what = "'" + name + "' is not a function";
      return problem("E1201", what, span, "For a product write " + name + " * (…).");
    }
    String remedy = Suggestion.remedy(name, known, "Functions");
    return problem("E1201", "Unknown function '" + name + "'", span, remedy);
  }

  Indexed wrongArity(Expr.Call call, MathFunction function) {
    String what =
        "'" + call.function() + "' takes " + function.arity() + ", here " + call.arguments().size();
    String remedy =
        FormulaWords.named(call.function())
            .map(word -> "Write " + word.call() + ".")
            .orElse("Separate arguments with commas.");
    return problem("E1202", what, call.span(), remedy);
  }

  Indexed wrongArity(Expr.Call call, CurveFunction function) {
    String what =
        "'" + call.function() + "' takes " + function.arity() + ", here " + call.arguments().size();
    return problem("E1202", what, call.span(), "Write " + function.example() + ".");
  }

  Indexed list(Expr list) {
    String functions = Suggestion.list(CurveFunction.allNames());
    String remedy = "Lists are arguments of functions such as " + functions + ".";
    return problem("E1210", "A list stands where a number should", list.span(), remedy);
  }

  void listWanted(Expr.Call call, CurveFunction function, int i) {
    String what = "Argument " + (i + 1) + " of '" + call.function() + "' is a list";
    Span span = call.arguments().get(i).span();
    problem("E1211", what, span, "Write " + function.example() + ".");
  }

  void wrongCount(Expr.Call call, int wanted, int seen, String noun, String rule) {
    String what = "'" + call.function() + "' takes " + wanted + " " + noun + ", here " + seen;
    problem("E1211", what, call.arguments().get(2).span(), "As many " + noun + " as " + rule + ".");
  }

  void tooFewKnots(Expr.Call call, int seen, int fewest) {
    String knots = fewest == 1 ? "1 knot" : fewest + " knots";
    String what = "'" + call.function() + "' takes at least " + knots + ", here " + seen;
    problem("E1211", what, call.arguments().get(1).span(), "Add knots, or write a number alone.");
  }

  void notRising(Expr knot, double before, double seen) {
    String what = "Knot " + Expr.number(seen) + " does not rise above " + Expr.number(before);
    boolean finite = !Double.isInfinite(seen);
    String remedy = "Knots are finite numbers in ascending order, all different.";
    problem(
        "E1212",
        finite ? what : "Knot " + Expr.number(seen) + " is not finite",
        knot.span(),
        remedy);
  }

  void movingBreakpoint(Expr breakpoint) {
    String remedy =
        "A jump has no derivative by its time. Write the number, or a change that takes some time: "
            + "smooth_step(t, t0, t0 + 1, a, b).";
    problem("E1213", "A breakpoint of 'piecewise' is a number", breakpoint.span(), remedy);
  }

  void badDegree(Expr degree, int most) {
    String remedy = "Leave it out for cubic splines, or write a whole number from 1 to " + most;
    problem("E1214", "This is no degree of a spline", degree.span(), remedy + ".");
  }

  Indexed otherwise(Expr.Call call) {
    String example =
        switch (call.function()) {
          case "advection" -> "advection(u, x, v) or advection(u, x, v, \"periodic\")";
          case "diffusion" -> "diffusion(u, x, D) or diffusion(u, x, D, \"periodic\")";
          default -> "jump(u, x, rate, \"gaussian\", sigma), x an axis";
        };
    String what = "'" + call.function() + "' is called otherwise";
    return problem("E2126", what, call.span(), "Write " + example + ".");
  }

  Indexed unknownWord(String kind, Expr.Text text, List<String> words, String known) {
    String what = "Unknown " + kind + " '" + text.value() + "'";
    String remedy = Suggestion.remedy(text.value(), words, known);
    return problem("E2130", what, text.span(), remedy);
  }

  Indexed notOverAxes(Expr.Call call) {
    String name = call.function();
    String what =
        "'" + name + "' takes 1 argument, or axes and 1 argument; here " + call.arguments().size();
    String remedy = "Write " + name + "(b in age, …) over an axis, " + name + "(…) over all.";
    return problem("E1202", what, call.span(), remedy);
  }

  Indexed integralOverNothing(Expr.Call call) {
    String what = "It is not said over which axis 'integrate' runs";
    String remedy = "Write integrate(y in x, …) with y in place of the axis x, as in u[y].";
    return problem("E1202", what, call.span(), remedy);
  }

  Indexed notAReduction(Expr.Reduction reduction) {
    String what = "'" + reduction.function() + "' does not run over an axis";
    Span span = word(reduction.span(), reduction.function());
    return problem("E1204", what, span, "These do: sum, prod, min, max, integrate.");
  }

  Indexed unknownElement(Expr.Element element, Scope scope, Places places) {
    String name = element.name();
    if (places.names().contains(name)) {
      String what = "'" + name + "' is an index, which takes no brackets";
      String remedy = "It stands between them, as in S[" + name + "].";
      return problem("E2103", what, word(element.span(), name), remedy);
    }
    return unknownName(name, element.span(), scope);
  }

  Indexed unknownName(String name, Span span, Scope scope) {
    String remedy = Suggestion.remedy(name, scope.names(), "Known names");
    Optional<String> unread = Suggestion.closest(name, scope.unreadNames());
    if (!remedy.startsWith("Did") && unread.isPresent()) {
      remedy = "Did you mean '" + unread.get() + "'? " + remedy;
    }
    return problem("E2103", "Unknown name '" + name + "'", word(span, name), remedy);
  }

  Indexed noNumber(String name, Span span, Scope scope, Places places) {
    Optional<Index> index = places.bound(name);
    String axis = index.isPresent() ? index.get().axis().name() : name;
    String which = index.isPresent() ? "Index '" + name + "' runs over" : "Here stands";
    String what = which + " the categorical axis '" + axis + "', whose labels are not all numbers";
    String remedy =
        "Between brackets it picks elements, as in S["
            + name
            + "]. For a number per element declare a parameter over it, or an ordinal axis.";
    return problem("E1209", what, span, remedy);
  }

  Indexed unknownAxis(String name, Span span, Scope scope) {
    if (scope.isUnread(name)) {
      return Indexed.BROKEN;
    }
    String remedy = Suggestion.remedy(name, scope.axisNames(), "Axes");
    return problem("E2104", "Unknown axis '" + name + "'", lastWord(span, name), remedy);
  }

  Indexed wrongSubscripts(Expr.Element element, List<NamedAxis> axes) {
    int seen = element.subscripts().size();
    String here = ", here " + seen + (seen == 1 ? " subscript" : " subscripts");
    String what = "'" + element.name() + "' " + has(axes) + here;
    String remedy =
        axes.isEmpty()
            ? "Write " + element.name() + "."
            : "Write " + element.name() + "[" + pinned(element, axes) + "].";
    return problem("E2106", what, element.span(), remedy);
  }

  private static String has(List<NamedAxis> axes) {
    String count = axes.isEmpty() ? "no axes" : axes.size() == 1 ? "1 axis" : axes.size() + " axes";
    return "has " + count + (axes.isEmpty() ? "" : " (" + names(axes) + ")");
  }

  /** Returns the axes as an element would name them, with the pins that it has. */
  private static String pinned(Expr.Element element, List<NamedAxis> axes) {
    List<String> places = new ArrayList<>();
    for (NamedAxis axis : axes) {
      String place = axis.name();
      for (Expr.Subscript one : element.subscripts()) {
        boolean pins = one.pinned() && one.axis().equals(axis.name());
        place = pins ? axis.name() + "=" + one.value() : place;
      }
      places.add(place);
    }
    return String.join(", ", places);
  }

  private static String names(List<NamedAxis> axes) {
    List<String> names = new ArrayList<>();
    axes.forEach(axis -> names.add(axis.name()));
    return String.join(", ", names);
  }

  Indexed repeatedAxis(Expr.Name name, List<NamedAxis> axes) {
    String what = "'" + name.name() + "' has an axis twice (" + names(axes) + ")";
    String axis = axes.get(0).name();
    String remedy =
        "Say which index each one takes, as in sum(b in "
            + axis
            + ", "
            + name.name()
            + "["
            + axis
            + ", b] * …).";
    return problem("E2108", what, name.span(), remedy);
  }

  Indexed misplaced(
      Expr.Element element,
      Expr.Subscript subscript,
      List<NamedAxis> axes,
      Places places,
      Scope scope) {
    String axis = subscript.axis();
    if (!axis.isEmpty() && scope.axis(axis).isEmpty()) {
      return unknownAxis(axis, subscript.span(), scope);
    }
    String runs = axis.isEmpty() ? places.place(subscript.value()).index().axis().name() : axis;
    String what = "'" + element.name() + "' has no further axis '" + runs + "'";
    return problem("E2106", what, subscript.span(), "It " + has(axes) + ".");
  }

  Indexed unknownSubscript(
      Expr.Element element, Expr.Subscript subscript, NamedAxis axis, Places places) {
    String value = subscript.value();
    if (subscript.pinned()) {
      String remedy = Suggestion.remedy(value, axis.elements(), "Elements");
      String what = "Axis '" + axis.name() + "' has no element '" + value + "'";
      return problem("E2107", what, subscript.span(), remedy);
    }
    String what = "Unknown index '" + value + "'";
    Collection<String> known = new TreeSet<>(places.names());
    String remedy =
        axis.elements().contains(value)
            ? "For the element write " + element.name() + "[" + axis.name() + "=" + value + "]."
            : Suggestion.remedy(value, known, "Indices");
    return problem("E2105", what, subscript.span(), remedy);
  }

  Indexed unusedIndex(Expr.Binder binder) {
    String what = "Index '" + binder.index() + "' is not used";
    String remedy = "What varies over it takes it in brackets, as in I[" + binder.index() + "].";
    return problem("E2109", what, binder.span(), remedy);
  }

  Indexed notContinuous(Expr.Binder binder, NamedAxis axis) {
    String what = "Axis '" + axis.name() + "' has no coordinates to integrate over";
    return problem("E1205", what, binder.span(), "Sum over it, or declare it as continuous.");
  }

  Indexed tooFewPoints(Expr.Binder binder, NamedAxis axis) {
    String what = "Fewer than 2 points of axis '" + axis.name() + "' are left to integrate over";
    String remedy = "Its points: " + Suggestion.list(axis.elements()) + ".";
    return problem("E1206", what, binder.span(), remedy);
  }

  void badFilter(Expr.Binder binder, String what, String remedy) {
    problem("E1206", what, binder.span(), remedy);
  }

  /** Returns the first characters of a span, as many as the word has. */
  private static Span word(Span span, String word) {
    int end = Math.min(span.end(), span.start() + word.length());
    return new Span(span.start(), end);
  }

  private static Span lastWord(Span span, String word) {
    return new Span(Math.max(span.start(), span.end() - word.length()), span.end());
  }
}
