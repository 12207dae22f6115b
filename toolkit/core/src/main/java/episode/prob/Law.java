package episode.prob;

import org.apache.commons.rng.UniformRandomProvider;

/** A distribution whose parameters are numbers. Immutable and safe to share. */
public interface Law {

  /** Returns the probability of a value up to and including x. */
  double cdf(double x);

  /** Returns the probability of a value above x, precise in the upper tail. */
  double survival(double x);

  /** Returns the smallest value that has at least this probability up to it. */
  double quantile(double probability);

  /** Returns the smallest value that has at most this probability above it. */
  double upperQuantile(double probability);

  /** Returns a draw. */
  double sample(UniformRandomProvider stream);
}
