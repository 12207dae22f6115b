package episode.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The workloads for JMH, which measures elapsed time: a figure's W1 is that of {@link Figure#LOOP}
 * right-hand sides.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Measured {

  /** One of the figures, ready to run. */
  @State(Scope.Thread)
  public static class Ready {
    /** The constant's name in {@link Figure}. */
    @Param({
      "RHS_SIR",
      "RHS_SEIR16",
      "SOLVE_SIR",
      "SOLVE_SEIR16",
      "GRADIENT_SIR",
      "GRADIENT_SEIR16",
      "GRADIENT_SCHOOL"
    })
    public String figure;

    private Repeatable work;

    /** Compiles it. */
    @Setup
    public void compile() {
      work = Figure.valueOf(figure).ready();
    }
  }

  /** What the next formula and the next seed are. */
  @State(Scope.Thread)
  public static class Next {
    private int number;
  }

  /** Returns a number that follows from one run of a figure. */
  @Benchmark
  public double compiled(Ready ready) {
    return ready.work.run();
  }

  /** Returns the mean of beta from four chains of 1000 + 1000 transitions: W4. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 1)
  @Measurement(iterations = 5)
  public double sampling(Next next) {
    return Sampling.sample(Models.school(), next.number++).mean("beta");
  }

  /** Returns a number of the first solve of a formula that changes every time: W6. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Warmup(iterations = 10)
  @Measurement(iterations = 40)
  public double changedFormula(Next next) {
    return FirstSolve.solve(FirstSolve.formula(next.number++));
  }

  /** Returns a number of the first solve in a process: W6, without the start of the process. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(10)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public double firstSolve() {
    return FirstSolve.solve("beta * I / N");
  }
}
