package episode.backend.jvm;

/**
 * Running sums and products, and the place of a maximum, over arrays of shape [outer, n, inner]
 * along the middle axis. Generated code calls them.
 */
final class Running {
  private Running() {}

  static void sums(double[] a, int from, int outer, int n, int inner, int to, boolean reverse) {
    int step = reverse ? -inner : inner;
    for (int line = 0; line < outer * inner; line++) {
      int at = first(line, n, inner, reverse);
      double sum = 0;
      for (int k = 0; k < n; k++, at += step) {
        sum = k == 0 ? a[from + at] : sum + a[from + at];
        a[to + at] = sum;
      }
    }
  }

  static void products(double[] a, int from, int outer, int n, int inner, int to, boolean reverse) {
    int step = reverse ? -inner : inner;
    for (int line = 0; line < outer * inner; line++) {
      int at = first(line, n, inner, reverse);
      double product = 1;
      for (int k = 0; k < n; k++, at += step) {
        product *= a[from + at];
        a[to + at] = product;
      }
    }
  }

  static void sums(float[] a, int from, int outer, int n, int inner, int to, boolean reverse) {
    int step = reverse ? -inner : inner;
    for (int line = 0; line < outer * inner; line++) {
      int at = first(line, n, inner, reverse);
      float sum = 0;
      for (int k = 0; k < n; k++, at += step) {
        sum = k == 0 ? a[from + at] : sum + a[from + at];
        a[to + at] = sum;
      }
    }
  }

  static void products(float[] a, int from, int outer, int n, int inner, int to, boolean reverse) {
    int step = reverse ? -inner : inner;
    for (int line = 0; line < outer * inner; line++) {
      int at = first(line, n, inner, reverse);
      float product = 1;
      for (int k = 0; k < n; k++, at += step) {
        product *= a[from + at];
        a[to + at] = product;
      }
    }
  }

  static void sums(long[] a, int from, int outer, int n, int inner, int to, boolean reverse) {
    int step = reverse ? -inner : inner;
    for (int line = 0; line < outer * inner; line++) {
      int at = first(line, n, inner, reverse);
      long sum = 0;
      for (int k = 0; k < n; k++, at += step) {
        sum += a[from + at];
        a[to + at] = sum;
      }
    }
  }

  static void products(long[] a, int from, int outer, int n, int inner, int to, boolean reverse) {
    int step = reverse ? -inner : inner;
    for (int line = 0; line < outer * inner; line++) {
      int at = first(line, n, inner, reverse);
      long product = 1;
      for (int k = 0; k < n; k++, at += step) {
        product *= a[from + at];
        a[to + at] = product;
      }
    }
  }

  private static int first(int line, int n, int inner, boolean reverse) {
    int start = line / inner * n * inner + line % inner;
    return reverse ? start + (n - 1) * inner : start;
  }

  static void argmax(double[] a, int from, int outer, int n, int inner, long[] to, int place) {
    for (int line = 0; line < outer * inner; line++) {
      int start = from + first(line, n, inner, false);
      int best = 0;
      for (int k = 1; k < n; k++) {
        double value = a[start + k * inner];
        double top = a[start + best * inner];
        best = top == top && !(value <= top) ? k : best;
      }
      to[place + line] = best;
    }
  }

  static void argmax(float[] a, int from, int outer, int n, int inner, long[] to, int place) {
    for (int line = 0; line < outer * inner; line++) {
      int start = from + first(line, n, inner, false);
      int best = 0;
      for (int k = 1; k < n; k++) {
        float value = a[start + k * inner];
        float top = a[start + best * inner];
        best = top == top && !(value <= top) ? k : best;
      }
      to[place + line] = best;
    }
  }

  static void argmax(long[] a, int from, int outer, int n, int inner, long[] to, int place) {
    for (int line = 0; line < outer * inner; line++) {
      int start = from + first(line, n, inner, false);
      int best = 0;
      for (int k = 1; k < n; k++) {
        best = a[start + k * inner] > a[start + best * inner] ? k : best;
      }
      to[place + line] = best;
    }
  }

  static void argmax(boolean[] a, int from, int outer, int n, int inner, long[] to, int place) {
    for (int line = 0; line < outer * inner; line++) {
      int start = from + first(line, n, inner, false);
      int best = 0;
      for (int k = 1; k < n; k++) {
        best = a[start + k * inner] && !a[start + best * inner] ? k : best;
      }
      to[place + line] = best;
    }
  }
}
