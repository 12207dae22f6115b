package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.plot.Part;
import episode.sample.ChainProgress.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a run behaves: threads, progress, interrupts, failures. */
class RunTest {

  private static final Nuts SHORT = Nuts.nuts().warmup(200).draws(300).seed(7);

  private static final Target TARGET = Densities.correlated(0.5);

  @Test
  void sameSeedGivesTheSameDrawsForAnyNumberOfThreadsWithOrWithoutProgress() {
    double[][] one = SHORT.threads(1).sample(TARGET).draws("x[1]");
    assertThat(SHORT.threads(1).progress(states -> {}).sample(TARGET).draws("x[1]"))
        .isDeepEqualTo(one);
    assertThat(SHORT.threads(2).sample(TARGET).draws("x[1]")).isDeepEqualTo(one);
    assertThat(SHORT.threads(9).progress(states -> {}).sample(TARGET).draws("x[1]"))
        .isDeepEqualTo(one);
  }

  @Test
  void chainDoesNotDependOnHowManyThereAre() {
    double[][] four = SHORT.sample(TARGET).draws("x[2]");
    double[][] two = SHORT.chains(2).sample(TARGET).draws("x[2]");
    assertThat(two[1]).containsExactly(four[1]);
    assertThat(four[0]).isNotEqualTo(four[1]);
    assertThat(SHORT.seed(8).sample(TARGET).draws("x[2]")[0]).isNotEqualTo(four[0]);
  }

  @Test
  void interruptKeepsTheDrawsSoFar() {
    for (int threads : new int[] {1, 4}) {
      Nuts endless = Nuts.nuts().warmup(100).draws(1_000_000).seed(7).threads(threads);
      Draws draws = endless.sample(interrupting(Thread.currentThread(), 20_000));
      assertThat(draws.interrupted()).isTrue();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      int kept = draws.length(0);
      assertThat(kept).isBetween(1, 999_999);
      assertThat(draws.warnings().get(0)).startsWith("Interrupted: ").contains("of 4000000 draws");
      double[][] whole = endless.draws(kept).sample(TARGET).draws("x[1]");
      // a chain that was still warming up is left out, so the first that was kept may be another
      double[] first = draws.draws("x[1]")[0];
      assertThat(List.of(whole)).anySatisfy(chain -> assertThat(chain).containsExactly(first));
    }
  }

  @Test
  void interruptDuringWarmupLeavesNoDrawsButAResult() {
    Nuts endless = SHORT.threads(1).warmup(100_000_000);
    Draws draws = endless.sample(interrupting(Thread.currentThread(), 100));
    assertThat(draws.interrupted()).isTrue();
    assertThat(draws.chains()).isZero();
    assertThat(draws.mean("x[1]")).isNaN();
    assertThat(draws.warnings())
        .containsExactly(
            "Interrupted: 0 of 1200 draws were made: the chains were still warming up.");
    assertThat(draws.toString()).contains("Interrupted");
    assertThat(draws.summary().parts())
        .containsExactly(
            Part.text("Interrupted: 0 of 1200 draws were made: the chains were still warming up."));
  }

  @Test
  void progressIsShownOnTheCallingThreadAndEndsWithAllChainsDone() {
    for (int threads : new int[] {1, 2}) {
      List<List<ChainProgress>> shown = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      SHORT
          .threads(threads)
          .progress(
              states -> {
                shown.add(states);
                callers.add(Thread.currentThread());
              })
          .sample(TARGET);
      assertThat(callers).containsOnly(Thread.currentThread());
      assertThat(shown.get(shown.size() - 1))
          .hasSize(4)
          .allMatch(state -> state.phase() == Phase.DONE && state.iteration() == 500);
    }
  }

  @Test
  void progressLineSaysWhereAChainIs() {
    assertThat(new ChainProgress(0, Phase.SAMPLING, 1250, 2000, 3, 0.9137).line())
        .isEqualTo("chain 1: sampling 1250 of 2000, step size 0.91, 3 divergences");
    assertThat(new ChainProgress(3, Phase.WAITING, 0, 2000, 0, Double.NaN).line())
        .isEqualTo("chain 4: waiting 0 of 2000");
    assertThat(new ChainProgress(1, Phase.DONE, 2000, 2000, 0, 0.9137).line())
        .isEqualTo("chain 2: done 2000 of 2000, step size 0.91");
  }

  @Test
  void aStoppedChainSaysAfterHowManyTransitions() {
    List<String> lines = new ArrayList<>();
    Nuts.nuts()
        .chains(1)
        .threads(1)
        .warmup(100)
        .draws(1_000_000)
        .seed(7)
        .progress(states -> states.forEach(chain -> lines.add(chain.line())))
        .sample(interrupting(Thread.currentThread(), 20_000));
    assertThat(lines.get(lines.size() - 1))
        .matches("chain 1: interrupted after \\d+ of 1000100, step size [\\d.]+");
  }

  @Test
  void brokenProgressLosesNoDraws() {
    Draws draws =
        SHORT
            .progress(
                states -> {
                  throw new IllegalStateException("no screen");
                })
            .sample(TARGET);
    assertThat(draws.length(3)).isEqualTo(300);
    assertThat(draws.warnings().get(0)).contains("progress display failed").contains("no screen");
  }

  @Test
  void exceptionOfADensityEndsTheRun() {
    Target broken =
        Densities.of(
            1,
            (q, g) -> {
              throw new IllegalStateException("no such model");
            });
    for (int threads : new int[] {1, 4}) {
      assertThatThrownBy(() -> SHORT.threads(threads).sample(broken))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no such model");
    }
  }

  @Test
  void rejectedProposalsAreCountedAndExplained() {
    LogDensity positive =
        new LogDensity() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double logDensityAndGradient(double[] position, double[] gradient) {
            gradient[0] = -1;
            return position[0] < 0 ? Double.NaN : -position[0];
          }

          @Override
          public String failure() {
            return "the solve stopped at t = 3 days";
          }
        };
    Draws draws = SHORT.sample(Densities.of(positive, Variable.scalar("x")));
    long rejected = draws.statistics().stream().mapToLong(ChainStatistics::rejections).sum();
    assertThat(rejected).isPositive();
    assertThat(draws.statistics()).allMatch(chain -> chain.divergences() >= chain.rejections());
    assertThat(draws.warnings())
        .contains(
            rejected
                + " proposals had no finite density and were rejected. The first: the solve"
                + " stopped at t = 3 days");
  }

  private static Target interrupting(Thread caller, int evaluations) {
    LogDensity density = TARGET.newLogDensity();
    AtomicInteger made = new AtomicInteger();
    return Densities.of(
        2,
        (q, g) -> {
          if (made.incrementAndGet() == evaluations) {
            Densities.interrupt(caller);
          }
          return density.logDensityAndGradient(q, g);
        });
  }
}
