package episode.backend.jvm;

import episode.expr.IndexRange;
import episode.expr.Special;

/** What generated code calls for operations that the virtual machine has no instruction for. */
final class Arithmetic {
  private Arithmetic() {}

  static boolean eq(double a, double b) {
    return a == b;
  }

  static boolean ne(double a, double b) {
    return a != b;
  }

  static boolean lt(double a, double b) {
    return a < b;
  }

  static boolean le(double a, double b) {
    return a <= b;
  }

  static boolean eq(float a, float b) {
    return a == b;
  }

  static boolean ne(float a, float b) {
    return a != b;
  }

  static boolean lt(float a, float b) {
    return a < b;
  }

  static boolean le(float a, float b) {
    return a <= b;
  }

  static boolean eq(long a, long b) {
    return a == b;
  }

  static boolean ne(long a, long b) {
    return a != b;
  }

  static boolean lt(long a, long b) {
    return a < b;
  }

  static boolean le(long a, long b) {
    return a <= b;
  }

  static boolean eq(boolean a, boolean b) {
    return a == b;
  }

  static boolean ne(boolean a, boolean b) {
    return a != b;
  }

  static boolean lt(boolean a, boolean b) {
    return !a & b;
  }

  static boolean le(boolean a, boolean b) {
    return !a | b;
  }

  static double select(boolean condition, double a, double b) {
    return condition ? a : b;
  }

  static float select(boolean condition, float a, float b) {
    return condition ? a : b;
  }

  static long select(boolean condition, long a, long b) {
    return condition ? a : b;
  }

  static boolean select(boolean condition, boolean a, boolean b) {
    return condition ? a : b;
  }

  /** As NumPy: the sign of the divisor, also of a zero; NaN where the divisor is 0. */
  static double mod(double a, double b) {
    double remainder = a % b;
    if (remainder == 0) {
      return Math.copySign(0, b);
    }
    return remainder < 0 != b < 0 ? remainder + b : remainder;
  }

  /** As NumPy: 0 where the divisor is 0. */
  static long mod(long a, long b) {
    return b == 0 ? 0 : Math.floorMod(a, b);
  }

  /** Wraps around; a negative exponent gives 1 / a^−b cut to an integer, and 0 for a = 0. */
  static long pow(long a, long b) {
    if (b < 0) {
      return a == 1 ? 1 : a == -1 ? (b % 2 == 0 ? 1 : -1) : 0;
    }
    long power = 1;
    long square = a;
    for (long rest = b; rest > 0; rest >>= 1) {
      power = (rest & 1) == 1 ? power * square : power;
      square *= square;
    }
    return power;
  }

  static double polygamma(double x, int order) {
    return Special.polygamma(order, x);
  }

  static long sign(long a) {
    return Long.signum(a);
  }

  static boolean isTrue(double a) {
    return a != 0;
  }

  static boolean isTrue(float a) {
    return a != 0;
  }

  static boolean isTrue(long a) {
    return a != 0;
  }

  /** Returns a checked index of GATHER. */
  static int gatherIndex(long index, int extent, int axis) {
    return index >= 0 && index < extent ? (int) index : refuse("GATHER", index, extent, axis);
  }

  /** Returns a checked index of SCATTER_ADD. */
  static int scatterIndex(long index, int extent, int axis) {
    return index >= 0 && index < extent ? (int) index : refuse("SCATTER_ADD", index, extent, axis);
  }

  private static int refuse(String prim, long index, int extent, int axis) {
    return new IndexRange(axis, 0, extent).place(prim, index);
  }
}
