package episode.sample;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The random numbers of one chain: xoshiro256++ (Blackman and Vigna 2021, doi:10.1145/3460772), of
 * which every chain has its own stretch of 2^128 numbers, so that the draws of a chain depend only
 * on the seed and on its index.
 */
final class RandomStream {

  private static final int STATE_WORDS = 4;

  private final XoShiRo256PlusPlus generator;
  private final ZigguratSampler.NormalizedGaussian gaussian;

  private RandomStream(XoShiRo256PlusPlus generator) {
    this.generator = generator;
    this.gaussian = ZigguratSampler.NormalizedGaussian.of(generator);
  }

  /** Returns the stream of a chain, counted from 0. */
  static RandomStream of(long seed, int chain) {
    SplitMix64 seeds = new SplitMix64(seed);
    long[] state = new long[STATE_WORDS];
    for (int i = 0; i < STATE_WORDS; i++) {
      state[i] = seeds.nextLong();
    }
    XoShiRo256PlusPlus generator = new XoShiRo256PlusPlus(state);
    for (int i = 0; i < chain; i++) {
      generator.jump();
    }
    return new RandomStream(generator);
  }

  /** Returns the numbers themselves, for samplers of others. */
  UniformRandomProvider numbers() {
    return generator;
  }

  /** Returns a number in [0, 1). */
  double uniform() {
    return generator.nextDouble();
  }

  boolean coin() {
    return generator.nextBoolean();
  }

  void fillGaussian(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = gaussian.sample();
    }
  }
}
