package episode.expr;

import episode.expr.Places.Place;
import episode.expr.Places.Saved;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Works out advection, diffusion and jumps along a continuous axis. Within their arguments the name
 * of the axis runs over all its points; the result is read where the name stands outside of them.
 * For one formula and one thread.
 */
final class Spatial {
  /** The largest number of points of an axis along which one may jump: pairs of them are kept. */
  static final int MOST_JUMPS = 3_000;

  private static final String LANDING = "landing'";

  private final GraphBuilder builder;
  private final Scope scope;
  private final Places places;
  private final Report report;
  private final Function<Expr, Indexed> evaluation;

  Spatial(
      GraphBuilder builder,
      Scope scope,
      Places places,
      Report report,
      Function<Expr, Indexed> evaluation) {
    this.builder = builder;
    this.scope = scope;
    this.places = places;
    this.report = report;
    this.evaluation = evaluation;
  }

  /** Returns the names of the functions that act along a continuous axis. */
  static List<String> functions() {
    return List.of("advection", "diffusion", "jump");
  }

  Indexed of(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    boolean jump = call.function().equals("jump");
    boolean fits =
        arguments.size() >= (jump ? 4 : 3)
            && arguments.size() <= (jump ? 7 : 4)
            && arguments.get(1) instanceof Expr.Name;
    if (!fits) {
      return report.otherwise(call);
    }
    Expr.Name along = (Expr.Name) arguments.get(1);
    Place outer = places.place(along.name());
    if (outer == null) {
      return report.unknownAxis(along.name(), along.span(), scope);
    }
    String axisName = outer.index() == null ? along.name() : outer.index().axis().name();
    NamedAxis axis = scope.axis(axisName).orElseThrow();
    if (axis.kind() != AxisKind.CONTINUOUS) {
      String what = "'" + call.function() + "' acts along an axis of points; '" + axisName + "' ";
      String is = axis.kind() == AxisKind.TIME ? "is the time" : "has none";
      String remedy =
          axis.kind() == AxisKind.TIME
              ? "Name an axis of the state."
              : "Declare them: .axis(\"" + axisName + "\", grid(0, 10, 21)).";
      return report.problem("E2127", what + is, along.span(), remedy);
    }
    Saved saved = places.enter();
    Ints all = Ints.range(0, axis.size());
    Index index = places.bind(new Expr.Binder(along.name(), axisName, along.span()), axis, all);
    Indexed value = along(call, axis, index);
    places.leave(saved);
    return value.isBroken() ? value : read(value, outer);
  }

  /** Returns the result at one place on the axis, or with the index that runs outside. */
  private Indexed read(Indexed value, Place outer) {
    int last = value.indices().size() - 1;
    List<Index> names = new ArrayList<>(value.indices());
    names.remove(last);
    if (outer.index() == null) {
      return new Indexed(builder.element(value.node(), last, outer.element()), names);
    }
    Ints chosen = outer.index().chosen();
    Node node =
        chosen == null ? value.node() : Selection.apply(builder, value.node(), last, chosen);
    names.add(outer.index());
    return Indexed.arranged(builder, node, names);
  }

  private Indexed along(Expr.Call call, NamedAxis axis, Index index) {
    Expr quantity = call.arguments().get(0);
    Indexed u = number(evaluation.apply(quantity));
    Expr factor = call.arguments().get(2);
    Indexed by = number(evaluation.apply(factor));
    if (u.isBroken() || by.isBroken()) {
      return Indexed.BROKEN;
    }
    if (!u.runsOver(index)) {
      String what = "This does not vary over '" + axis.name() + "'";
      String remedy = "Give it the axis, as in .state(\"u[" + axis.name() + "]\").";
      return report.problem("E2128", what, quantity.span(), remedy);
    }
    if (isForeign(by, u, factor)) {
      return Indexed.BROKEN;
    }
    if (call.function().equals("jump")) {
      return jump(call, axis, index, u, by);
    }
    Optional<Boundary> boundary = boundary(call);
    if (boundary.isEmpty()) {
      return Indexed.BROKEN;
    }
    Fluxes fluxes = new Fluxes(builder, axis, u);
    Node change =
        call.function().equals("advection")
            ? fluxes.advection(by, boundary.get())
            : fluxes.diffusion(by, boundary.get());
    return new Indexed(change, u.indices());
  }

