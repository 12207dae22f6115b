package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** C(trials, x) p^x (1 − p)^(trials − x), for x = 0, …, trials. */
final class Binomial implements Distribution {
  /** Above it the distribution is rounded from the normal one; samplers count in int. */
  private static final double LARGE = 1e8;

  @Override
  public String name() {
    return "binomial";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("trials", Support.COUNT), new Parameter("probability", Support.UNIT));
  }

  @Override
  public Support support() {
    return Support.COUNT.to(Bound.parameter(0));
  }

  @Override
  public About about() {
    return new About(
        "How many of so many independent trials succeed.",
        "exp(lgamma(trials + 1) - lgamma(x + 1) - lgamma(trials - x + 1)) * "
            + "probability^x * (1 - probability)^(trials - x)",
        "trials * probability",
        "trials * probability * (1 - probability)",
        "positive ~ binomial(tested, I / N)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node trials = parameters.get(0);
    Node misses = t.sub(trials, x);
    Node ways =
        t.sub(
            t.logGamma(t.plus(trials, 1)),
            t.add(t.logGamma(t.plus(x, 1)), t.logGamma(t.plus(misses, 1))));
    Node probability = parameters.get(1);
    return t.add(ways, t.xlogy(x, probability), t.xlog1py(misses, t.neg(probability)));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    return Optional.empty();
  }

  @Override
  public Law law(double... parameters) {
    double trials = parameters[0];
    double probability = parameters[1];
    double mean = trials * probability;
    return trials > LARGE
        ? Laws.rounded(mean, Math.sqrt(mean * (1 - probability)))
        : Laws.of(BinomialDistribution.of((int) trials, probability));
  }
}
