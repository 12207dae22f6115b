package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/** Γ((ν+1)/2) / (Γ(ν/2) √(νπ) scale) (1 + z²/ν)^(−(ν+1)/2) with z = (x − location) / scale. */
final class StudentT implements Distribution {

  @Override
  public String name() {
    return "studentT";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("degreesOfFreedom", Support.POSITIVE),
        new Parameter("location", Support.REAL),
        new Parameter("scale", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public About about() {
    return new About(
        "A bell with heavy tails, the heavier the fewer the degrees of freedom.",
        "exp(lgamma((degreesOfFreedom + 1) / 2) - lgamma(degreesOfFreedom / 2)) * (1 + "
            + "((x - location) / scale)^2 / degreesOfFreedom)^(-(degreesOfFreedom + 1) / 2) / "
            + "(scale * sqrt(degreesOfFreedom * pi))",
        "location if degreesOfFreedom > 1 else nan",
        "scale^2 * degreesOfFreedom / (degreesOfFreedom - 2) if degreesOfFreedom > 2 "
            + "else (inf if degreesOfFreedom > 1 else nan)",
        "y ~ studentT(4, mu, sigma)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node freedom = Distribution.positive(b, parameters.get(0));
    Node scale = parameters.get(2);
    Node z = t.div(t.sub(x, parameters.get(1)), scale);
    Node gammas = t.logGammaRatio(t.times(0.5, freedom), t.number(0.5));
    Node constant = t.sub(gammas, t.log(scale));
    Node root = t.times(-0.5, t.plus(t.log(freedom), Math.log(Math.PI)));
    Node power = t.mul(t.times(-0.5, t.plus(freedom, 1)), t.log1p(t.div(t.square(z), freedom)));
    return t.add(constant, root, power);
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    return Optional.empty();
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(TDistribution.of(parameters[0]), parameters[1], parameters[2]);
  }
}
