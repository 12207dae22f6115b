package episode.system;

import static episode.system.UnevenAxis.U;
import static episode.system.UnevenAxis.UNEVEN;
import static episode.system.UnevenAxis.assertClose;
import static episode.system.UnevenAxis.integral;
import static episode.system.UnevenAxis.rhs;
import static episode.system.UnevenAxis.uneven;
import static episode.system.UnevenAxis.widths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.plot.Part;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Diffusion and advection against loops over faces, exact solutions and what is kept. */
class OperatorsTest {
  /** Moves what passes one face after the other: nothing but a loop. */
  private static double[] diffused(double[] x, double[] u, DoubleUnaryOperator d, String ends) {
    int n = x.length;
    double[] mass = new double[n];
    for (int i = 0; i + 1 < n; i++) {
      double face = (d.applyAsDouble(x[i]) + d.applyAsDouble(x[i + 1])) / 2;
      double passing = face * (u[i] - u[i + 1]) / (x[i + 1] - x[i]);
      mass[i] -= passing;
      mass[i + 1] += passing;
    }
    double[] w = widths(x);
    double[] change = new double[n];
    for (int i = 0; i < n; i++) {
      change[i] = mass[i] / w[i];
    }
    if (ends.equals("periodic")) {
      change[0] = (mass[0] + mass[n - 1]) / (w[0] + w[n - 1]);
      change[n - 1] = change[0];
    }
    if (ends.equals("absorbing")) {
      double first = (d.applyAsDouble(x[0]) + d.applyAsDouble(x[1])) / 2;
      double end = (d.applyAsDouble(x[n - 2]) + d.applyAsDouble(x[n - 1])) / 2;
      change[0] = -first * u[0] / (x[1] - x[0]) / w[0];
      change[n - 1] = -end * u[n - 1] / (x[n - 1] - x[n - 2]) / w[n - 1];
    }
    return change;
  }

