package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.FoldedNormalDistribution;

/** The absolute value of a normal variable of mean 0: twice its density, from 0 on. */
final class HalfNormal implements Distribution {

  @Override
  public String name() {
    return "halfNormal";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("sd", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.NONNEGATIVE;
  }

  @Override
  public About about() {
    return new About(
        "The absolute value of a normal variable of mean 0.",
        "2 * exp(-(x / sd)^2 / 2) / (sd * sqrt(2 * pi))",
        "sd * sqrt(2 / pi)",
        "sd^2 * (1 - 2 / pi)",
        "sigma ~ halfNormal(1)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node density = t.logNormalDensity(t.div(x, parameters.get(0)));
    return t.plus(t.sub(density, t.log(parameters.get(0))), Math.log(2));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    Terms t = new Terms(b);
    Node from = low.map(x -> t.div(x, parameters.get(0))).orElse(t.number(0));
    Optional<Node> to = high.map(x -> t.div(x, parameters.get(0)));
    Node mass = t.symmetricMass(Optional.of(from), to, t::logPhi);
    return Optional.of(t.plus(mass, Math.log(2)));
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(FoldedNormalDistribution.of(0, parameters[0]));
  }
}
