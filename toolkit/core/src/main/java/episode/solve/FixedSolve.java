package episode.solve;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Prim;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.List;

/**
 * A solve with fixed steps as nodes: a SCAN over blocks of steps, in each of which there is a SCAN
 * over its steps. So a reverse derivative keeps the states at the ends of blocks, and those inside
 * of one block at a time. For one thread.
 */
final class FixedSolve {
  private final OdeProblem problem;
  private final SolveSettings settings;
  private final FixedStep fixed;
  private final FixedGrid grid;
  private final double start;
  private final StepGraphs graphs;
  private final double[] times;
  private final int mostAtOnce;

  private FixedSolve(OdeProblem problem, SolveSettings settings, double start, double[] times) {
    this.problem = problem;
    this.settings = settings;
    this.start = start;
    this.times = times;
    fixed = settings.fixed().orElseThrow();
    graphs = new StepGraphs(problem, fixed.method().tableau());
    double[] breaks = breaks(problem, settings, start, times);
    grid = new FixedGrid(start, times, breaks, fixed.size(), settings.maxSteps());
    long bytes = 0;
    for (int i = 0; i < graphs.states(); i++) {
      bytes += 8L * ((Type.ArrayOf) problem.states().get(i)).shape().size();
    }
    mostAtOnce = (int) Math.max(2, Math.min(Integer.MAX_VALUE, settings.recordBytes() / bytes));
  }

  /**
   * Returns the observed values packed, [times, numbers], and the report.
   *
   * @param operands as those of {@link Solve#apply}; t0 and times are constants
   * @throws EpisodeException E4015 for a problem with breaks that parameters move, E4016 for times
   *     that are no constants
   */
  static List<Node> apply(
      GraphBuilder b, OdeProblem problem, SolveSettings settings, List<Node> operands) {
    double start = constant(operands.get(0)).at(0);
    double[] times = constant(operands.get(1)).toDoubles();
    FixedSolve solve = new FixedSolve(problem, settings, start, times);
    return solve.solved(b, operands.subList(2, operands.size()));
  }

  /** Returns the graph of the parameters to what {@link #apply} gives. */
  static Graph graph(OdeProblem problem, SolveSettings settings, double start, double[] times) {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    operands.add(b.constant(start));
    operands.add(b.constant(Tensor.of(times)));
    for (Node parameter : problem.parameters()) {
      operands.add(b.input(parameter.name(), parameter.type()));
    }
    return b.build("solve", apply(b, problem, settings, operands));
  }

  private static Tensor constant(Node node) {
    if (node.prim() != Prim.CONST) {
      throw new EpisodeException(
          Problem.of("E4016", "The times of a solve with fixed steps are no constants")
              .remedy("Its steps are laid out beforehand: make t0 and the times constants."));
    }
    return node.constant();
  }

  /** Returns the breaks after t0 and up to the last time. */
  static double[] breaks(OdeProblem problem, SolveSettings settings, double start, double[] times) {
    if (problem.breaks().isEmpty() || times.length == 0) {
      return new double[0];
    }
    Graph packed = StepGraphs.breaks(problem.breaks().get());
    for (Node node : packed.nodes()) {
      for (Node operand : node.inputs()) {
        if (operand.prim() == Prim.INPUT) {
          throw moving(operand.name());
        }
      }
    }
    double[] all = Perform.evaluate(packed, zeros(packed)).get(0).toDoubles();
    Breaks breaks = new Breaks();
    int singles = problem.breaks().get().singles();
    breaks.start(all, singles, start, times[times.length - 1], settings.maxSteps());
    return breaks.all();
  }

  private static List<Tensor> zeros(Graph graph) {
    List<Tensor> zeros = new ArrayList<>();
    graph.inputs().forEach(node -> zeros.add(Tensor.filled(node.dtype(), node.shape(), 0)));
    return zeros;
  }

  private static EpisodeException moving(String name) {
    return new EpisodeException(
        Problem.of("E4015", "Fixed steps cannot end at a time that '" + name + "' moves")
            .remedy(
                "A rate jumps or bends there. Solve it with steps of controlled size, the default,"
                    + " or make '"
                    + name
                    + "' a constant."));
  }

  private List<Node> solved(GraphBuilder b, List<Node> parameters) {
    List<Node> prelude = b.inline(problem.prelude(), parameters);
    List<Node> y = prelude.subList(0, graphs.states());
    List<Node> q = prelude.subList(graphs.states(), prelude.size());
    Node first = graphs.observed(b, b.constant(start), y, q);
    if (grid.blocks() == 0) {
      Node rows = b.broadcastTo(first, Shape.of(times.length, problem.observedSize()));
      return List.of(rows, report(b, y, rows));
    }
    Node starts = b.constant(Tensor.of(grid.starts()));
    Node sizes = b.constant(Tensor.of(grid.sizes()));
    Node ends = b.constant(Tensor.of(grid.ends()));
    List<Node> results = b.scan(block(), grid.blocks(), y, List.of(starts, sizes, ends), q);
    List<Node> last = results.subList(0, y.size());
    Node all = b.concat(List.of(b.stack(List.of(first)), results.get(y.size())), 0);
    Node rows = rows(b, all);
    return List.of(rows, report(b, last, rows));
  }

