package episode.op;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Backend;
import episode.backend.array.ArrayBackend;
import episode.backend.array.Restricted;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ops said in loops and comparisons against what they perform, beyond the points of the matrix. */
class ArrayLoopsTest {
  private static final Backend ARRAYS = new ArrayBackend<>(new Restricted(true));

  private static List<Tensor> lowered(Op op, Tensor... operands) {
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    for (Tensor each : operands) {
      inputs.add(b.input("x" + inputs.size(), each.type()));
    }
    Graph graph = b.build("f", b.apply(op, inputs));
    return ARRAYS.compile(graph).apply(operands);
  }

  /** Compares with a tolerance in units of the largest number of the array. */
  private static void agree(Op op, double tolerance, Tensor... operands) {
    List<Tensor> expected = op.perform(List.of(operands));
    List<Tensor> seen = lowered(op, operands);
    for (int i = 0; i < expected.size(); i++) {
      double largest = 1;
      for (double each : expected.get(i).toDoubles()) {
        largest = Double.isFinite(each) ? Math.max(largest, Math.abs(each)) : largest;
      }
      for (int k = 0; k < expected.get(i).shape().size(); k++) {
        double own = seen.get(i).at(k);
        double reference = expected.get(i).at(k);
        boolean same = own == reference || Double.isNaN(own) && Double.isNaN(reference);
        assertThat(same || Math.abs(own - reference) <= tolerance * largest)
            .as("%s[%d][%d] is %s, expected %s", op, i, k, own, reference)
            .isTrue();
      }
    }
  }

  /** Forty rows leave a few roundings of the largest number in each element. */
  @Test
  void factorizationsOfLargerMatricesAgree() {
    Tensor general = Samples.numbers(1, -1, 1, 2, 40, 40);
    Tensor dominant = Samples.matrices(2, 2, 40, 40);
    agree(new Lu(), 1e-12, general);
    agree(new LinearSolves.Solve(), 1e-11, dominant, Samples.numbers(3, -1, 1, 2, 40, 3));
    agree(new LogDeterminant(), 1e-12, general);
    agree(new Qr(), 1e-12, Samples.numbers(4, -1, 1, 2, 40, 25));
    agree(new Eigh(), 1e-11, Samples.numbers(5, -1, 1, 2, 12, 12));
    agree(new Exponentials.Expm(), 1e-12, Samples.numbers(6, -3, 3, 2, 12, 12));
  }

  /** Beyond 128 elements one is compared after the other. */
  @Test
  void longArraysAreSorted() {
    Tensor x = Samples.numbers(7, -3, 3, 2, 300, 2);
    double[] rounded = x.toDoubles();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = i % 17 == 0 ? Double.NaN : Math.rint(10 * rounded[i]);
    }
    Tensor tied = Tensor.of(Shape.of(2, 300, 2), rounded);
    agree(new Sorting.ArgSort(1), 0, tied);
    agree(new Sorting.Sort(1), 0, tied);
  }

  /** The loops lose a rounding of a log x, which grows with a. */
  @Test
  void incompleteFunctionsAgreeOverTheirDomains() {
    double[] shapes = {1e-3, 0.1, 0.5, 1, 2.5, 10, 50, 200};
    double[] ratios = {1e-3, 0.1, 0.5, 0.9, 1, 1.1, 2, 5};
    int n = shapes.length * ratios.length;
    double[] a = new double[n];
    double[] b = new double[n];
    double[] x = new double[n];
    double[] fraction = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = shapes[i % shapes.length];
      b[i] = shapes[i / shapes.length];
      x[i] = a[i] * ratios[i / shapes.length];
      fraction[i] = (i * 29 % n + 0.5) / n;
    }
    agree(new SpecialFunctions.GammaInc(0), 1e-12, Tensor.of(a), Tensor.of(x));
    agree(new SpecialFunctions.GammaInc(1), 1e-11, Tensor.of(a), Tensor.of(x));
    agree(
        new SpecialFunctions.BetaInc(0, 0), 1e-12, Tensor.of(a), Tensor.of(b), Tensor.of(fraction));
    agree(
        new SpecialFunctions.BetaInc(1, 1), 1e-11, Tensor.of(a), Tensor.of(b), Tensor.of(fraction));
  }

  @Test
  void inverseErrorFunctionAgreesInItsTails() {
    double[] x = new double[60];
    for (int i = 0; i < x.length; i++) {
      double tail = 1 - Math.pow(2, -i / 1.2);
      x[i] = i % 2 == 0 ? tail : -tail;
    }
    agree(new SpecialFunctions.ErfInv(), 1e-13, Tensor.of(x));
    double[] small = {1e-300, -1e-17, 0.3, 0.85, Math.nextDown(1.0)};
    List<Tensor> seen = lowered(new SpecialFunctions.ErfInv(), Tensor.of(small));
    List<Tensor> expected = new SpecialFunctions.ErfInv().perform(List.of(Tensor.of(small)));
    for (int i = 0; i < small.length; i++) {
      double ratio = seen.get(0).at(i) / expected.get(0).at(i);
      assertThat(Math.abs(ratio - 1)).isLessThan(1e-13);
    }
  }

  /** Squares of these numbers overflow or vanish. */
  @Test
  void hugeAndTinyMatricesAreScaled() {
    for (double factor : new double[] {1e-150, 1e150}) {
      double[] values = Samples.matrices(8, 3, 3).toDoubles();
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
      Tensor scaled = Tensor.of(Shape.of(3, 3), values);
      agree(new Qr(), 1e-12, scaled);
      agree(new Eigh(), 1e-12, scaled);
      agree(new LinearSolves.Inverse(), 1e-12, scaled);
    }
  }
}
