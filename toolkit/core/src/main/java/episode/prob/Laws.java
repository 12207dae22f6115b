package episode.prob;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The laws that distributions are made of, most of them those of Commons Statistics. */
final class Laws {
  private Laws() {}

  /** Returns the law of location + scale · X, where X has the given distribution. */
  static Law of(ContinuousDistribution law, double location, double scale) {
    return new Continuous(law, location, scale);
  }

  /** Returns the law of a given distribution. */
  static Law of(ContinuousDistribution law) {
    return of(law, 0, 1);
  }

  /** Returns the law of a given distribution of counts. */
  static Law of(DiscreteDistribution law) {
    return new Discrete(law);
  }

  /** Returns the law of a constant. */
  static Law always(double value) {
    return new Certain(value);
  }

  /** Returns the law of a normal variable rounded to a whole number from 0 on. */
  static Law rounded(double mean, double sd) {
    return new Rounded(of(NormalDistribution.of(mean, sd)));
  }

  /** A constant. */
  record Certain(double value) implements Law {
    @Override
    public double cdf(double x) {
      return x < value ? 0 : 1;
    }

    @Override
    public double survival(double x) {
      return x < value ? 1 : 0;
    }

    @Override
    public double quantile(double probability) {
      return value;
    }

    @Override
    public double upperQuantile(double probability) {
      return value;
    }

    @Override
    public double sample(UniformRandomProvider stream) {
      return value;
    }
  }

  /** A variable rounded to a whole number, with the usual continuity correction. */
  record Rounded(Law law) implements Law {
    @Override
    public double cdf(double x) {
      return law.cdf(Math.floor(x) + 0.5);
    }

    @Override
    public double survival(double x) {
      return law.survival(Math.floor(x) + 0.5);
    }

    @Override
    public double quantile(double probability) {
      return Math.max(0, Math.rint(law.quantile(probability)));
    }

    @Override
    public double upperQuantile(double probability) {
      return Math.max(0, Math.rint(law.upperQuantile(probability)));
    }

    @Override
    public double sample(UniformRandomProvider stream) {
      return Math.max(0, Math.rint(law.sample(stream)));
    }
  }

  /** location + scale · X for a continuous X. */
  record Continuous(ContinuousDistribution law, double location, double scale) implements Law {
    @Override
    public double cdf(double x) {
      return law.cumulativeProbability((x - location) / scale);
    }

    @Override
    public double survival(double x) {
      return law.survivalProbability((x - location) / scale);
    }

    @Override
    public double quantile(double probability) {
      return location + scale * law.inverseCumulativeProbability(probability);
    }

    @Override
    public double upperQuantile(double probability) {
      return location + scale * law.inverseSurvivalProbability(probability);
    }

    @Override
    public double sample(UniformRandomProvider stream) {
      return location + scale * law.createSampler(stream).sample();
    }
  }

  /** A count. */
  record Discrete(DiscreteDistribution law) implements Law {
    @Override
    public double cdf(double x) {
      return law.cumulativeProbability((int) Math.floor(x));
    }

    @Override
    public double survival(double x) {
      return law.survivalProbability((int) Math.floor(x));
    }

    @Override
    public double quantile(double probability) {
      return law.inverseCumulativeProbability(probability);
    }

    @Override
    public double upperQuantile(double probability) {
      return law.inverseSurvivalProbability(probability);
    }

    @Override
    public double sample(UniformRandomProvider stream) {
      return law.createSampler(stream).sample();
    }
  }
}
