package episode.solve;

import episode.backend.Backend;
import episode.backend.EngineTape;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.transform.ComplexStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Derivatives of a solve by ways that share no rule with the others: complex steps, and the
 * engine's own tape. For one check.
 */
final class FurtherWays {
  private final OdeProblem problem;
  private final SolveSettings settings;
  private final Backend backend;
  private final GradientCheck.Point point;
  private final List<Boolean> active;
  private final Map<String, double[][]> found = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  private interface Way {
    double[][] jacobian();
  }

  FurtherWays(
      OdeProblem problem,
      SolveSettings settings,
      Backend backend,
      GradientCheck.Point point,
      List<Boolean> active) {
    this.problem = problem;
    this.settings = settings;
    this.backend = backend;
    this.point = point;
    this.active = active;
    if (backend.precision() == DType.FLOAT64) {
      add("complex step", this::complex);
    } else {
      missing.put("complex step", "a step that small is lost in " + backend.precision());
    }
    backend.tape().ifPresent(tape -> add(tape.name(), () -> taped(tape)));
  }

  private void add(String name, Way way) {
    try {
      found.put(name, way.jacobian());
    } catch (EpisodeException e) {
      missing.put(name, e.getMessage().lines().findFirst().orElse(e.code()));
    }
  }

  Map<String, Double> at(int row, int column) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    found.forEach((name, jacobian) -> numbers.put(name, jacobian[row][column]));
    return numbers;
  }

  Map<String, String> missing() {
    return missing;
  }

  private double[][] complex() {
    OdeProblem pairs = problem.complex(active);
    int width = problem.observedSize();
    List<double[]> columns = new ArrayList<>();
    for (int p = 0; p < active.size(); p++) {
      int size = active.get(p) ? point.parameters().get(p).shape().size() : 0;
      for (int element = 0; element < size; element++) {
        List<Tensor> inputs = new ArrayList<>(point.parameters());
        for (int i = 0; i < active.size(); i++) {
          if (active.get(i)) {
            Shape shape = point.parameters().get(i).shape();
            double[] step = new double[shape.size()];
            step[i == p ? element : 0] = i == p ? ComplexStep.STEP : 0;
            inputs.add(Tensor.of(shape, step));
          }
        }
        try (Trajectory solved =
            Trajectory.of(pairs, settings, backend, point.t0(), point.times(), inputs)) {
          columns.add(solved.row(point.times().length - 1));
        }
      }
    }
    double[][] jacobian = new double[width][columns.size()];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < columns.size(); j++) {
        jacobian[i][j] = columns.get(j)[width + i] / ComplexStep.STEP;
      }
    }
    return jacobian;
  }

  private double[][] taped(EngineTape tape) {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>();
    operands.add(b.constant(point.t0()));
    operands.add(b.constant(Tensor.of(point.times())));
    for (Node parameter : problem.parameters()) {
      operands.add(b.input(parameter.name(), parameter.type()));
    }
    List<Node> series = Solve.of(problem, settings).apply(b, operands);
    List<Node> last = new ArrayList<>();
    for (Node each : series.subList(0, series.size() - 1)) {
      last.add(b.element(each, 0, point.times().length - 1));
    }
    Graph graph = b.build("last", List.of(Vectors.pack(b, last)));
    double[][] jacobian = new double[problem.observedSize()][];
    for (int i = 0; i < jacobian.length; i++) {
      double[] unit = new double[jacobian.length];
      unit[i] = 1;
      jacobian[i] = row(tape.pull(graph, point.parameters(), List.of(Tensor.of(unit))));
    }
    return jacobian;
  }

  private double[] row(EngineTape.Pulled pulled) {
    List<Double> row = new ArrayList<>();
    for (int p = 0; p < active.size(); p++) {
      if (active.get(p)) {
        for (double number : pulled.cotangents().get(p).toDoubles()) {
          row.add(number);
        }
      }
    }
    return row.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
