package episode.benchmarks;

import episode.backend.Backends;
import episode.expr.EpisodeException;
import episode.system.OpSystem;
import episode.system.SystemBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures what large models cost. {@code Compiling places 50} builds and compiles SEIR in 17 ages
 * and 50 places again and again, and prints the seconds of the first and the median of the others,
 * then the seconds of one right-hand side and of the same in loops written by hand. {@code
 * Compiling texts} prints the seconds of {@link #TEXTS}, {@code Compiling limits} those of refusing
 * {@link #LIMITS}, each in turn.
 */
final class Compiling {
  /** Models with much text. */
  static final List<String> TEXTS =
      List.of("a sum of 60 terms", "40 brackets in one another", "1,000 aliases in a chain");

  /** Models beyond a limit. */
  static final List<String> LIMITS =
      List.of(
          "a state of 2 · 10⁷ cells",
          "a formula of 10⁶ characters",
          "a formula of 2,000 levels and more",
          "a YAML bomb");

  private static final int BUILDS = 25;
  private static final int BATCHES = 21;
  private static final int LOOP = 200;
  private static final double STEP = 1e-9;

  private Compiling() {}

  /** Measures what the first argument names. */
  public static void main(String[] args) {
    List<String> words = new ArrayList<>();
    for (double value : measured(args)) {
      words.add(Double.toString(value));
    }
    System.out.println(String.join(" ", words));
  }

  private static List<Double> measured(String[] args) {
    return switch (args[0]) {
      case "places" -> places(new Places(Integer.parseInt(args[1])));
      case "texts" ->
          List.of(
              seconds(() -> decay("-x" + " - k * x / 60".repeat(60))),
              seconds(() -> decay("-(1 + k * ".repeat(40) + "x" + ")".repeat(40))),
              seconds(() -> chain(1_000)));
      default ->
          List.of(
              refusal(Compiling::cells),
              refusal(() -> decay("1" + "+1".repeat(500_000))),
              refusal(() -> decay("(".repeat(3_000) + "x" + ")".repeat(3_000))),
              refusal(() -> OpSystem.parse(bomb())));
    };
  }

  private static List<Double> places(Places model) {
    double first = seconds(model::system);
    double[] warm = new double[BUILDS];
    for (int i = 0; i < BUILDS; i++) {
      warm[i] = seconds(model::system);
    }
    Repeatable ours = Workloads.rhs(model.system(), model.point(), LOOP);
    Repeatable byHand = model.byHand(STEP, LOOP);
    double[] oursSeconds = new double[BATCHES];
    double[] handSeconds = new double[BATCHES];
    // The first batches warm up; both sides take turns, so that what slows the machine slows both.
    for (int batch = -BATCHES; batch < BATCHES; batch++) {
      double mine = perRun(ours);
      double theirs = perRun(byHand);
      if (batch >= 0) {
        oursSeconds[batch] = mine;
        handSeconds[batch] = theirs;
      }
    }
    return List.of(
        first, Timing.median(warm), Timing.median(oursSeconds), Timing.median(handSeconds));
  }

  private static double perRun(Repeatable work) {
    double from = Timing.threadSeconds();
    double result = work.run();
    if (Double.isNaN(result)) {
      throw new IllegalStateException("the right-hand side is NaN");
    }
    return (Timing.threadSeconds() - from) / LOOP;
  }

  /** Returns the processor time from the text to code that is ready to run. */
  private static double seconds(Supplier<OpSystem> maker) {
    double from = Timing.threadSeconds();
    Backends.jvm().compile(maker.get().rhs()).newCall();
    return Timing.threadSeconds() - from;
  }

  /** Returns the processor time until a model is refused. */
  private static double refusal(Supplier<OpSystem> maker) {
    double from = Timing.threadSeconds();
    try {
      maker.get();
    } catch (EpisodeException expected) {
      System.err.println(expected.problems().get(0).code());
      return Timing.threadSeconds() - from;
    }
    throw new IllegalStateException("a model beyond the limits was built");
  }

  private static OpSystem decay(String slope) {
    return OpSystem.named("decay").state("x").parameter("k").equation("x", slope).build();
  }

  private static OpSystem chain(int aliases) {
    SystemBuilder builder = OpSystem.named("chain").state("x").parameter("k").alias("a0", "k * x");
    for (int i = 1; i < aliases; i++) {
      builder.alias("a" + i, "a" + (i - 1) + " * k + " + i);
    }
    return builder.equation("x", "-a" + (aliases - 1)).build();
  }

  private static OpSystem cells() {
    return OpSystem.named("cells").axis("i", 4_000).axis("j", 5_000).state("x[i, j]").build();
  }

  /** Returns a text of some lines that says 10⁹ words when its references are followed. */
  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 10; i++) {
      String before = "*a" + (i - 1) + ", ";
      text.append("a" + i + ": &a" + i + " [" + before.repeat(7) + "*a" + (i - 1) + "]\n");
    }
    return text + "state: *a9\n";
  }
}
