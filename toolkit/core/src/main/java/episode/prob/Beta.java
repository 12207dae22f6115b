package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** x^(a − 1) (1 − x)^(b − 1) Γ(a + b) / (Γ(a) Γ(b)), from 0 to 1. */
final class Beta implements Distribution {

  @Override
  public String name() {
    return "beta";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("a", Support.POSITIVE), new Parameter("b", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.UNIT;
  }

  @Override
  public About about() {
    return new About(
        "A share, between 0 and 1.",
        "exp(lgamma(a + b) - lgamma(a) - lgamma(b)) * x^(a - 1) * (1 - x)^(b - 1)",
        "a / (a + b)",
        "a * b / ((a + b)^2 * (a + b + 1))",
        "p ~ beta(2, 5)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node first = Distribution.positive(b, parameters.get(0));
    Node second = Distribution.positive(b, parameters.get(1));
    Node large = b.binary(Prim.MAX, first, second);
    Node small = b.binary(Prim.MIN, first, second);
    Node constant = t.sub(t.logGammaRatio(large, small), t.logGamma(small));
    Node left = t.xlogy(t.plus(first, -1), x);
    Node right = t.xlog1py(t.plus(second, -1), t.neg(x));
    return t.add(constant, left, right);
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    return Optional.empty();
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(BetaDistribution.of(parameters[0], parameters[1]));
  }
}
