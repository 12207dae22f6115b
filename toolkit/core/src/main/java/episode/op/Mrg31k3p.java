package episode.op;

import java.util.Arrays;

/**
 * The combined multiple recursive generator MRG31k3p, of period 2¹⁸⁵: P. L'Ecuyer and R. Touzin,
 * Fast combined multiple recursive generators with multipliers of the form a = ±2^q ± 2^r,
 * Proceedings of the 2000 Winter Simulation Conference, 683–689, doi:10.1109/WSC.2000.899781.
 *
 * <pre>
 * x[n] = (2²² x[n−2] + (2⁷ + 1) x[n−3]) mod m₁
 * y[n] = (2¹⁵ y[n−1] + (2¹⁵ + 1) y[n−3]) mod m₂
 * z[n] = (x[n] − y[n]) mod m₁, m₁ in place of 0
 * </pre>
 *
 * <p>A state is x[n−1], x[n−2], x[n−3], y[n−1], y[n−2], y[n−3], and how often its stream was split.
 * All products fit 64 bits.
 */
final class Mrg31k3p {
  static final long M1 = (1L << 31) - 1;
  static final long M2 = (1L << 31) - 21069;

  static final long[][] FIRST = {{0, 1 << 22, (1 << 7) + 1}, {1, 0, 0}, {0, 1, 0}};
  static final long[][] SECOND = {{1 << 15, 0, (1 << 15) + 1}, {1, 0, 0}, {0, 1, 0}};

  private Mrg31k3p() {}

  /** Moves a state to its successor and returns the number that is drawn, from 1 to m₁. */
  static long next(long[] state) {
    long x = ((state[1] << 22) + 129 * state[2]) % M1;
    long y = ((state[3] << 15) + 32769 * state[5]) % M2;
    System.arraycopy(state, 0, state, 1, 2);
    System.arraycopy(state, 3, state, 4, 2);
    state[0] = x;
    state[3] = y;
    long z = Math.floorMod(x - y, M1);
    return z == 0 ? M1 : z;
  }

  /**
   * Returns a state as good as random for every seed, by SplitMix64: G. L. Steele, D. Lea and C. H.
   * Flood, Fast splittable pseudorandom number generators, OOPSLA 2014,
   * doi:10.1145/2660193.2660195.
   */
  static long[] seeded(long seed) {
    long[] state = new long[7];
    long mixed = seed;
    for (int i = 0; i < 6; i++) {
      mixed += 0x9E3779B97F4A7C15L;
      long z = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
      z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
      // Never 0, so that no half of the state is all zeros.
      state[i] = 1 + Math.floorMod(z ^ z >>> 31, (i < 3 ? M1 : M2) - 1);
    }
    return state;
  }

  static long[][] product(long[][] a, long[][] b, long m) {
    long[][] c = new long[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          c[i][j] = (c[i][j] + a[i][k] * b[k][j] % m) % m;
        }
      }
    }
    return c;
  }

  /** Returns the transition to the power of a count. */
  static long[][] power(long[][] transition, long count, long m) {
    long[][] power = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    long[][] square = transition;
    for (long rest = count; rest > 0; rest >>= 1) {
      power = (rest & 1) == 1 ? product(power, square, m) : power;
      square = product(square, square, m);
    }
    return power;
  }

  /** Returns the transition to the power of 2 to the power of an exponent. */
  static long[][] doubled(long[][] transition, int exponent, long m) {
    long[][] power = transition;
    for (int i = 0; i < exponent; i++) {
      power = product(power, power, m);
    }
    return power;
  }

  /** Returns whether seven numbers are a state of a stream that was split at most so often. */
  static boolean isState(long[] state, int splits) {
    boolean inside = state[6] >= 0 && state[6] <= splits;
    for (int i = 0; i < 6; i++) {
      inside = inside && state[i] >= 0 && state[i] < (i < 3 ? M1 : M2);
    }
    boolean first = (state[0] | state[1] | state[2]) != 0;
    return inside && first && (state[3] | state[4] | state[5]) != 0;
  }

  /** Returns the state that a pair of transitions leads to. */
  static long[] moved(long[] state, long[][] first, long[][] second) {
    long[] moved = state.clone();
    Arrays.fill(moved, 0, 6, 0);
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        moved[i] = (moved[i] + first[i][k] * state[k] % M1) % M1;
        moved[3 + i] = (moved[3 + i] + second[i][k] * state[3 + k] % M2) % M2;
      }
    }
    return moved;
  }
}
