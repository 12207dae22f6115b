package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Γ(x + size) / (x! Γ(size)) (mean / (mean + size))^x (size / (mean + size))^size, for counts: a
 * Poisson variable whose mean has a gamma distribution. Its variance is mean + mean² / size.
 */
final class NegativeBinomial implements Distribution {

  @Override
  public String name() {
    return "negativeBinomial";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("mean", Support.NONNEGATIVE), new Parameter("size", Support.POSITIVE));
  }

  @Override
  public Support support() {
    return Support.COUNT;
  }

  @Override
  public About about() {
    return new About(
        "A count that varies more than a Poisson one: its mean has a gamma distribution.",
        "exp(lgamma(x + size) - lgamma(x + 1) - lgamma(size)) * (mean / (mean + size))^x "
            + "* (size / (mean + size))^size",
        "mean",
        "mean + mean^2 / size",
        "in_bed ~ negativeBinomial(I, 1 / phi_inv)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    Terms t = new Terms(b);
    Node mean = parameters.get(0);
    Node size = Distribution.positive(b, parameters.get(1));
    Node ways = t.sub(t.logGammaRatio(size, x), t.logGamma(t.plus(x, 1)));
    Node powers = t.sub(t.xlogy(x, mean), t.mul(x, t.log(size)));
    return t.sub(t.add(ways, powers), t.mul(t.add(x, size), t.log1p(t.div(mean, size))));
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    return Optional.empty();
  }

  @Override
  public Law law(double... parameters) {
    return parameters[0] == 0 ? Laws.always(0) : new AtMean(parameters[0], parameters[1]);
  }

  private record AtMean(double mean, double size) implements Law {
    @Override
    public double cdf(double x) {
      double success = size / (size + mean);
      return x < 0 ? 0 : RegularizedBeta.value(success, size, trials(x));
    }

    @Override
    public double survival(double x) {
      double success = size / (size + mean);
      return x < 0 ? 1 : RegularizedBeta.complement(success, size, trials(x));
    }

    private static double trials(double x) {
      return Math.min(Math.floor(x), Long.MAX_VALUE) + 1;
    }

    @Override
    public double quantile(double probability) {
      return least(x -> cdf(x) >= probability);
    }

    @Override
    public double upperQuantile(double probability) {
      return least(x -> survival(x) <= probability);
    }

    private static double least(DoublePredicate reached) {
      double below = -1;
      double above = 0;
      while (!reached.test(above) && above < Long.MAX_VALUE) {
        below = above;
        above = 2 * above + 1;
      }
      while (above - below > 1) {
        double middle = Math.floor(0.5 * (below + above));
        if (reached.test(middle)) {
          above = middle;
        } else {
          below = middle;
        }
      }
      return above;
    }

    @Override
    public double sample(UniformRandomProvider stream) {
      double rate = GammaDistribution.of(size, mean / size).createSampler(stream).sample();
      return Poisson.at(rate).sample(stream);
    }
  }
}
