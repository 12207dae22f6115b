package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.LogNormalDistribution;

/** The exponential of a normal variable: exp(−z² / 2) / (x sd √(2π)), z = (log x − mean) / sd. */
final class LogNormal implements Distribution {

  @Override
  public String name() {
    return "logNormal";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("logMean", Support.REAL), new Parameter("logSd", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.POSITIVE;
  }

  @Override
  public About about() {
    return new About(
        "A number above 0 whose logarithm is normal.",
        "exp(-((log(x) - logMean) / logSd)^2 / 2) / (x * logSd * sqrt(2 * pi))",
        "exp(logMean + logSd^2 / 2)",
        "(exp(logSd^2) - 1) * exp(2 * logMean + logSd^2)",
        "beta ~ logNormal(0, 0.5)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node z = standard(t, x, parameters);
    return t.sub(t.logNormalDensity(z), t.add(t.log(x), t.log(parameters.get(1))));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    Terms t = new Terms(b);
    Optional<Node> from = low.map(x -> standard(t, x, parameters));
    Optional<Node> to = high.map(x -> standard(t, x, parameters));
    return Optional.of(t.symmetricMass(from, to, t::logPhi));
  }

  private static Node standard(Terms t, Node x, List<Node> parameters) {
    return t.div(t.sub(t.log(x), parameters.get(0)), parameters.get(1));
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(LogNormalDistribution.of(parameters[0], parameters[1]));
  }
}
