package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/** mean^x exp(−mean) / x!, for counts; a mean of 0 gives 0. */
final class Poisson implements Distribution {
  /** Above it the distribution is normal to within 1e-4 of its sd, and samplers count in int. */
  private static final double LARGE = 1e8;

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("mean", Support.NONNEGATIVE));
  }

  @Override
  public Support support() {
    return Support.COUNT;
  }

  @Override
  public About about() {
    return new About(
        "A count of events that come independently of each other.",
        "exp(x * log(mean) - mean - lgamma(x + 1))",
        "mean",
        "mean",
        "cases ~ poisson(incidence(infection))");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node mean = parameters.get(0);
    return t.sub(t.sub(t.xlogy(x, mean), mean), t.logGamma(t.plus(x, 1)));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    return Optional.empty();
  }

  @Override
  public Law law(double... parameters) {
    return at(parameters[0]);
  }

  static Law at(double mean) {
    if (mean == 0) {
      return Laws.always(0);
    }
    return mean > LARGE
        ? Laws.rounded(mean, Math.sqrt(mean))
        : Laws.of(PoissonDistribution.of(mean));
  }
}
