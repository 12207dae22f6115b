package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;

/** 1 / (high − low), from low to high. */
final class Uniform implements Distribution {

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("low", Support.REAL), new Parameter("high", Support.REAL));
  }

  @Override
  public Support support() {
    return Support.REAL.from(Bound.parameter(0)).to(Bound.parameter(1));
  }

  @Override
  public About about() {
    return new About(
        "Any number from low to high, all alike.",
        "1 / (high - low)",
        "(low + high) / 2",
        "(high - low)^2 / 12",
        "t0 ~ uniform(0, 10)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node density = t.neg(t.log(t.sub(parameters.get(1), parameters.get(0))));
    return b.add(density, b.filledLike(x, 0));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    Terms t = new Terms(b);
    Node from = low.map(x -> b.binary(Prim.MAX, x, parameters.get(0))).orElse(parameters.get(0));
    Node to = high.map(x -> b.binary(Prim.MIN, x, parameters.get(1))).orElse(parameters.get(1));
    Node width = t.sub(parameters.get(1), parameters.get(0));
    return Optional.of(t.log(t.div(t.sub(to, from), width)));
  }

  @Override
  public Law law(double... parameters) {
    return Laws.of(UniformContinuousDistribution.of(parameters[0], parameters[1]));
  }
}
