package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.GammaDistribution;

/** rate^shape x^(shape − 1) exp(−rate · x) / Γ(shape), from 0 on. */
final class Gamma implements Distribution {

  @Override
  public String name() {
    return "gamma";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("shape", Support.POSITIVE), new Parameter("rate", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.NONNEGATIVE;
  }

  @Override
  public About about() {
    return new About(
        "A number above 0, such as the sum of waiting times.",
        "exp(shape * log(rate) + (shape - 1) * log(x) - rate * x - lgamma(shape))",
        "shape / rate",
        "shape / rate^2",
        "gamma ~ gamma(2, 4)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node shape = Distribution.positive(b, parameters.get(0));
    Node rate = parameters.get(1);
    Node constant = t.sub(t.mul(shape, t.log(rate)), t.logGamma(shape));
    return t.add(constant, t.sub(t.xlogy(t.plus(shape, -1), x), t.mul(rate, x)));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    return Optional.empty();
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(GammaDistribution.of(parameters[0], 1 / parameters[1]));
  }
}
