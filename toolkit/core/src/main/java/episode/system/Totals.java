package episode.system;

import episode.expr.AxisKind;
import episode.expr.Graph;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Problem;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Tries out at a few points whether changes of states add up to 0: over the elements of an axis,
 * and as the integral along an axis of points. A large system is cut down first. For one thread.
 */
final class Totals {
  private static final long MOST_CELLS = 200_000;
  private static final int POINTS = 3;

  /** Far above the roundings of a sum of many terms, far below any term that is left over. */
  private static final double TOLERANCE = 1e-9;

  private final Definitions system;
  private final Graph rhs;
  private final boolean shrunken;

  Totals(Definitions system, Graph rhs) {
    this.system = system;
    this.rhs = rhs;
    shrunken = cells(system) > MOST_CELLS;
  }

  private static long cells(Definitions system) {
    long states = system.states().stream().mapToLong(Template::size).sum();
    return states + system.parameters().stream().mapToLong(Template::size).sum();
  }

  /** Returns whether the system is too large to be tried out as it is. */
  boolean isShrunken() {
    return shrunken;
  }

  /** Returns whether the derivatives of all states add up to 0; empty where that is not known. */
  Optional<Boolean> ofDerivatives() {
    return shrunken ? small().flatMap(Totals::ofDerivatives) : add(Optional.empty());
  }

  /** Returns whether what operators add does so; empty where that is not known. */
  Optional<Boolean> ofContributions() {
    if (shrunken) {
      return small().flatMap(Totals::ofContributions);
    }
    return graph(system.withoutContributions()).flatMap(rest -> add(Optional.of(rest)));
  }

  private Optional<Totals> small() {
    Definitions few = Shrunken.of(system);
    return cells(few) > MOST_CELLS
        ? Optional.empty()
        : graph(few).map(derivatives -> new Totals(few, derivatives));
  }

  /** Returns the right-hand side; empty where a system that was cut down is none any more. */
  private static Optional<Graph> graph(Definitions system) {
    List<Problem> problems = new ArrayList<>();
    SystemGraph graph = new SystemGraph(system, Set.of(), problems);
    Graph derivatives = graph.builder().build("rhs", graph.derivatives());
    return problems.isEmpty() ? Optional.of(derivatives) : Optional.empty();
  }

  /** Returns whether the derivatives, less some of them, add up to 0. */
  private Optional<Boolean> add(Optional<Graph> less) {
    boolean known = true;
    boolean zero = true;
    for (int point = 0; point < POINTS; point++) {
      List<Tensor> all = at(rhs, point);
      List<Tensor> rest = less.isPresent() ? at(less.get(), point) : List.of();
      double sum = 0;
      double size = 0;
      for (int state = 0; state < all.size(); state++) {
        double[] weights = weights(system.states().get(state));
        double[] change = all.get(state).toDoubles();
        double[] other = rest.isEmpty() ? new double[change.length] : rest.get(state).toDoubles();
        for (int cell = 0; cell < change.length; cell++) {
          double part = weights[cell] * (change[cell] - other[cell]);
          sum += part;
          size += Math.abs(part);
        }
      }
      known = known && Double.isFinite(sum);
      zero = zero && Math.abs(sum) <= TOLERANCE * size;
    }
    return known ? Optional.of(zero) : Optional.empty();
  }

  private static List<Tensor> at(Graph graph, int point) {
    List<Tensor> inputs = new ArrayList<>();
    for (Node input : graph.inputs()) {
      SplittableRandom random = new SplittableRandom(31L * point + inputs.size());
      double[] values = random.doubles(input.shape().size(), 0.5, 1.5).toArray();
      inputs.add(Tensor.of(input.shape(), values));
    }
    return Perform.evaluate(graph, inputs);
  }

  /** Returns what each cell counts for: its weight in an integral along each axis of points. */
  private static double[] weights(Template state) {
    double[] weights = {1};
    for (NamedAxis axis : state.axes()) {
      boolean points = axis.kind() == AxisKind.CONTINUOUS && axis.size() > 1;
      double[] along = points ? axis.weights() : new double[axis.size()];
      if (!points) {
        Arrays.fill(along, 1);
      }
      double[] longer = new double[weights.length * along.length];
      for (int cell = 0; cell < longer.length; cell++) {
        longer[cell] = weights[cell / along.length] * along[cell % along.length];
      }
      weights = longer;
    }
    return weights;
  }
}
