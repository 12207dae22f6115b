package episode.system;

import episode.expr.AxisKind;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Operator;
import episode.expr.Problem;
import episode.expr.Rewrite;
import episode.expr.Span;
import episode.expr.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts one formula of a spec into this library's terms: {@code apply_along} becomes a sum or an
 * integral, every index says which one it is, free names become parameters. For one formula and one
 * thread.
 */
final class SpecFormula {
  private static final Set<String> PREFIXES = Set.of("np", "sum_state", "sum_prefix");
  private static final List<String> WORDS =
      List.of("sum_state", "sum_prefix", "sum_over", "integrate_over", "apply_along");
  private static final Set<String> CONSTANTS = Set.of("pi", "e", "True", "False");

  private final SpecNames names;
  private final Formula formula;
  private final List<Problem> problems;
  private final Deque<SpecIndex> bound = new ArrayDeque<>();
  private final SpecSubscripts subscripts;
  private Set<String> written = Set.of();
  private int totals;

  /**
   * Makes a reader.
   *
   * @param pins what the names of pinned axes mean
   */
  SpecFormula(SpecNames names, Formula formula, Map<String, String> pins, List<Problem> problems) {
    this.names = names;
    this.formula = formula;
    this.problems = problems;
    subscripts = new SpecSubscripts(names, bound, pins);
  }

  /** Returns the axes that the formula varies over, in the order first met. */
  Set<String> free() {
    return subscripts.free();
  }

