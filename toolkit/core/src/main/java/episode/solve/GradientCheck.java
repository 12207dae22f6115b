package episode.solve;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.progress.Work;
import episode.transform.Differences;
import episode.transform.Vjp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Derivatives of a solve computed several ways: forward (tangents carried along), reverse (recorded
 * steps walked back), by differences (Ridders' extrapolation over solves that repeat the steps of
 * the base point, so that step control does not spoil them), by a complex step where the problem
 * has a complex form, and by the engine's tape where the backend has one. The rows are the observed
 * numbers at the last time against every number of the active parameters.
 */
public final class GradientCheck {
  private final List<Entry> entries;
  private final Map<String, String> missing;

  private GradientCheck(List<Entry> entries, Map<String, String> missing) {
    this.entries = List.copyOf(entries);
    this.missing = missing;
  }

  /** Returns the further ways that are not to be had for this problem, and why. */
  public Map<String, String> missing() {
    return missing;
  }

  /** Returns a check of no derivatives. */
  public static GradientCheck none() {
    return new GradientCheck(List.of(), Map.of());
  }

  /**
   * One derivative.
   *
   * @param output label of the observed number
   * @param parameter label of the parameter's number
   * @param forward by tangents
   * @param reverse by the reverse sweep
   * @param differences by extrapolated differences
   * @param others by further ways, such as "complex step" and the engine's tape
   * @param scale the size against which they are compared: the largest derivative of the output
   */
  public record Entry(
      String output,
      String parameter,
      double forward,
      double reverse,
      double differences,
      Map<String, Double> others,
      double scale) {

    /** Copies the map. */
    public Entry {
      others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Returns the largest disagreement in units of the scale. */
    public double disagreement() {
      double a = Math.abs(forward - reverse);
      double b = Math.abs(forward - differences);
      double worst = Math.max(a, b);
      for (double other : others.values()) {
        worst = Math.max(worst, Math.abs(forward - other));
      }
      return worst == 0 ? 0 : worst / scale;
    }
  }

  /**
   * Returns the check of a problem at a point.
   *
   * @param outputs labels of the observed numbers, in order
   * @param active labels of each parameter's numbers; empty for a parameter that is left out
   */
  public static GradientCheck of(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      Point point,
      List<String> outputs,
      List<List<String>> active) {
    List<Boolean> wanted = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (List<String> names : active) {
      wanted.add(!names.isEmpty());
      labels.addAll(names);
    }
    double[][] forward;
    double[][] reverse;
    double[][] differences;
    FurtherWays further;
    double total = 2 + outputs.size() + labels.size();
    try (Work work = Work.begin("Checking gradients", total, "ways and rows")) {
      work.doing("forward");
      forward = forward(problem, settings, backend, point, wanted);
      work.add(1);
      Work.stopIfInterrupted();
      work.doing("reverse");
      reverse = reverse(problem, settings, backend, point, wanted, work);
      work.doing("differences");
      differences = differences(problem, settings, backend, point, wanted, work);
      work.doing("further ways");
      further = new FurtherWays(problem, settings, backend, point, wanted);
      work.add(1);
      work.doing("");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      double scale = 0;
      for (double value : differences[i]) {
        scale = Math.max(scale, Math.abs(value));
      }
      for (int j = 0; j < labels.size(); j++) {
        entries.add(
            new Entry(
                outputs.get(i),
                labels.get(j),
                forward[i][j],
                reverse[i][j],
                differences[i][j],
                further.at(i, j),
                scale));
      }
    }
    return new GradientCheck(entries, further.missing());
  }

  /**
   * Where to check.
   *
   * @param t0 start
   * @param times ascending
   * @param parameters in the problem's order
   */
  public record Point(double t0, double[] times, List<Tensor> parameters) {}

  /** Returns all derivatives, in order of outputs, then parameters. */
  public List<Entry> entries() {
    return entries;
  }

  /** Returns the derivatives with the largest disagreement first. */
  public List<Entry> worst() {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingDouble(Entry::disagreement).reversed());
    return Collections.unmodifiableList(sorted);
  }

  /** Returns the largest disagreement, in units of each output's largest derivative. */
  public double disagreement() {
    return entries.isEmpty() ? 0 : worst().get(0).disagreement();
  }

