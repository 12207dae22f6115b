package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private static final Draws SCHOOLS =
      Nuts.nuts().warmup(300).draws(200).seed(5).sample(new EightSchools());

  @Test
  void elementsAreNamedInRowMajorOrder() {
    Variable contact =
        new Variable("contact", List.of(List.of("0-17", "18+"), List.of("home", "work", "school")));
    assertThat(contact.shape()).containsExactly(2, 3);
    assertThat(contact.size()).isEqualTo(6);
    assertThat(contact.elements())
        .containsExactly(
            "contact[0-17, home]",
            "contact[0-17, work]",
            "contact[0-17, school]",
            "contact[18+, home]",
            "contact[18+, work]",
            "contact[18+, school]");
    assertThat(Variable.scalar("beta").elements()).containsExactly("beta");
    assertThat(Variable.array("x", 2).elements()).containsExactly("x[1]", "x[2]");
  }

  @Test
  void elementsAreFoundByNameOrByLabels() {
    assertThat(SCHOOLS.names()).hasSize(10).startsWith("mu", "tau", "theta[1]");
    assertThat(SCHOOLS.draws("theta", "3")).isDeepEqualTo(SCHOOLS.draws("theta[3]"));
    assertThat(SCHOOLS.draws("mu")).hasDimensions(4, 200);
    assertThat(SCHOOLS.draw(1, 7)[0]).isEqualTo(SCHOOLS.draws("mu")[1][7]);
  }

  @Test
  void momentsAndQuantilesAreThoseOfAllDraws() {
    double[] pooled = SCHOOLS.pooled("mu");
    assertThat(pooled).hasSize(800);
    Summary.Row row = SCHOOLS.summary("mu").row("mu");
    assertThat(row.mean()).isCloseTo(SCHOOLS.mean("mu"), within(1e-12));
    assertThat(row.sd()).isCloseTo(SCHOOLS.sd("mu"), within(1e-12));
    assertThat(row.q95()).isEqualTo(SCHOOLS.quantile("mu", 0.95));
    long below = java.util.Arrays.stream(pooled).filter(x -> x <= row.median()).count();
    assertThat(below).isEqualTo(400);
  }

  @Test
  void arraysAreCopies() {
    SCHOOLS.draw(0, 0)[0] = 1e9;
    SCHOOLS.position(0, 0)[0] = 1e9;
    assertThat(SCHOOLS.quantile("mu", 1)).isLessThan(1e9);
    assertThat(SCHOOLS.position(0, 0)[0]).isLessThan(1e9);
  }

  @Test
  void summaryIsATableOfText() {
    String[] lines = SCHOOLS.summary("mu", "theta[8]").toString().split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0].trim().split(" +"))
        .containsExactly(
            "mean",
            "sd",
            "5%",
            "50%",
            "95%",
            "mcse_mean",
            "mcse_sd",
            "ess_bulk",
            "ess_tail",
            "r_hat");
    assertThat(lines[2]).startsWith("theta[8]");
    assertThat(lines[1]).hasSameSizeAs(lines[2]);
  }

  @Test
  void numbersAreRoundedToDigitsThatMeanSomething() {
    assertThat(Round.significant(0.0012345, 2)).isEqualTo("0.0012");
    assertThat(Round.significant(2608.4, 3)).isEqualTo("2608");
    assertThat(Round.significant(1.0, 4)).isEqualTo("1.000");
    assertThat(Round.significant(-1.23456e-7, 3)).isEqualTo("-1.23E-7");
    assertThat(Round.significant(Double.NaN, 3)).isEqualTo("NaN");
    assertThat(Round.significant(Double.NEGATIVE_INFINITY, 3)).isEqualTo("-Inf");
  }

  @Test
  void statisticsTellHowEachDrawWasMade() {
    ChainStatistics chain = SCHOOLS.statistics().get(2);
    assertThat(chain.draws()).isEqualTo(200);
    assertThat(chain.inverseMass()[0]).hasSize(10);
    assertThat(chain.warmup().transitions()).isEqualTo(300);
    assertThat(chain.warmup().gradients()).isGreaterThan(300);
    for (int i = 0; i < 200; i++) {
      assertThat(chain.leapfrogs()[i]).isLessThan(1 << (chain.treeDepth()[i] + 1));
      assertThat(chain.acceptance()[i]).isBetween(0.0, 1.0);
      assertThat(chain.energy()[i]).isGreaterThanOrEqualTo(-chain.logDensity()[i]);
    }
    assertThat(chain.eBfmi()).isBetween(0.3, 2.0);
  }

  @Test
  void warningsComeWithNumbersAndAdvice() {
    Target twoModes =
        Densities.of(
            1,
            (q, g) -> {
              double side = Math.tanh(40 * q[0]);
              g[0] = 100 * (2 * side - q[0]);
              return -50 * q[0] * q[0]
                  + 5 * Math.log(2 * Math.cosh(Math.min(40 * Math.abs(q[0]), 700)));
            });
    assertThat(Nuts.nuts().warmup(100).draws(50).seed(1).sample(twoModes).warnings())
        .anyMatch(text -> text.startsWith("R-hat above 1.01: x[1] ") && text.contains("mixed"))
        .anyMatch(text -> text.startsWith("Effective sample size below 400: x[1] "));
    assertThat(Nuts.nuts().maxDepth(1).seed(1).sample(Densities.correlated(0.9)).warnings())
        .anyMatch(text -> text.contains(" of 4000 draws reached the tree depth limit 1."));
    assertThat(Nuts.nuts().seed(1).sample(Densities.correlated(0.1)).warnings()).isEmpty();
  }

  @Test
  void divergencesAndLowEnergyAreWarnedOf() {
    Target funnel =
        Densities.of(
            4,
            (q, g) -> {
              double weight = Math.exp(-q[0]);
              double log = -q[0] * q[0] / 18 - 1.5 * q[0];
              g[0] = -q[0] / 9 - 1.5;
              for (int i = 1; i < 4; i++) {
                log -= 0.5 * q[i] * q[i] * weight;
                g[0] += 0.5 * q[i] * q[i] * weight;
                g[i] = -q[i] * weight;
              }
              return log;
            });
    assertThat(Nuts.nuts().seed(1).sample(funnel).warnings())
        .anyMatch(text -> text.contains(" of 4000 draws ended in a divergence."))
        .anyMatch(text -> text.startsWith("E-BFMI below 0.3: chain "));
  }

  @Test
  void evenDrawsHaveChainsOfEqualLengths() {
    assertThat(SCHOOLS.even()).isSameAs(SCHOOLS);
    Draws ragged = interruptedInTheThirdChain();
    assertThat(ragged.chains()).isEqualTo(3);
    assertThat(ragged.length(0)).isEqualTo(400);
    assertThat(ragged.length(2)).isLessThan(400);
    Draws even = ragged.even();
    assertThat(even.chains()).isEqualTo(ragged.length(2) < 200 ? 2 : 3);
    for (int i = 0; i < even.chains(); i++) {
      assertThat(even.length(i)).isEqualTo(even.length(0));
      assertThat(even.statistics().get(i).draws()).isEqualTo(even.length(0));
    }
    assertThat(ragged.summary().row("x[1]").rHat()).isLessThan(1.1);
    assertThat(ragged.pooled("x[1]")).hasSize(800 + ragged.length(2));
  }

  private static Draws interruptedInTheThirdChain() {
    Thread caller = Thread.currentThread();
    LogDensity density = Densities.correlated(0).newLogDensity();
    Nuts nuts = Nuts.nuts().warmup(100).draws(400).seed(2).threads(1);
    AtomicInteger all = new AtomicInteger();
    nuts.chains(3).sample(Densities.of(2, (q, g) -> counted(all, density, q, g)));
    AtomicInteger made = new AtomicInteger();
    return nuts.sample(
        Densities.of(
            2,
            (q, g) -> {
              if (made.incrementAndGet() == all.get() - 200) {
                Densities.interrupt(caller);
              }
              return density.logDensityAndGradient(q, g);
            }));
  }

  private static double counted(AtomicInteger count, LogDensity density, double[] q, double[] g) {
    count.incrementAndGet();
    return density.logDensityAndGradient(q, g);
  }
}
