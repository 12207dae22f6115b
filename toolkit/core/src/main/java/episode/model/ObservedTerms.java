package episode.model;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Scope;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.plot.Columns;
import episode.prob.Support;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The right side of one observation as nodes: the parameters of its distribution, per row. */
final class ObservedTerms {
  private final Assembly assembly;
  private final GraphBuilder b;
  private final Observed observed;
  private final Map<String, List<NamedAxis>> series;
  private final Map<String, List<NamedAxis>> flows;

  ObservedTerms(Assembly assembly, Observed observed) {
    this.assembly = assembly;
    this.b = assembly.builder();
    this.observed = observed;
    series = assembly.plan().dynamics().map(Dynamics::series).orElse(Map.of());
    flows = assembly.plan().dynamics().map(Dynamics::flows).orElse(Map.of());
  }

  /** Returns the series that the right side names. */
  Set<String> seriesUsed() {
    Set<String> used = new LinkedHashSet<>();
    for (Formula argument : observed.call().arguments()) {
      used.addAll(with(argument, Incidence.without(argument.expr())).names());
    }
    used.retainAll(series.keySet());
    return used;
  }

  /** Returns the flows whose incidence the right side asks for. */
  Set<String> incidences() {
    Set<String> found = new LinkedHashSet<>();
    for (Formula argument : observed.call().arguments()) {
      found.addAll(Incidence.flows(argument.expr()));
    }
    return found;
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Formula argument : observed.call().arguments()) {
      names.addAll(argument.names());
    }
    return names;
  }

  /** Finds what is wrong with the formulas, as the user wrote them. */
  void check() {
    Scope names = assembly.scope().copy();
    List<NamedAxis> axes = observed.layout().axes();
    series.forEach((name, its) -> names.put(name, placeholder(name, its)));
    flows.forEach(
        (name, its) -> names.put(Incidence.name(name), placeholder(Incidence.name(name), its)));
    columns(names).forEach(name -> names.put(name, placeholder("column " + name, axes)));
    List<Node> arguments = new ArrayList<>();
    for (Formula argument : observed.call().arguments()) {
      Expr plain = new Rewriting(this::checkedIncidence).of(argument.expr());
      assembly.varying(axes, with(argument, plain), names).ifPresent(arguments::add);
    }
    if (arguments.size() == observed.call().arguments().size()) {
      ArgumentCheck.passes(observed.call(), arguments, assembly.problems());
      new BoundCheck(observed, arguments).problem().ifPresent(assembly.problems()::add);
    }
    countsWithoutTime();
    Set<String> fromData = columnsUsed();
    if (!fromData.isEmpty() && observed.layout().clash().isPresent()) {
      clash(fromData);
    }
  }

  /** Finds counts of nothing: an incidence over no time at all, at the start of the span. */
  private void countsWithoutTime() {
    if (!observed.call().distribution().support().whole()
        || !isMultiple(observed.call().arguments().get(0).expr())) {
      return;
    }
    double start = assembly.plan().dynamics().map(Dynamics::start).orElse(Double.NaN);
    double[] times = observed.rowTimes();
    for (int row = 0; row < times.length; row++) {
      double count = observed.values()[row];
      if (times[row] == start && count > 0) {
        String seen = DataCheck.plain(count) + " in row " + (row + 1);
        assembly
            .problems()
            .add(
                Problem.of(
                        "E6210",
                        "Column '"
                            + observed.column()
                            + "' counts "
                            + seen
                            + ", at the very start of the span")
                    .at(observed.statement().nameWhere())
                    .remedy(
                        "The first incidence begins at the start of the span, "
                            + DataCheck.plain(start)
                            + ", where this row ends it: start the span earlier, or leave it"
                            + " out."));
        return;
      }
    }
  }

  /** Returns whether an expression is an incidence, or a product of one. */
  private static boolean isMultiple(Expr expr) {
    if (Incidence.is(expr)) {
      return true;
    }
    return expr instanceof Expr.Chain chain
        && !chain.isSum()
        && chain.children().stream().anyMatch(ObservedTerms::isMultiple);
  }

  private void clash(Set<String> fromData) {
    Ints rows = observed.layout().clash().orElseThrow();
    String what = "Rows " + rows.at(0) + " and " + rows.at(1) + " are about the same element";
    assembly
        .problems()
        .add(
            Problem.of("E6209", what)
                .at(observed.statement().nameWhere())
                .remedy(
                    "Columns on the right ("
                        + Suggestion.list(fromData)
                        + ") need one row for each time and element."));
  }

  private Quantity placeholder(String name, List<NamedAxis> axes) {
    String unique = "check " + System.identityHashCode(this) + " " + name;
    return new Quantity(b.input(unique, Type.float64(NamedAxis.shape(axes).extents())), axes);
  }

  private static Formula with(Formula formula, Expr expr) {
    return new Formula(formula.context(), formula.text(), expr, formula.levels());
  }

  private Expr checkedIncidence(Expr expr) {
    if (!Incidence.is(expr)) {
      return expr;
    }
    Expr.Call call = (Expr.Call) expr;
    Optional<String> flow = Incidence.flow(call);
    if (flow.isEmpty() || !flows.containsKey(flow.get())) {
      assembly
          .problems()
          .add(
              Problem.of("E5114", "incidence(…) takes the name of a flow")
                  .at(observed.statement().right().where(call.span()))
                  .remedy(Suggestion.remedy(flow.orElse(""), flows.keySet(), "Flows")));
      return new Expr.Literal(1, call.span());
    }
    return Incidence.named(call);
  }

  /** Returns the columns of numbers that names not otherwise known may mean. */
  private Set<String> columns(Scope names) {
    Set<String> columns = new LinkedHashSet<>();
    for (String name : observed.columns().names()) {
      boolean numbers = observed.columns().kind(name) == Columns.Kind.NUMBERS;
      if (numbers && !names.knows(name) && !name.equals(observed.column())) {
        columns.add(name);
      }
    }
    return columns;
  }

  private Set<String> columnsUsed() {
    Set<String> used = columns(assembly.scope());
    used.removeAll(series.keySet());
    used.retainAll(names());
    return used;
  }

  /**
   * Returns the parameters of the distribution, each a scalar or one number per row.
   *
   * @param solved the trajectories, where there are any
   * @param times when those were saved
   */
  List<Node> arguments(Optional<Dynamics.Solved> solved, double[] times) {
    Layout layout = observed.layout();
    Scope names = assembly.scope().copy();
    Set<String> hidden = new LinkedHashSet<>();
    for (String name : columnsUsed()) {
      names.put(name, layout.column(b, observed.columns().numbers(name)));
      hidden.add(name);
    }
    if (solved.isPresent()) {
      trajectories(solved.get(), times, names, hidden);
    }
    List<Node> arguments = new ArrayList<>();
    for (int i = 0; i < observed.call().arguments().size(); i++) {
      Formula argument = observed.call().arguments().get(i);
      Expr expr = new Rewriting(e -> withRow(e, names, hidden)).of(argument.expr());
      Node value = assembly.varying(layout.all(), with(argument, expr), names).orElseThrow();
      Support support = observed.call().distribution().parameters().get(i).support();
      boolean solution = argument.names().stream().anyMatch(this::isSolved);
      Node rows = layout.rows(b, value);
      arguments.add(solution && solved.isPresent() ? withoutNoise(rows, support) : rows);
    }
    return arguments;
  }

  private boolean isSolved(String name) {
    return series.containsKey(name) || flows.containsKey(name);
  }

  /** Raises what a solve left a little below 0, where 0 is the least that is allowed. */
  private Node withoutNoise(Node rows, Support support) {
    if (support.whole() || support.low().isOpen() || support.low().number() != 0) {
      return rows;
    }
    double noise = assembly.plan().dynamics().orElseThrow().noise();
    Node wrong = b.binary(Prim.LT, rows, b.constant(-noise));
    return b.where(wrong, b.constant(Double.NaN), b.binary(Prim.MAX, rows, b.constant(0)));
  }

  private void trajectories(
      Dynamics.Solved solved, double[] times, Scope names, Set<String> hidden) {
    Layout layout = observed.layout();
    int[] places = places(layout.times(), times);
    for (String name : seriesUsed()) {
      Node rows = Layout.gather(b, solved.series().get(name), places);
      names.put(name, new Quantity(rows, layout.hiddenAnd(series.get(name))));
      hidden.add(name);
    }
    for (String flow : incidences()) {
      Node total = solved.accumulated().get(flow);
      Node grown = b.sub(Layout.gather(b, total, places), before(total, layout.times(), times));
      names.put(Incidence.name(flow), new Quantity(grown, layout.hiddenAnd(flows.get(flow))));
      hidden.add(Incidence.name(flow));
    }
  }

  private static int[] places(double[] wanted, double[] times) {
    return Arrays.stream(wanted).mapToInt(t -> Arrays.binarySearch(times, t)).toArray();
  }

  /** Returns the totals at the time of the row before; zero where there is none. */
  private Node before(Node total, double[] own, double[] times) {
    double[] distinct = Arrays.stream(own).sorted().distinct().toArray();
    Node zero = b.filledLike(b.slice(total, 0, 0, 1), 0);
    Node extended = b.concat(List.of(zero, total), 0);
    int[] places = new int[own.length];
    for (int row = 0; row < own.length; row++) {
      int rank = Arrays.binarySearch(distinct, own[row]);
      places[row] = rank == 0 ? 0 : 1 + Arrays.binarySearch(times, distinct[rank - 1]);
    }
    return Layout.gather(b, extended, places);
  }

  /** Gives names that vary along the hidden axis that axis as their first subscript. */
  private Expr withRow(Expr expr, Scope names, Set<String> hidden) {
    Expr plain = Incidence.is(expr) ? Incidence.named((Expr.Call) expr) : expr;
    boolean has = observed.layout().hidden().isPresent();
    if (has && plain instanceof Expr.Name name && hidden.contains(name.name())) {
      List<Expr.Subscript> all = new ArrayList<>();
      for (NamedAxis axis : names.quantity(name.name()).orElseThrow().axes()) {
        all.add(new Expr.Subscript("", axis.name(), false, name.span()));
      }
      return new Expr.Element(name.name(), all, name.span());
    }
    if (has && plain instanceof Expr.Element element && hidden.contains(element.name())) {
      List<Expr.Subscript> all = new ArrayList<>();
      all.add(new Expr.Subscript("", Layout.ROW, false, element.span()));
      all.addAll(element.subscripts());
      return new Expr.Element(element.name(), all, element.span());
    }
    return plain;
  }

  /** Returns the log density of every row that has a value. */
  Node logLikelihood(List<Node> arguments) {
    int[] present = observed.present();
    Node all = b.constant(Tensor.of(observed.values().clone()));
    Node values = Assembly.folded(b, Layout.gather(b, all, present));
    List<Node> own = new ArrayList<>();
    for (Node argument : arguments) {
      own.add(argument.shape().isScalar() ? argument : Layout.gather(b, argument, present));
    }
    return observed.call().distribution().logDensity(b, values, own);
  }
}