  private static double[] carried(double[] x, double[] u, DoubleUnaryOperator v, String ends) {
    int n = x.length;
    double[] mass = new double[n];
    for (int i = 0; i + 1 < n; i++) {
      double face = (v.applyAsDouble(x[i]) + v.applyAsDouble(x[i + 1])) / 2;
      double passing = face > 0 ? face * u[i] : face * u[i + 1];
      mass[i] -= passing;
      mass[i + 1] += passing;
    }
    double low = v.applyAsDouble(x[0]) * u[0];
    double high = v.applyAsDouble(x[n - 1]) * u[n - 1];
    if (ends.equals("open") || ends.equals("absorbing") && v.applyAsDouble(x[0]) < 0) {
      mass[0] += low;
    }
    if (ends.equals("open") || ends.equals("absorbing") && v.applyAsDouble(x[n - 1]) > 0) {
      mass[n - 1] -= high;
    }
    double[] w = widths(x);
    double[] change = new double[n];
    for (int i = 0; i < n; i++) {
      change[i] = mass[i] / w[i];
    }
    if (ends.equals("periodic")) {
      change[0] = (mass[0] + mass[n - 1]) / (w[0] + w[n - 1]);
      change[n - 1] = change[0];
    }
    return change;
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-flux", "periodic", "absorbing", "open"})
  void diffusionOnUnevenPointsIsALoopOverFaces(String ends) {
    OpSystem system =
        uneven()
            .parameter("k")
            .equation("u", "diffusion(u, x, k * (1 + x^2), \"" + ends + "\")")
            .build();
    double[] seen = rhs(system, U, Values.of("k", 0.4));
    // sums of a few terms, in another order
    assertClose(seen, diffused(UNEVEN, U, x -> 0.4 * (1 + x * x), ends), 1e-14);
    if (ends.equals("no-flux") || ends.equals("periodic")) {
      double turnover = Arrays.stream(seen).map(Math::abs).sum();
      assertThat(integral(UNEVEN, seen)).isCloseTo(0, within(1e-14 * turnover));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-flux", "periodic", "absorbing", "open"})
  void advectionOnUnevenPointsIsALoopOverFaces(String ends) {
    for (String velocity : List.of("x - 1", "1 - x", "2", "-c")) {
      DoubleUnaryOperator v =
          switch (velocity) {
            case "x - 1" -> x -> x - 1;
            case "1 - x" -> x -> 1 - x;
            case "2" -> x -> 2;
            default -> x -> -0.4;
          };
      SystemBuilder builder = uneven();
      builder = velocity.equals("-c") ? builder.parameter("c") : builder;
      String formula = "advection(u, x, " + velocity + ", \"" + ends + "\")";
      Values values = velocity.equals("-c") ? Values.of("c", 0.4) : Values.of();
      double[] seen = rhs(builder.equation("u", formula).build(), U, values);
      // sums of a few terms, in another order
      assertClose(seen, carried(UNEVEN, U, v, ends), 1e-14);
      if (ends.equals("no-flux") || ends.equals("periodic")) {
        double turnover = Arrays.stream(seen).map(Math::abs).sum();
        assertThat(integral(UNEVEN, seen)).isCloseTo(0, within(1e-14 * turnover));
      }
    }
  }

  @Test
  void synonymsMeanTheSameEnds() {
    String[][] same = {
      {"no-flux", "neumann", "reflecting", "zero_flux", "No Flux"},
      {"periodic", "cyclic"},
      {"absorbing", "dirichlet"},
      {"open", "outflow", "free"}
    };
    for (String[] words : same) {
      double[] first = null;
      for (String word : words) {
        String formula = "advection(u, x, x - 1, '" + word + "') + diffusion(u, x, 1, '" + word;
        OpSystem system = uneven().equation("u", formula + "')").build();
        double[] seen = system.compile().rhs(0, U, Values.of());
        first = first == null ? seen : first;
        assertThat(seen).isEqualTo(first);
      }
    }
  }

  @Test
  void furtherAxesGoAlong() {
    OpSystem system =
        OpSystem.named("m")
            .axis("age", "young", "old")
            .axis("x", AxisPoints.points(UNEVEN))
            .state("u[age, x]", "w[x, age]")
            .parameter("D[age]")
            .equation("u", "diffusion(u, x, D)")
            .equation("w", "diffusion(w, x, D[age], 'periodic')")
            .build();
    int n = U.length;
    double[] y = new double[4 * n];
    for (int i = 0; i < n; i++) {
      y[i] = U[i];
      y[n + i] = U[i] * U[i];
      y[2 * n + 2 * i] = U[i];
      y[2 * n + 2 * i + 1] = U[i] * U[i];
    }
    double[] squares = Arrays.stream(U).map(u -> u * u).toArray();
    double[] seen = rhs(system, y, Values.of("D", new double[] {0.5, 2}));
    double[] young = diffused(UNEVEN, U, x -> 0.5, "no-flux");
    double[] old = diffused(UNEVEN, squares, x -> 2, "no-flux");
    double[] youngRing = diffused(UNEVEN, U, x -> 0.5, "periodic");
    double[] oldRing = diffused(UNEVEN, squares, x -> 2, "periodic");
    double[] expected = new double[4 * n];
    for (int i = 0; i < n; i++) {
      expected[i] = young[i];
      expected[n + i] = old[i];
      expected[2 * n + 2 * i] = youngRing[i];
      expected[2 * n + 2 * i + 1] = oldRing[i];
    }
    assertClose(seen, expected, 1e-14);
  }

  @Test
  void anOperatorCanBeReadAtOnePointAndSummed() {
    OpSystem system =
        uneven()
            .state("v", "w")
            .equation("u", "0")
            .equation("v", "integrate(y in x, y * diffusion(u[y], y, 1))")
            .equation("w", "max(y in x, advection(u[y]^2, y, 1))")
            .build();
    double[] y = Arrays.copyOf(U, U.length + 2);
    double[] seen = rhs(system, y, Values.of());
    double[] change = diffused(UNEVEN, U, x -> 1, "no-flux");
    double[] w = widths(UNEVEN);
    double moment = 0;
    for (int i = 0; i < U.length; i++) {
      moment += w[i] * UNEVEN[i] * change[i];
    }
    double[] squares = Arrays.stream(U).map(u -> u * u).toArray();
    double most = Arrays.stream(carried(UNEVEN, squares, x -> 1, "no-flux")).max().orElse(0);
    assertThat(seen[U.length]).isCloseTo(moment, within(1e-13));
    assertThat(seen[U.length + 1]).isCloseTo(most, within(1e-12));
  }

  @Test
  void anOperatorAddsToTransitionsAndEquations() {
    OpSystem system =
        OpSystem.named("m")
            .axis("x", AxisPoints.points(UNEVEN))
            .state("S[x]", "I[x]", "u[x]")
            .parameter("k")
            .transition("S -> I", "0.5")
            .equation("u", "2 * u")
            .operator("diffusion(I, x, k)")
            .operator("diffusion([u, S], x, 0.1)")
            .operator("advection(u, x, 1, 'open')")
            .build();
    int n = U.length;
    double[] y = new double[3 * n];
    for (int i = 0; i < n; i++) {
      y[i] = i;
      y[n + i] = U[i];
      y[2 * n + i] = U[i];
    }
    double[] seen = rhs(system, y, Values.of("k", 3));
    double[] places = {0, 1, 2, 3, 4, 5, 6};
    double[] even = diffused(UNEVEN, places, x -> 0.1, "no-flux");
    double[] spread = diffused(UNEVEN, U, x -> 3, "no-flux");
    double[] moved = carried(UNEVEN, U, x -> 1, "open");
    double[] mixed = diffused(UNEVEN, U, x -> 0.1, "no-flux");
    double[] expected = new double[3 * n];
    for (int i = 0; i < n; i++) {
      expected[i] = -0.5 * i + even[i];
      expected[n + i] = 0.5 * i + spread[i];
      expected[2 * n + i] = 2 * U[i] + moved[i] + mixed[i];
    }
    assertClose(seen, expected, 1e-14);
    assertThat(system.warnings()).isEmpty();
  }

  private static double[] solved(SystemBuilder builder, double[] start, double end, Values values) {
    return builder
        .build()
        .compile()
        .withTolerances(1e-10, 1e-12)
        .solve(values.with("u", start), TimeSpan.times(0, end))
        .stateArray("u")[1];
  }

  private static double[] sampled(AxisPoints points, DoubleUnaryOperator f) {
    return points.named("x").coordinates().stream().mapToDouble(f::applyAsDouble).toArray();
  }

  private static double heatError(int n, String ends, double shift) {
    AxisPoints points = AxisPoints.grid(0, 1, n);
    DoubleUnaryOperator start = x -> Math.cos(Math.PI * (2 * x + shift));
    SystemBuilder builder =
        OpSystem.named("heat")
            .axis("x", points)
            .state("u[x]")
            .parameter("D")
            .equation("u", "diffusion(u, x, D, '" + ends + "')");
    double[] end = solved(builder, sampled(points, start), 1, Values.of("D", 0.02));
    double decay = Math.exp(-0.02 * 4 * Math.PI * Math.PI);
    double[] exact = sampled(points, x -> decay * start.applyAsDouble(x));
    double worst = 0;
    for (int i = 0; i < n; i++) {
      worst = Math.max(worst, Math.abs(end[i] - exact[i]));
    }
    return worst;
  }

  @Test
  void theHeatEquationIsSolvedToSecondOrder() {
    // cosines keep their slope of 0 at walls, turned ones run around a ring, sines end at 0
    Object[][] cases = {{"no-flux", 0.0}, {"periodic", 0.3}, {"absorbing", 0.5}};
    for (Object[] one : cases) {
      double coarse = heatError(21, (String) one[0], (double) one[1]);
      double fine = heatError(41, (String) one[0], (double) one[1]);
      double order = Math.log(coarse / fine) / Math.log(2);
      assertThat(order).as("%s", one[0]).isBetween(1.9, 2.1);
    }
  }

  @Test
  void aCosineIsAModeOfTheDiscreteOperator() {
    AxisPoints points = AxisPoints.grid(0, 1, 33);
    double[] u = sampled(points, x -> Math.cos(3 * Math.PI * x));
    OpSystem system =
        OpSystem.named("m")
            .axis("x", points)
            .state("u[x]")
            .equation("u", "diffusion(u, x, 1)")
            .build();
    double h = 1.0 / 32;
    double decay = 2 * (1 - Math.cos(3 * Math.PI * h)) / (h * h);
    double[] expected = Arrays.stream(u).map(value -> -decay * value).toArray();
    // differences of neighbours lose some digits, 1 / h² of them
    assertClose(rhs(system, u, Values.of()), expected, 1e-12);
  }

  private static double shiftError(int n) {
    AxisPoints points = AxisPoints.grid(0, 1, n);
    DoubleUnaryOperator wave = x -> 2 + Math.sin(2 * Math.PI * x);
    SystemBuilder builder =
        OpSystem.named("m")
            .axis("x", points)
            .state("u[x]")
            .equation("u", "advection(u, x, 0.5, 'periodic')");
    double[] end = solved(builder, sampled(points, wave), 0.6, Values.of());
    double[] exact = sampled(points, x -> wave.applyAsDouble(x - 0.3));
    double worst = 0;
    for (int i = 0; i < n; i++) {
      worst = Math.max(worst, Math.abs(end[i] - exact[i]));
    }
    return worst;
  }

  @Test
  void aWaveIsCarriedAroundToFirstOrder() {
    double order = Math.log(shiftError(101) / shiftError(201)) / Math.log(2);
    assertThat(order).isBetween(0.9, 1.1);
  }

  @Test
  void massIsKeptOverALongSolve() {
    AxisPoints points = AxisPoints.logGrid(1, 50, 40);
    double[] x = sampled(points, at -> at);
    double[] start = sampled(points, at -> Math.exp(-(at - 10) * (at - 10) / 20));
    SystemBuilder builder =
        OpSystem.named("m")
            .axis("x", points)
            .state("u[x]")
            .operator("advection(u, x, 3 * cos(t))")
            .operator("diffusion(u, x, 0.1 * x)")
            .operator("jump(u, x, 0.2, 'gamma', 2, 5, 'up')");
    double[] end = solved(builder, start, 5, Values.of());
    double before = integral(x, start);
    // every step adds rounding
    assertThat(integral(x, end)).isCloseTo(before, within(1e-13 * before));
    assertThat(Arrays.stream(end).min().orElse(-1)).isGreaterThan(-1e-10);
  }

  @Test
  void aVelocityMayChangeWithTime() {
    OpSystem system = uneven().equation("u", "advection(u, x, sin(3 * t))").build();
    for (double t : new double[] {0.3, 1.5}) {
      double v = Math.sin(3 * t);
      double[] seen = system.compile().rhs(t, U, Values.of());
      assertClose(seen, carried(UNEVEN, U, x -> v, "no-flux"), 1e-14);
    }
  }

  @Test
  void gradientsByVelocityAndDiffusivityAgreeWithDifferences() {
    OpSystem system =
        uneven()
            .parameter("v", "D")
            .equation("u", "advection(u, x, v * x, 'open') + diffusion(u, x, D, 'absorbing')")
            .build();
    Values values = Values.of("u", U, "v", 0.3, "D", 0.2);
    CompiledSystem compiled = system.compile();
    assertThat(compiled.checkGradient(values, TimeSpan.times(0, 1)).agrees()).isTrue();
  }

  @Test
  void theGraphDoesNotGrowWithThePoints() {
    String formula = "advection(u, x, x) + diffusion(u, x, 1, 'absorbing') + jump(u, x, 1, ";
    int[] nodes = new int[2];
    for (int i = 0; i < 2; i++) {
      OpSystem system =
          OpSystem.named("m")
              .axis("x", AxisPoints.grid(0, 1, i == 0 ? 10 : 500))
              .state("u[x]")
              .equation("u", formula + "'erfc', 0.1)")
              .build();
      nodes[i] = system.rhs().nodes().size();
    }
    assertThat(nodes[0]).isEqualTo(nodes[1]);
  }

  @Test
  void operatorsAreWrittenAsDerivativesAndIntegrals() {
    OpSystem system =
        uneven()
            .parameter("v")
            .operator("diffusion(u, x, v * x, 'periodic')")
            .operator("advection(u, x, -v)")
            .operator("jump(u, x, v, 'gaussian', 0.2)")
            .build();
    Part.Latex latex = (Part.Latex) system.latex();
    assertThat(latex.latex().replace("\\\\\n&\\quad {}", ""))
        .contains(
            "\\left[\\frac{\\partial}{\\partial x}\\left(v \\, x \\,"
                + " \\frac{\\partial u_{x}}{\\partial x}\\right)\\right]_{\\text{periodic}}"
                + " - \\frac{\\partial}{\\partial x}\\left(\\left(-v\\right) \\, u_{x}\\right)"
                + " + \\int k_{\\text{gaussian}}\\left(x \\mid x'\\right) v \\, u_{x'} \\, dx'"
                + " - v \\, u_{x}");
    assertThat(system.toString()).contains("operator advection(u, x, -v)");
    assertThat(system.parameterTable().rows().get(0)).containsExactly("v", "number", "", "du/dt");
  }
}