  /** Takes the saved rows out of those of the start and of every block. */
  private Node rows(GraphBuilder b, Node all) {
    int[] rows = grid.rows();
    if (grid.isPlain()) {
      return b.slice(all, 0, rows[0] == FixedGrid.START ? 0 : 1, all.shape().extent(0));
    }
    long[] places = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      places[i] = rows[i] + 1;
    }
    Node indices = b.constant(Tensor.of(Shape.of(rows.length), places));
    return b.make(Prim.GATHER, 0, List.of(all, indices));
  }

  /** y; start, size, end; q → y at the end of a block, and what is observed there. */
  private Graph block() {
    GraphBuilder b = new GraphBuilder();
    List<Node> y = graphs.inputs(b, "y.", problem.states());
    Node from = b.input("@start");
    Node h = b.input("@h");
    Node end = b.input("@end");
    List<Node> q = graphs.inputs(b, "q.", problem.constants());
    List<Node> outputs =
        new ArrayList<>(march(b, y, new Clock(b.constant(0), from, h), q, grid.each()));
    outputs.add(graphs.observed(b, end, outputs, q));
    return Simplify.of(b.build("block", outputs));
  }

  /**
   * Where steps are.
   *
   * @param first number of the first of them in its block
   * @param start when the block starts
   * @param h the size of a step
   */
  private record Clock(Node first, Node start, Node h) {
    Node at(GraphBuilder b, Node step) {
      return b.add(start, b.mul(b.add(first, step), h));
    }
  }

  /** Returns the state after so many steps. */
  private List<Node> march(GraphBuilder b, List<Node> y, Clock clock, List<Node> q, int count) {
    if (count == 1) {
      return graphs.stepped(b, clock.at(b, b.constant(0)), clock.h, y, q);
    }
    boolean fits = count <= mostAtOnce;
    int inner = fits ? 1 : (int) Math.sqrt(count);
    int outer = count / inner;
    double[] numbers = new double[outer];
    for (int i = 0; i < outer; i++) {
      numbers[i] = (double) i * inner;
    }
    List<Node> constants = new ArrayList<>(List.of(clock.first, clock.start, clock.h));
    constants.addAll(q);
    Node rows = b.constant(Tensor.of(numbers));
    List<Node> reached = b.scan(steps(inner), outer, y, List.of(rows), constants);
    int rest = count - outer * inner;
    if (rest == 0) {
      return reached;
    }
    Node first = b.add(clock.first, b.constant(outer * inner));
    return march(b, reached, new Clock(first, clock.start, clock.h), q, rest);
  }

  /** y; number of the first step; what comes before it, start, size, q → y after some steps. */
  private Graph steps(int count) {
    GraphBuilder b = new GraphBuilder();
    List<Node> y = graphs.inputs(b, "y.", problem.states());
    Node number = b.input("@number");
    Node before = b.input("@first");
    Node from = b.input("@start");
    Node h = b.input("@h");
    List<Node> q = graphs.inputs(b, "q.", problem.constants());
    Clock clock = new Clock(b.add(before, number), from, h);
    return Reciprocals.share(Simplify.of(b.build("steps", march(b, y, clock, q, count))));
  }

  /** The report, see {@link SolveReport}: where a state is not finite, how far rows were. */
  private Node report(GraphBuilder b, List<Node> last, Node rows) {
    Node infinity = b.constant(Double.POSITIVE_INFINITY);
    Node size = b.unary(Prim.ABS, Vectors.pack(b, last));
    Node fine = b.binary(Prim.LT, b.reduce(Prim.REDUCE_MAX, size, Ints.of(0)), infinity);
    int success = SolveStatus.SUCCESS.ordinal();
    int failure = SolveStatus.OVERFLOW.ordinal();
    double steps = (double) grid.blocks() * grid.each();
    double end = times.length == 0 ? start : times[times.length - 1];
    Node reached = b.constant(end);
    if (times.length > 0 && rows.shape().extent(1) > 0) {
      Node largest = b.reduce(Prim.REDUCE_MAX, b.unary(Prim.ABS, rows), Ints.of(1));
      Node finite = b.binary(Prim.LT, largest, infinity);
      Node known = b.where(finite, b.constant(Tensor.of(times)), b.constant(start));
      reached = b.where(fine, reached, b.reduce(Prim.REDUCE_MAX, known, Ints.of(0)));
    }
    double h = grid.blocks() == 0 ? 0 : grid.sizes()[grid.blocks() - 1];
    return b.stack(
        List.of(
            b.where(fine, b.constant(success), b.constant(failure)),
            reached,
            b.constant(h),
            b.constant(steps),
            b.constant(0),
            b.constant(steps * fixed.method().evaluations())));
  }
}
