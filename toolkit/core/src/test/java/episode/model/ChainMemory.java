package episode.model;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.backend.OwnProcess;
import episode.backend.function.GraphFunction;
import episode.backend.function.JitFunction;
import episode.solve.SolveSettings;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.Stepper;
import episode.system.TimeSpan;
import episode.system.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A process that works with a system on a backend over and over, and tells of its memory. */
public final class ChainMemory {
  private static final Values GUESS = Values.of("beta", 1.7, "gamma", 0.5, "S", 762, "I", 1);
  private static final TimeSpan SPAN = TimeSpan.days(0, 7);
  private static final double[] STATE = {700, 40, 23};
  private static final double[] PARAMETERS = {1.7, 0.5};

  /** What is done over and over. */
  public enum Work {
    /** The right-hand side through the same buffers. */
    CALL,
    /** The right-hand side through buffers of its own each time, as a user asks for it. */
    RHS,
    /** The right-hand side on a caller's numbers. */
    STEPPER,
    /** A formula that was compiled. */
    JIT,
    /** A solve with its own steps. */
    SOLVE,
    /** A gradient backward through such a solve. */
    GRADIENT,
    /** A gradient backward through steps of one size. */
    FIXED,
    /** Gradients backward through three solves side by side. */
    MEMBERS
  }

  private ChainMemory() {}

  /**
   * Works on a backend and prints, in kB, the resident memory after each number of rounds.
   *
   * @param arguments the backend's name, works with commas between, and numbers of rounds, those
   *     before among them
   */
  public static void main(String[] arguments) throws IOException {
    run(Backends.byName(arguments[0]), arguments);
  }

  /** Does what {@link #main} does on a backend of any name. */
  public static void run(Backend backend, String[] arguments) throws IOException {
    List<Runnable> works = new ArrayList<>();
    for (String work : arguments[1].split(",")) {
      works.add(work(backend, Work.valueOf(work)));
    }
    int done = 0;
    for (String rounds : List.of(arguments).subList(2, arguments.length)) {
      for (; done < Integer.parseInt(rounds); done++) {
        works.forEach(Runnable::run);
      }
      System.out.println(resident(works));
    }
  }

  private static Runnable work(Backend backend, Work work) {
    OpSystem sir =
        OpSystem.named("SIR")
            .state("S", "I", "R")
            .parameter("beta", "gamma")
            .alias("N", "S + I + R")
            .transition("S -> I", "beta * I / N")
            .transition("I -> R", "gamma")
            .build();
    CompiledSystem system =
        sir.compile(backend)
            .with(SolveSettings.defaults().withDerivative(SolveSettings.Direction.REVERSE));
    CompiledSystem fixed = system.withFixedStep("rk4", 0.5);
    return switch (work) {
      case CALL -> call(backend.compile(sir.rhs()).newCall());
      case RHS -> () -> system.rhs(0, STATE, GUESS);
      case STEPPER -> stepper(system.stepper());
      case JIT -> jit(GraphFunction.of("beta * x * sum(x)", "beta", "x[age]").jit(backend));
      case SOLVE -> () -> system.solve(GUESS, SPAN);
      case GRADIENT -> () -> system.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
      case FIXED -> () -> fixed.gradient("max(I)", GUESS, SPAN, "beta", "gamma");
      case MEMBERS -> members(system.function("max(I)", GUESS, SPAN), backend);
    };
  }

  private static Runnable call(CompiledFunction.Invocation rhs) {
    double[] inputs = {0, 700, 40, 23, 1.7, 0.5};
    Call call = rhs.call();
    return () -> {
      for (int i = 0; i < inputs.length; i++) {
        call.set(rhs.input(i), inputs[i]);
      }
      rhs.run();
      call.get(rhs.output(0));
    };
  }

  private static Runnable stepper(Stepper stepper) {
    return () -> stepper.apply(0, STATE, PARAMETERS);
  }

  private static Runnable jit(JitFunction formula) {
    return () -> formula.apply(1.7, STATE);
  }

  private static Runnable members(GraphFunction peak, Backend backend) {
    JitFunction slopes = peak.grad("beta").vmap("beta").jit(backend);
    return () -> slopes.apply("beta", new double[] {1.5, 2, 2.5});
  }

  /**
   * Returns by how many kB the resident memory of a process grows between two readings.
   *
   * @param main whose {@code main} works as this one does
   * @param first how many rounds before the first reading
   * @param second how many rounds before the second, those before the first among them
   */
  public static long grown(Class<?> main, String backend, List<Work> works, int first, int second)
      throws IOException, InterruptedException {
    String names = String.join(",", works.stream().map(Work::name).toList());
    return OwnProcess.grown(main, backend, names, String.valueOf(first), String.valueOf(second));
  }

  /** Returns the resident memory in kB once what the collector finds is freed. */
  private static long resident(List<Runnable> works) throws IOException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      works.forEach(Runnable::run);
    }
    return OwnProcess.resident();
  }
}
