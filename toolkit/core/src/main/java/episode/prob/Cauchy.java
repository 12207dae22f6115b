package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.CauchyDistribution;

/** 1 / (π scale (1 + z²)) with z = (x − location) / scale. */
final class Cauchy implements Distribution {

  @Override
  public String name() {
    return "cauchy";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("location", Support.REAL), new Parameter("scale", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.REAL;
  }

  @Override
  public About about() {
    return new About(
        "A bell with tails so heavy that it has no mean.",
        "1 / (pi * scale * (1 + ((x - location) / scale)^2))",
        "nan",
        "nan",
        "x ~ cauchy(0, 1)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node z = t.div(t.sub(x, parameters.get(0)), parameters.get(1));
    return logDensity(t, z, parameters.get(1));
  }

  static Node logDensity(Terms t, Node z, Node scale) {
    Node constant = t.neg(t.plus(t.log(scale), Math.log(Math.PI)));
    return t.sub(constant, t.log1p(t.square(z)));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    Terms t = new Terms(b);
    Optional<Node> from = low.map(x -> t.div(t.sub(x, parameters.get(0)), parameters.get(1)));
    Optional<Node> to = high.map(x -> t.div(t.sub(x, parameters.get(0)), parameters.get(1)));
    return Optional.of(t.symmetricMass(from, to, z -> logCdf(b, z)));
  }

  /** The angle of the point (−z, 1) over π: no cancellation in the lower tail. */
  static Node logCdf(GraphBuilder b, Node z) {
    Node angle = b.binary(Prim.ATAN2, b.constant(1), b.neg(z));
    return b.unary(Prim.LOG, b.mul(b.constant(1 / Math.PI), angle));
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(CauchyDistribution.of(parameters[0], parameters[1]));
  }
}