  private static double[][] forward(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      Point point,
      List<Boolean> active) {
    OdeProblem augmented = problem.sensitivities(active);
    double[] last;
    try (Trajectory solved =
        Trajectory.of(augmented, settings, backend, point.t0, point.times, point.parameters)) {
      last = solved.row(point.times.length - 1);
    }
    int width = problem.observedSize();
    double[][] jacobian = new double[width][last.length / width - 1];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < jacobian[i].length; j++) {
        jacobian[i][j] = last[(j + 1) * width + i];
      }
    }
    return jacobian;
  }

  private static double[][] reverse(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      Point point,
      List<Boolean> active,
      Work work) {
    int rows = point.times.length;
    int width = problem.observedSize();
    boolean fixed = settings.fixed().isPresent();
    CompiledFunction sweep =
        fixed
            ? backend.compile(fixedSweep(problem, settings, point, active))
            : sweep(problem, settings, backend, rows, active);
    double[][] jacobian = new double[width][];
    for (int i = 0; i < width; i++) {
      double[] cotangent = new double[rows * width];
      cotangent[(rows - 1) * width + i] = 1;
      List<Tensor> inputs = new ArrayList<>();
      inputs.add(Tensor.of(episode.expr.Shape.of(rows, width), cotangent));
      if (!fixed) {
        inputs.add(Tensor.of(point.t0));
        inputs.add(Tensor.of(point.times));
      }
      inputs.addAll(point.parameters);
      jacobian[i] = flattened(sweep.apply(inputs));
      Work.stopIfInterrupted();
      work.add(1);
    }
    return jacobian;
  }

  private static Graph fixedSweep(
      OdeProblem problem, SolveSettings settings, Point point, List<Boolean> active) {
    GraphBuilder b = new GraphBuilder();
    Type rows = Type.float64(point.times.length, problem.observedSize());
    Node cotangent = b.input("cotangent of rows", rows);
    List<Node> parameters = new ArrayList<>();
    for (Node parameter : problem.parameters()) {
      parameters.add(b.input(parameter.name(), parameter.type()));
    }
    Graph solve = FixedSolve.graph(problem, settings, point.t0, point.times);
    List<Node> gradients = new ArrayList<>();
    Vjp.of(b, solve, parameters, active)
        .pull(List.of(Optional.of(cotangent), Optional.empty()))
        .forEach(gradient -> gradient.ifPresent(gradients::add));
    return b.build("sweep", gradients);
  }

  private static CompiledFunction sweep(
      OdeProblem problem, SolveSettings settings, Backend backend, int rows, List<Boolean> active) {
    GraphBuilder b = new GraphBuilder();
    Node cotangent = b.input("cotangent of rows", Type.float64(rows, problem.observedSize()));
    List<Node> operands = new ArrayList<>();
    operands.add(b.input("start of solve"));
    operands.add(b.input("times of rows", Type.float64(rows)));
    for (Node parameter : problem.parameters()) {
      operands.add(b.input(parameter.name(), parameter.type()));
    }
    Solve solve = Solve.of(problem, settings.withDerivative(SolveSettings.Direction.REVERSE));
    List<Boolean> wanted = new ArrayList<>(List.of(false, false));
    wanted.addAll(active);
    List<Node> gradients = new ArrayList<>();
    solve
        .vjp(b, operands, wanted)
        .cotangents(b, List.of(Optional.of(cotangent), Optional.empty()))
        .forEach(gradient -> gradient.ifPresent(gradients::add));
    return backend.compile(b.build("sweep", gradients));
  }

  private static double[][] differences(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      Point point,
      List<Boolean> active,
      Work work) {
    List<double[]> columns;
    try (Trajectory base =
        Trajectory.of(problem, settings, backend, point.t0, point.times, point.parameters)) {
      columns = columns(base, point, active, work);
    }
    double[][] jacobian = new double[problem.observedSize()][columns.size()];
    for (int j = 0; j < columns.size(); j++) {
      for (int i = 0; i < jacobian.length; i++) {
        jacobian[i][j] = columns.get(j)[i];
      }
    }
    return jacobian;
  }

  private static List<double[]> columns(
      Trajectory base, Point point, List<Boolean> active, Work work) {
    List<double[]> columns = new ArrayList<>();
    for (int p = 0; p < active.size(); p++) {
      int size = active.get(p) ? point.parameters.get(p).shape().size() : 0;
      for (int element = 0; element < size; element++) {
        int which = p;
        int number = element;
        double at = point.parameters.get(p).at(element);
        columns.add(
            Differences.derivative(
                value -> {
                  List<Tensor> moved = moved(point.parameters, which, number, value);
                  try (Trajectory again = base.replayed(moved)) {
                    return again.row(point.times.length - 1);
                  }
                },
                at,
                at == 0 ? 1e-2 : 2e-2 * Math.abs(at)));
        Work.stopIfInterrupted();
        work.add(1);
      }
    }
    return columns;
  }

  private static List<Tensor> moved(List<Tensor> parameters, int which, int element, double value) {
    List<Tensor> moved = new ArrayList<>(parameters);
    double[] values = parameters.get(which).toDoubles();
    values[element] = value;
    moved.set(which, Tensor.of(parameters.get(which).shape(), values));
    return moved;
  }

  private static double[] flattened(List<Tensor> tensors) {
    int size = 0;
    for (Tensor tensor : tensors) {
      size += tensor.shape().size();
    }
    double[] all = new double[size];
    int offset = 0;
    for (Tensor tensor : tensors) {
      double[] part = tensor.toDoubles();
      System.arraycopy(part, 0, all, offset, part.length);
      offset += part.length;
    }
    return all;
  }
}