  private Indexed number(Indexed value) {
    return value.isBroken()
        ? value
        : new Indexed(builder.cast(value.node(), DType.FLOAT64), value.indices());
  }

  /** Reports a factor that varies over an axis that the quantity does not have. */
  private boolean isForeign(Indexed factor, Indexed u, Expr expr) {
    for (Index index : factor.indices()) {
      if (!u.runsOver(index)) {
        String name = index.axis().name();
        String what = "This varies over '" + name + "', and what it acts on does not";
        report.problem("E2129", what, expr.span(), "Sum over it, or give the state the axis.");
        return true;
      }
    }
    return false;
  }

  private Optional<Boundary> boundary(Expr.Call call) {
    if (call.arguments().size() < 4) {
      return Optional.of(Boundary.NO_FLUX);
    }
    Expr argument = call.arguments().get(3);
    if (!(argument instanceof Expr.Text text)) {
      report.otherwise(call);
      return Optional.empty();
    }
    Optional<Boundary> boundary = Boundary.named(text.value());
    if (boundary.isEmpty()) {
      report.unknownWord("boundary", text, Boundary.allWords(), "Boundaries");
    }
    return boundary;
  }

  private Indexed jump(Expr.Call call, NamedAxis axis, Index from, Indexed u, Indexed rate) {
    Optional<JumpCall> read = JumpCall.read(call, report);
    if (read.isEmpty()) {
      return Indexed.BROKEN;
    }
    if (axis.size() > MOST_JUMPS) {
      String what = "Axis '" + axis.name() + "' has " + axis.size() + " points to jump between";
      String remedy = "Use a coarser axis, or steps to neighbours: diffusion.";
      return report.problem("E2132", what + "; the limit is 3000", call.span(), remedy);
    }
    Ints all = Ints.range(0, axis.size());
    Index to = places.bind(new Expr.Binder(LANDING, axis.name(), Span.NONE), axis, all);
    Jumps jumps = new Jumps(builder, axis, from, to);
    Indexed densities = densities(read.get(), jumps, from, u);
    if (densities.isBroken()) {
      return densities;
    }
    Node leaving = builder.mul(rate.over(builder, u.indices()), u.node());
    Indexed who = new Indexed(leaving, u.indices());
    return new Indexed(jumps.change(who, densities, read.get().direction()), u.indices());
  }

  private Indexed densities(JumpCall call, Jumps jumps, Index from, Indexed u) {
    if (call.kernel() == JumpKernel.CUSTOM) {
      return matrix(call.parameters().get(0), from);
    }
    List<Indexed> values = new ArrayList<>();
    values.add(jumps.distance(call.kernel().smallest()));
    for (Expr argument : call.parameters()) {
      Indexed value = number(evaluation.apply(argument));
      if (value.isBroken() || isForeign(value, u, argument)) {
        return Indexed.BROKEN;
      }
      values.add(value);
    }
    List<Index> over = Indexed.union(values);
    List<Node> nodes = new ArrayList<>();
    values.forEach(value -> nodes.add(value.over(builder, over)));
    return new Indexed(call.kernel().values(builder, nodes), over);
  }

  /** Returns a matrix over the axis twice: its row is the landing, its column the start. */
  private Indexed matrix(Expr argument, Index from) {
    String axis = from.axis().name();
    Optional<Quantity> matrix =
        argument instanceof Expr.Name name ? scope.quantity(name.name()) : Optional.empty();
    boolean twice =
        matrix.isPresent() && matrix.get().axes().equals(Collections.nCopies(2, from.axis()));
    if (!twice) {
      String what = "This is not a matrix over '" + axis + "'";
      String remedy = "Declare it: .parameter(\"K[" + axis + ", " + axis + "]\").";
      return report.problem("E2126", what, argument.span(), remedy);
    }
    String name = ((Expr.Name) argument).name();
    return evaluation.apply(Expr.name(name, LANDING, from.name()));
  }
}
