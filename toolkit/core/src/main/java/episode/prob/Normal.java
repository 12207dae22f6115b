package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** exp(−z² / 2) / (sd √(2π)) with z = (x − mean) / sd. */
final class Normal implements Distribution {

  @Override
  public String name() {
    return "normal";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("mean", Support.REAL), new Parameter("sd", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public About about() {
    return new About(
        "A bell around the mean.",
        "exp(-((x - mean) / sd)^2 / 2) / (sd * sqrt(2 * pi))",
        "mean",
        "sd^2",
        "x ~ normal(0, 1)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node z = standard(t, x, parameters);
    return t.sub(t.logNormalDensity(z), t.log(parameters.get(1)));
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
    return t.div(t.sub(x, parameters.get(0)), parameters.get(1));
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(NormalDistribution.of(parameters[0], parameters[1]));
  }
}
