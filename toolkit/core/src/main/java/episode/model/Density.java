package episode.model;

import episode.backend.CompiledFunction.Invocation;
import episode.expr.Tensor;
import episode.sample.LogDensity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The log density of a model, with buffers for one thread. */
final class Density implements LogDensity {
  private static final int VALUE = 0;
  private static final int GRADIENT = 1;
  private static final int REPORT = 2;
  private static final int LOG_PRIOR = 1;
  private static final int SHOWN = 6;

  private final Plan plan;
  private final int dimension;
  private final Invocation density;
  private final Invocation constrain;
  private final List<String> names;
  private final Predictions predictions;
  private final double[] coordinates;
  private final Tensor wrapped;

  /**
   * Makes buffers.
   *
   * @param plan what is evaluated
   * @param density coordinates to value, gradient, and the report of a solve where there is one
   * @param constrain coordinates to all values of a draw, and the log prior
   * @param names what those values are called
   * @param predictions finds the rows of data that have no density
   */
  Density(
      Plan plan,
      Invocation density,
      Invocation constrain,
      List<String> names,
      Predictions predictions) {
    this.plan = plan;
    this.dimension = plan.dimension();
    this.density = density;
    this.constrain = constrain;
    this.names = names;
    this.predictions = predictions;
    coordinates = new double[dimension];
    wrapped = Tensor.of(coordinates);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public double logDensityAndGradient(double[] position, double[] gradient) {
    System.arraycopy(position, 0, coordinates, 0, dimension);
    density.call().write(density.input(0), wrapped);
    density.run();
    density.call().read(density.output(GRADIENT), gradient);
    return density.call().get(density.output(VALUE));
  }

  @Override
  public void constrain(double[] position, double[] values) {
    constrain(position);
    constrain.call().read(constrain.output(VALUE), values);
  }

  @Override
  public double logPrior(double[] position) {
    constrain(position);
    return constrain.call().get(constrain.output(LOG_PRIOR));
  }

  private void constrain(double[] position) {
    System.arraycopy(position, 0, coordinates, 0, dimension);
    constrain.call().write(constrain.input(0), wrapped);
    constrain.run();
  }

  /** Returns the parameters of the last evaluation, and how far its solve came. */
  @Override
  public String failure() {
    double[] values = new double[names.size()];
    constrain(coordinates.clone(), values);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN, values.length); i++) {
      text.append(i == 0 ? "" : ", ").append(names.get(i)).append(" = ").append(brief(values[i]));
    }
    text.append(values.length > SHOWN ? ", …" : "");
    Optional<String> solve =
        plan.dynamics()
            .filter(d -> !plan.observed().isEmpty())
            .flatMap(d -> d.failure(density.call().read(density.output(REPORT))));
    return "At " + text + solve.map(failure -> ": " + failure).orElse("") + ".";
  }

  /** Returns the first row of every observation that has no finite log likelihood. */
  @Override
  public List<String> explanation(double[] position) {
    double[] values = new double[names.size()];
    constrain(position, values);
    return predictions.impossibleRows(values);
  }

  static String brief(double value) {
    String text = value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
    return text.replace("Infinity", "Inf");
  }
}
