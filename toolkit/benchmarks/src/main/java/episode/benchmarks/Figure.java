package episode.benchmarks;

import episode.system.OpSystem;
import episode.system.Values;
import java.util.Arrays;
import java.util.function.Supplier;

/** The figures that are compared with the yardstick. */
enum Figure {
  RHS_SIR(
      "W1.sir", "right-hand side, SIR", "sir_rhs", 1.3, () -> rhs(Models.sir(), Models.sirPoint())),
  RHS_SEIR16(
      "W1.seir16",
      "right-hand side, SEIR-16",
      "seir16_rhs",
      1.3,
      () -> rhs(Models.seir16(), Models.seir16Point())),
  SOLVE_SIR(
      "W2.sir",
      "solve, SIR",
      "sir_solve",
      1.2,
      () -> Workloads.solve(Models.sir(), Models.sirPoint())),
  SOLVE_SEIR16(
      "W2.seir16",
      "solve, SEIR-16",
      "seir16_solve",
      1.3,
      () -> Workloads.solve(Models.seir16(), Models.seir16Point())),
  GRADIENT_SIR(
      "W3.sir",
      "gradient, SIR, 3 parameters",
      "sir_gauss161_3p_forward",
      1.4,
      Workloads::sirGradient),
  GRADIENT_SEIR16(
      "W3.seir16",
      "gradient, SEIR-16, 20 parameters",
      "seir16_gauss2560_20p_discrete_adjoint",
      Double.NaN,
      Workloads::seirGradient),
  GRADIENT_SCHOOL(
      "W3.school",
      "log posterior with gradient, boarding school",
      "flu_logpost_3p_forward",
      1.4,
      Workloads::school);

  /** Right-hand sides that one run evaluates. */
  static final int LOOP = 10_000;

  private final String key;
  private final String title;
  private final String metric;
  private final double goal;
  private final Supplier<Repeatable> maker;

  Figure(String key, String title, String metric, double goal, Supplier<Repeatable> maker) {
    this.key = key;
    this.title = title;
    this.metric = metric;
    this.goal = goal;
    this.maker = maker;
  }

  private static Repeatable rhs(OpSystem system, Values point) {
    return Workloads.rhs(system, point, LOOP);
  }

  /** Returns the figure of a key such as {@code W1.sir}. */
  static Figure of(String key) {
    return Arrays.stream(values())
        .filter(figure -> figure.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no figure '" + key + "'"));
  }

  /** Returns the key, which the yardstick prints too: workload, dot, problem. */
  String key() {
    return key;
  }

  /** Returns what it is, for the table. */
  String title() {
    return title;
  }

  /** Returns what a yardstick that prints JSON calls it. */
  String metric() {
    return metric;
  }

  /** Returns the largest ratio to the yardstick that is good enough; NaN where none is set. */
  double goal() {
    return goal;
  }

  /** Returns how many evaluations one run makes. */
  int perRun() {
    return key.startsWith("W1") ? LOOP : 1;
  }

  /** Returns the work, compiled. */
  Repeatable ready() {
    return maker.get();
  }
}
