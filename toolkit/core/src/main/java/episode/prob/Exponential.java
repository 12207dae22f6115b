package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ExponentialDistribution;

/** rate · exp(−rate · x), from 0 on. */
final class Exponential implements Distribution {

  @Override
  public String name() {
    return "exponential";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("rate", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.NONNEGATIVE;
  }

  @Override
  public About about() {
    return new About(
        "A waiting time with a constant rate.",
        "rate * exp(-rate * x)",
        "1 / rate",
        "1 / rate^2",
        "phi_inv ~ exponential(5)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    return t.sub(t.log(parameters.get(0)), t.mul(parameters.get(0), x));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    Terms t = new Terms(b);
    Node from = low.orElse(t.number(0));
    Node above = t.neg(t.mul(parameters.get(0), from));
    if (high.isEmpty()) {
      return Optional.of(above);
    }
    Node width = t.sub(from, high.get());
    return Optional.of(t.add(above, t.log1mexp(t.mul(parameters.get(0), width))));
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(ExponentialDistribution.of(1 / parameters[0]));
  }
}