  Expr of(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return name(name);
    } else if (expr instanceof Expr.Element element) {
      return element(element);
    } else if (expr instanceof Expr.Chain chain) {
      quotients(chain);
    } else if (expr instanceof Expr.Power power) {
      return power(power);
    } else if (expr instanceof Expr.Call call) {
      return call(call);
    } else if (expr instanceof Expr.Reduction reduction) {
      return reduction(reduction);
    }
    return Rewrite.children(expr, this::of);
  }

  /** Refuses a number divided by 0, which is a mistake and no infinity. */
  private void quotients(Expr.Chain chain) {
    boolean number = chain.first() instanceof Expr.Literal;
    for (Expr.Step step : chain.rest()) {
      boolean divides = step.operator() == Operator.DIVIDE || step.operator() == Operator.REMAINDER;
      boolean literal = step.operand() instanceof Expr.Literal;
      if (number && divides && literal && ((Expr.Literal) step.operand()).value() == 0) {
        problem(
            "E1208", "A number is divided by 0", step.operand().span(), "Write another number.");
      }
      number = number && literal;
    }
  }

  private Expr power(Expr.Power power) {
    String between =
        formula.text().substring(power.base().span().end(), power.exponent().span().start());
    int caret = between.indexOf('^');
    if (caret >= 0) {
      int at = power.base().span().end() + caret;
      problem("E1101", "Unexpected '^'", new Span(at, at + 1), "In a spec a power is written **.");
    }
    return Rewrite.children(power, this::of);
  }

  private Expr name(Expr.Name name) {
    String text = name.name();
    if (subscripts.isBoundHere(text)) {
      return subscripts.value(name, totals > 0).orElseThrow();
    }
    if (PythonWords.isReserved(text)) {
      String what = "'" + text + "' is a word of Python, not a name";
      return wrong(name, "E1110", what, name.span(), "Rename it, as in " + text + "_.");
    }
    String written = formula.text().substring(name.span().start(), name.span().end());
    if (PREFIXES.contains(text) || !written.equals(text)) {
      String remedy = "Write np.exp(x), sum_state() or sum_prefix('I'); pi and e are numbers.";
      return wrong(name, "E2103", "Unknown name '" + written + "'", name.span(), remedy);
    }
    var template = names.template(text);
    if (template.isPresent()) {
      return template.get().axes().isEmpty() || totals > 0 ? name : whole(name, template.get());
    }
    Optional<Expr> number =
        text.equals("t") ? Optional.of(name) : subscripts.value(name, totals > 0);
    if (number.isPresent()) {
      return number.get();
    }
    if (CONSTANTS.contains(text)) {
      names.constants().add(text);
      checkConstant(text, name.span());
      return name;
    }
    var cell = names.cell(text);
    if (cell.isPresent()) {
      return SpecTotals.cell(cell.get(), name.span());
    }
    if (names.cellByCell(text) != null) {
      return whole(name, new Template(text, names.cellByCell(text)));
    }
    declare(text, List.of(), name.span());
    return name;
  }

  private Expr whole(Expr.Name name, Template template) {
    String what = "'" + name.name() + "' varies over " + axisNames(template.axes());
    return wrong(name, "E2106", what, name.span(), "Write " + template + ".");
  }

  private static String axisNames(List<NamedAxis> axes) {
    return Suggestion.list(axes.stream().map(NamedAxis::name).toList());
  }

  private Expr element(Expr.Element element) {
    SpecSubscripts.Read read = subscripts.read(element, totals > 0);
    if (read.isBroken()) {
      add(read.problem(), read.span());
      return new Expr.Literal(0, element.span());
    }
    var template = names.template(element.name());
    List<NamedAxis> single = names.cellByCell(element.name());
    if (template.isEmpty() && single != null) {
      return cellOf(element, single, read);
    }
    if (element.name().equals("t") || template.filter(one -> one.axes().isEmpty()).isPresent()) {
      int count = read.subscripts().size();
      String what = "'" + element.name() + "' has no axes, here " + count + " subscript";
      what += count == 1 ? "" : "s";
      return wrong(element, "E2106", what, element.span(), "Write " + element.name() + ".");
    }
    if (template.isPresent()) {
      List<NamedAxis> wanted = template.get().axes();
      if (!wanted.equals(read.axes())) {
        boolean isOrder = Set.copyOf(wanted).equals(Set.copyOf(read.axes()));
        String what = "'" + element.name() + "' varies over " + axisNames(wanted);
        what += isOrder ? " in this order" : ", not over " + axisNames(read.axes());
        return wrong(element, "E2106", what, element.span(), "Write " + template.get() + ".");
      }
    } else {
      declare(element.name(), read.axes(), element.span());
    }
    return new Expr.Element(element.name(), read.subscripts(), element.span());
  }

  private Expr cellOf(Expr.Element element, List<NamedAxis> of, SpecSubscripts.Read read) {
    Map<String, String> pins = new java.util.HashMap<>();
    for (Expr.Subscript subscript : read.subscripts()) {
      if (subscript.pinned()) {
        pins.put(subscript.axis(), subscript.value());
      }
    }
    String cell = pins.size() == of.size() ? SpecNames.cellName(element.name(), of, pins) : "";
    if (names.template(cell).isEmpty()) {
      String what = "'" + element.name() + "' is declared cell by cell";
      String remedy = "Name one of its cells, or declare " + new Template(element.name(), of) + ".";
      return wrong(element, "E2106", what, element.span(), remedy);
    }
    return new Expr.Name(cell, element.span());
  }

  private void declare(String name, List<NamedAxis> axes, Span span) {
    if (!names.isParameter(name)) {
      String what = "'" + name + "' is not among the parameters";
      String remedy = Suggestion.remedy(name, names.parameters().keySet(), "Parameters");
      problem("E2522", what, span, remedy);
      return;
    }
    if (axes.stream().filter(axis -> axis.kind() == AxisKind.TIME).count() > 1) {
      String remedy = "There is one time: write the axis once, as in " + name + "[time].";
      problem("E2102", "'" + name + "' has the axis of time twice", span, remedy);
      return;
    }
    Template before = names.parameters().putIfAbsent(name, new Template(name, axes));
    checkConstant(name, span);
    if (before != null && !before.axes().equals(axes)) {
      String what = "'" + before + "' is here " + new Template(name, axes);
      problem("E2508", what, span, "A parameter has the same axes, in the same order, everywhere.");
    }
  }

  /** Refuses {@code e} as a number here and as a parameter {@code e[age]} there. */
  private void checkConstant(String name, Span span) {
    if (names.constants().contains(name) && names.parameters().containsKey(name)) {
      String what = "'" + name + "' is a number in one place and a parameter in another";
      problem("E2508", what, span, "Give the parameter another name.");
    }
  }

  private Expr call(Expr.Call call) {
    if (call.function().equals("sum_state") && call.arguments().isEmpty()) {
      return SpecTotals.of(names.withPrefix(""), names.aliases().keySet(), call.span());
    }
    if (call.function().equals("sum_prefix")
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Expr.Text prefix) {
      return SpecTotals.of(names.withPrefix(prefix.value()), names.aliases().keySet(), call.span());
    }
    boolean helper = call.function().equals("sum_state") || call.function().equals("sum_prefix");
    if (helper) {
      String remedy = "Write sum_state(), or sum_prefix('I').";
      return wrong(
          call, "E1202", "'" + call.function() + "' is called otherwise", call.span(), remedy);
    }
    Optional<String> meant = Suggestion.closest(call.function(), WORDS);
    if (meant.isPresent()) {
      String what = "Unknown function '" + call.function() + "'";
      String remedy =
          "Did you mean '" + meant.get() + "'? Specs have " + Suggestion.list(WORDS) + ".";
      return wrong(call, "E1201", what, call.span(), remedy);
    }
    boolean total = call.arguments().size() == 1 && SpecTotals.is(call.function());
    int before = problems.size();
    totals += total ? 1 : 0;
    Expr read = Rewrite.children(call, this::of);
    totals -= total ? 1 : 0;
    boolean extreme = call.function().equals("max") || call.function().equals("min");
    if (total && extreme && problems.size() == before && !SpecTotals.isArray(read, names)) {
      String what =
          "'" + call.function() + "' takes 2 arguments or more, or an array, here 1 number";
      return wrong(call, "E1202", what, call.span(), "Write " + call.function() + "(x, 0).");
    }
    return read;
  }

  private Expr reduction(Expr.Reduction reduction) {
    boolean along = reduction.function().indexOf('_') >= 0;
    List<NamedAxis> axes = new ArrayList<>();
    for (Expr.Binder binder : reduction.binders()) {
      NamedAxis axis = names.axes().get(binder.axis());
      if (axis == null) {
        add(names.unknownAxis(binder.axis()), binder.span());
        return new Expr.Literal(0, reduction.span());
      }
      axes.add(axis);
    }
    String function = reduction.function();
    if (along) {
      Problem refusal = SpecIndex.refusal(function, reduction.binders(), axes);
      if (refusal != null) {
        problems.add(refusal.at(formula.where(reduction.span())));
        return new Expr.Literal(0, reduction.span());
      }
      function = axes.get(0).kind().hasCoordinates() ? "integrate" : "sum";
    }
    List<SpecIndex> indices = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      Expr.Binder binder = reduction.binders().get(i);
      SpecIndex index =
          new SpecIndex(axes.get(i), binder, fresh(binder.index()), along, reduction.body());
      indices.add(index);
      bound.push(index);
    }
    Expr body = of(reduction.body());
    indices.forEach(index -> bound.pop());
    return SpecIndex.close(function, indices, body, reduction.span());
  }

  /** Returns what an index is called from now on: nothing else is called so. */
  private String fresh(String written) {
    String name = written;
    while (isTaken(name) || (!name.equals(written) && written().contains(name))) {
      name += "_";
    }
    return name;
  }

  private boolean isTaken(String name) {
    boolean index = bound.stream().anyMatch(one -> one.name().equals(name));
    return index || names.axes().containsKey(name) || names.template(name).isPresent();
  }

  private Set<String> written() {
    if (written.isEmpty()) {
      written = formula.names();
    }
    return written;
  }

  private void add(Optional<Problem> problem, Span span) {
    problem.ifPresent(one -> problems.add(one.at(formula.where(span))));
  }

  private Expr wrong(Expr expr, String code, String what, Span span, String remedy) {
    problem(code, what, span, remedy);
    return new Expr.Literal(0, expr.span());
  }

  private void problem(String code, String what, Span span, String remedy) {
    problems.add(Problem.of(code, what).at(formula.where(span)).remedy(remedy));
  }
}
