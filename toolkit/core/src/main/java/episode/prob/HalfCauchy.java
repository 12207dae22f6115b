package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** The absolute value of a Cauchy variable of location 0: twice its density, from 0 on. */
final class HalfCauchy implements Distribution {

  @Override
  public String name() {
    return "halfCauchy";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("scale", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.NONNEGATIVE;
  }

  @Override
  public About about() {
    return new About(
        "The absolute value of a Cauchy variable of location 0.",
        "2 / (pi * scale * (1 + (x / scale)^2))",
        "nan",
        "nan",
        "tau ~ halfCauchy(5)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node scale = parameters.get(0);
    return t.plus(Cauchy.logDensity(t, t.div(x, scale), scale), Math.log(2));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    Terms t = new Terms(b);
    Node from = low.map(x -> t.div(x, parameters.get(0))).orElse(t.number(0));
    Optional<Node> to = high.map(x -> t.div(x, parameters.get(0)));
    Node mass = t.symmetricMass(Optional.of(from), to, z -> Cauchy.logCdf(b, z));
    return Optional.of(t.plus(mass, Math.log(2)));
  }

  @Override
  public Law law(double... parameters) {
    return new AtScale(parameters[0]);
  }

  private record AtScale(double scale) implements Law {
    @Override
    public double cdf(double x) {
      return x <= 0 ? 0 : 2 / Math.PI * Math.atan(x / scale);
    }

    @Override
    public double survival(double x) {
      return x <= 0 ? 1 : 2 / Math.PI * Math.atan(scale / x);
    }

    @Override
    public double quantile(double probability) {
      return scale * Math.tan(Math.PI / 2 * probability);
    }

    @Override
    public double upperQuantile(double probability) {
      return scale / Math.tan(Math.PI / 2 * probability);
    }

    @Override
    public double sample(UniformRandomProvider stream) {
      return quantile(stream.nextDouble());
    }
  }
}
