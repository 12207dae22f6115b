package episode.model;

import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;

/** Where chains start: values of parameters on the unconstrained scale. */
final class Starts {
  private static final double APART = 0.5;

  private final Plan plan;
  private final Graph inverse;
  private final PriorDraws priors;
  private final Map<String, Graph> forward = new LinkedHashMap<>();
  private final double[] given;

  /**
   * Works out the starting point.
   *
   * @throws EpisodeException E5115 where a value lies outside the support of its prior
   */
  Starts(Plan plan, PriorDraws priors) {
    this.plan = plan;
    this.priors = priors;
    inverse = inverse(plan);
    forward();
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (String name : plan.sampled().keySet()) {
      plan.start(name).ifPresent(value -> values.put(name, value));
    }
    given = of(values);
  }

  private static Graph inverse(Plan plan) {
    GraphBuilder b = new GraphBuilder();
    Assembly assembly = new Assembly(plan, b, Assembly.INPUTS, new ArrayList<>());
    List<Node> inputs = new ArrayList<>();
    List<Node> outputs = new ArrayList<>();
    for (String name : plan.sampled().keySet()) {
      Node value = assembly.parameters().get(name).node();
      inputs.add(value);
      outputs.add(assembly.bijector(name).inverse(b, value));
    }
    return new Graph("unconstrained", inputs, outputs);
  }

  /** Makes a graph per parameter: from those known before and its coordinates to its value. */
  private void forward() {
    GraphBuilder b = new GraphBuilder();
    Assembly assembly = new Assembly(plan, b, Assembly.INPUTS, new ArrayList<>());
    List<Node> before = new ArrayList<>();
    assembly
        .parameters()
        .forEach(
            (name, quantity) -> {
              Shape shape = plan.sampled().get(name).shape();
              Node u = b.input("u of " + name, Type.float64(shape.extents()));
              List<Node> inputs = new ArrayList<>(before);
              inputs.add(u);
              Node value = assembly.bijector(name).forward(b, u);
              forward.put(name, new Graph("constrained", inputs, List.of(value)));
              before.add(quantity.node());
            });
  }

  /**
   * Returns coordinates of a draw from the priors: parameters whose coordinates are given stay, the
   * others, NaN, are drawn given those. Not finite where a draw lies at an end of its support.
   */
  double[] drawn(double[] coordinates, UniformRandomProvider stream) {
    double[] all =
        coordinates(
            priors.draw((name, before) -> known(name, coordinates, before), stream),
            new ArrayList<>());
    for (int i = 0; i < all.length; i++) {
      all[i] = Double.isNaN(coordinates[i]) ? all[i] : coordinates[i];
    }
    return all;
  }

  private Optional<Tensor> known(String name, double[] coordinates, List<Tensor> before) {
    Sampled parameter = plan.sampled().get(name);
    double[] own = own(parameter, coordinates);
    if (Arrays.stream(own).anyMatch(Double::isNaN)) {
      return Optional.empty();
    }
    List<Tensor> inputs = new ArrayList<>(before);
    inputs.add(Tensor.of(parameter.shape(), own));
    return Optional.of(Perform.evaluate(forward.get(name), inputs).get(0));
  }

  private static double[] own(Sampled parameter, double[] coordinates) {
    int from = parameter.offset();
    return Arrays.copyOfRange(coordinates, from, from + parameter.shape().size());
  }

  /** Returns the coordinates of some values, NaN for parameters that have none. */
  double[] of(Map<String, Tensor> values) {
    List<Problem> problems = new ArrayList<>();
    double[] all = coordinates(values, problems);
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    return all;
  }

  private double[] coordinates(Map<String, Tensor> values, List<Problem> problems) {
    List<Tensor> inputs = new ArrayList<>();
    for (Sampled parameter : plan.sampled().values()) {
      inputs.add(input(parameter, values.get(parameter.name()), problems));
    }
    double[] all = new double[plan.dimension()];
    List<Tensor> outputs = Perform.evaluate(inverse, inputs);
    int place = 0;
    for (Sampled parameter : plan.sampled().values()) {
      double[] own = outputs.get(place).toDoubles();
      System.arraycopy(own, 0, all, parameter.offset(), own.length);
      boolean wrong = !Arrays.stream(own).allMatch(Double::isFinite);
      if (wrong && !Double.isNaN(inputs.get(place).at(0))) {
        problems.add(outside(parameter, inputs.get(place)));
      }
      place++;
    }
    return all;
  }

  /** Returns a value as it was given, NaN where there is none of the right shape. */
  private static Tensor input(Sampled parameter, Tensor value, List<Problem> problems) {
    if (value != null && value.shape().equals(parameter.shape())) {
      return value;
    }
    if (value != null) {
      String seen = "It has the shape " + value.shape() + ", expected " + parameter.shape() + ".";
      problems.add(
          Problem.of("E5115", "The start of '" + parameter.name() + "' has the wrong shape")
              .remedy(seen));
    }
    return Tensor.filled(DType.FLOAT64, parameter.shape(), Double.NaN);
  }

  private static Problem outside(Sampled parameter, Tensor value) {
    String what = "'" + parameter.name() + "' starts at " + value + ", which its prior rules out";
    return Problem.of("E5115", what)
        .at(parameter.statement().rightWhere())
        .remedy("Start inside the support of the prior, or widen the prior.");
  }

  /** Returns the values that came with the system or as a start, without a shift. */
  double[] given() {
    return given.clone();
  }

  /** Returns where a chain starts; values that came with the system are spread a little. */
  double[] of(int chain) {
    double[] start = given.clone();
    SplitMix64 spread = new SplitMix64(chain);
    for (Sampled parameter : plan.sampled().values()) {
      for (int i = 0; i < parameter.shape().size(); i++) {
        double shift = APART * (2 * spread.nextDouble() - 1);
        start[parameter.offset() + i] += plan.isExplicitStart(parameter.name()) ? 0 : shift;
      }
    }
    return start;
  }
}
