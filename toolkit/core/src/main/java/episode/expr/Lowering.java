package episode.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns formulas into nodes. Axes have names: a bare name means all its axes, equal indices pair
 * up, {@code sum(b in age, …)} reduces one, and a formula gives one array expression, however many
 * elements its axes have. Problems are collected; a formula that has any gives no nodes. For one
 * thread.
 */
public final class Lowering {
  private final GraphBuilder builder;
  private final Scope scope;
  private final List<Problem> problems;

  /**
   * Makes a lowering.
   *
   * @param builder takes the nodes
   * @param scope what names stand for
   * @param problems is added to
   */
  public Lowering(GraphBuilder builder, Scope scope, List<Problem> problems) {
    this.builder = builder;
    this.scope = scope;
    this.problems = problems;
  }

  /**
   * Returns the formula's value over exactly the given axes, FLOAT64; it is stretched along those
   * that it does not vary over. Where it has a problem, that is added to the list and the result is
   * empty.
   */
  public Optional<Quantity> over(List<NamedAxis> axes, Formula formula) {
    return over(axes, Map.of(), formula);
  }

  /**
   * Returns the formula's value over the given axes, as {@link #over(List, Formula)} does.
   *
   * @param pinned axes on which bare names and the axis' own name mean one element
   */
  public Optional<Quantity> over(
      List<NamedAxis> axes, Map<String, String> pinned, Formula formula) {
    return over(axes, indexNames(axes), pinned, formula);
  }

  /** Returns what the indices of axes are called: their names, with ' where an axis is repeated. */
  public static List<String> indexNames(List<NamedAxis> axes) {
    List<String> names = new ArrayList<>();
    for (NamedAxis axis : axes) {
      String name = axis.name();
      while (names.contains(name)) {
        name += "'";
      }
      names.add(name);
    }
    return names;
  }

  /**
   * Returns the formula's value over the given axes, one of which may be there twice.
   *
   * @param indices what the formula calls the index along each of the axes
   */
  public Optional<Quantity> over(
      List<NamedAxis> axes, List<String> indices, Map<String, String> pinned, Formula formula) {
    int before = problems.size();
    Places places = new Places(scope);
    List<Index> wanted = places.declare(axes, indices);
    for (Map.Entry<String, String> pin : pinned.entrySet()) {
      places.pin(scope.axis(pin.getKey()).orElseThrow(), pin.getValue());
    }
    Indexed value = evaluate(places, formula);
    if (!value.isBroken() && !wanted.containsAll(value.indices())) {
      problems.add(variesToo(formula, value, wanted));
    }
    if (value.isBroken() || problems.size() > before) {
      return Optional.empty();
    }
    Node number = builder.cast(value.node(), DType.FLOAT64);
    Node array = new Indexed(number, value.indices()).stretched(builder, wanted);
    return Optional.of(new Quantity(array, axes));
  }

  /**
   * Returns the formula's value over the axes that it varies over, in the scope's order, FLOAT64.
   */
  public Optional<Quantity> free(Formula formula) {
    Indexed value = evaluate(new Places(scope), formula);
    if (value.isBroken()) {
      return Optional.empty();
    }
    List<NamedAxis> axes = new ArrayList<>();
    for (Index index : value.indices()) {
      axes.add(index.axis());
    }
    return Optional.of(new Quantity(builder.cast(value.node(), DType.FLOAT64), axes));
  }

  private Indexed evaluate(Places places, Formula formula) {
    int before = problems.size();
    Report report = new Report(formula, problems);
    Evaluation evaluation = new Evaluation(builder, scope, places, report);
    Indexed value =
        formula.levels() <= DeepStack.SHALLOW
            ? evaluation.of(formula.expr())
            : DeepStack.call(formula.levels(), () -> evaluation.of(formula.expr()));
    return problems.size() > before ? Indexed.BROKEN : value;
  }

  private static Problem variesToo(Formula formula, Indexed value, List<Index> wanted) {
    List<String> extra = new ArrayList<>();
    for (Index index : value.indices()) {
      if (!wanted.contains(index)) {
        extra.add(index.axis().name());
      }
    }
    String axis = extra.get(0);
    return Problem.of("E2110", "The formula varies over " + Suggestion.list(extra))
        .at(formula.where(formula.expr().span()))
        .remedy(
            "What it belongs to has no axis "
                + axis
                + ": add ["
                + axis
                + "] there, or sum: sum(j in "
                + axis
                + ", …).");
  }
}
