package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;

/** Compares a system with the naive evaluation of its spec, value and derivatives. */
record NaiveCheck(Map<String, Object> spec, double t, double[] y, Map<String, Object> params) {

  /** Checks names and numbers on interpreter and jvm. */
  void rhs(OpSystem system) {
    NaiveSpec naive = new NaiveSpec(spec);
    assertThat(system.stateNames()).isEqualTo(naive.cells);
    double[] expected = naive.rhs(t, y, params);
    for (String backend : List.of("interpreter", "jvm")) {
      double[] seen = system.compile(backend).rhs(t, y, Values.of(params));
      // the order of additions differs
      assertThat(seen).as(backend).containsExactly(expected, within(1e-12, expected));
    }
  }

  /** Checks the derivatives by states and by parameters against central differences. */
  void derivatives(OpSystem system) {
    NaiveSpec naive = new NaiveSpec(spec);
    for (String backend : List.of("interpreter", "jvm")) {
      CompiledSystem compiled = system.compile(backend);
      double[][] byState = compiled.jacobian(t, y, Values.of(params)).matrix();
      for (int j = 0; j < y.length; j++) {
        double[] column = new double[y.length];
        for (int i = 0; i < y.length; i++) {
          column[i] = byState[i][j];
        }
        double[] other = y.clone();
        int place = j;
        compare(
            "by state " + j,
            column,
            y[j],
            x -> other[place] = x,
            () -> naive.rhs(t, other, params));
      }
      Map<String, Tensor> all = compiled.parameterJacobians(t, y, Values.of(params));
      all.forEach((name, tensor) -> byParameter(naive, name, tensor.doubles()));
    }
  }

  private void byParameter(NaiveSpec naive, String name, double[] seen) {
    double[] flat = flat(params.get(name));
    for (int j = 0; j < flat.length; j++) {
      double[] column = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        column[i] = seen[i * flat.length + j];
      }
      double[] other = flat.clone();
      int place = j;
      compare(
          "by " + name + " " + j,
          column,
          flat[j],
          x -> other[place] = x,
          () -> naive.rhs(t, y, with(name, other)));
    }
  }

  private interface Move {
    void to(double x);
  }

  private static void compare(
      String what, double[] seen, double at, Move move, Supplier<double[]> rhs) {
    double step = 1e-5 * Math.max(Math.abs(at), 0.1);
    double[] wide = difference(at, step, move, rhs);
    double[] narrow = difference(at, step / 4, move, rhs);
    double largest = Arrays.stream(rhs.get()).map(Math::abs).max().orElse(1);
    double rounding = 8 * Math.ulp(largest) / step;
    double tolerance = within(2e-6, narrow).value + rounding;
    for (int i = 0; i < seen.length; i++) {
      // truncation h² of a difference with h = 1e-5 and rounding eps · |f|/h; where a kink is
      // nearer
      // than h the two differences part, and neither tells the derivative
      double apart = 4 * Math.abs(wide[i] - narrow[i]);
      assertThat(seen[i]).as(what).isEqualTo(narrow[i], Offset.offset(tolerance + apart));
    }
  }

  private static double[] difference(double at, double step, Move move, Supplier<double[]> rhs) {
    move.to(at + step);
    double[] above = rhs.get();
    move.to(at - step);
    double[] below = rhs.get();
    double[] difference = new double[above.length];
    for (int i = 0; i < above.length; i++) {
      difference[i] = (above[i] - below[i]) / (2 * step);
    }
    return difference;
  }

  private Map<String, Object> with(String name, double[] values) {
    Map<String, Object> others = new LinkedHashMap<>(params);
    others.put(name, nested(params.get(name), values, new int[1]));
    return others;
  }

  private static Object nested(Object like, double[] values, int[] at) {
    if (!(like instanceof List<?> list)) {
      return values[at[0]++];
    }
    List<Object> nested = new ArrayList<>();
    list.forEach(one -> nested.add(nested(one, values, at)));
    return nested;
  }

  private static double[] flat(Object array) {
    return array instanceof List<?> list
        ? list.stream().flatMapToDouble(one -> Arrays.stream(flat(one))).toArray()
        : new double[] {(Double) array};
  }

  static Offset<Double> within(double relative, double[] reference) {
    double scale = Arrays.stream(reference).map(Math::abs).max().orElse(1);
    return Offset.offset(relative * Math.max(scale, 1));
  }
}
