package episode.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exact text of every error, and its page. */
class SamplingExceptionTest {

  private static final Nuts NUTS = Nuts.nuts().chains(1).threads(1).warmup(20).draws(5).seed(3);

  @Test
  void noFiniteDensityNamesWhatWasTried() {
    LogDensity hopeless =
        new LogDensity() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double logDensityAndGradient(double[] position, double[] gradient) {
            return Double.NaN;
          }

          @Override
          public String failure() {
            return "the solve stopped at t = 3 days";
          }
        };
    assertError(
        () -> NUTS.sample(starting(hopeless, 0.5, -2)),
        "E5001",
        """
        E5001 No starting point with a finite log density and gradient
            chain 1, 1 try
            log density not finite: 1 of 1
            last try: log beta = 0.5000, log gamma = -2.000 (unconstrained), log density NaN
            the solve stopped at t = 3 days
          Start nearer to the data, or change the priors: a start that is given in full is tried \
        as it is.\
        """);
  }

  @Test
  void gradientThatIsNotFiniteIsNamed() {
    LogDensity kinked =
        new LogDensity() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double logDensityAndGradient(double[] position, double[] gradient) {
            gradient[1] = Double.NaN;
            return 0;
          }
        };
    assertError(
        () -> NUTS.sample(starting(kinked, 0.5, -2)),
        "E5001",
        """
        E5001 No starting point with a finite log density and gradient
            chain 1, 1 try
            log density not finite: 0 of 1
            gradient not finite: 1 of 1, in log gamma
            last try: log beta = 0.5000, log gamma = -2.000 (unconstrained), log density 0
          Start nearer to the data, or change the priors: a start that is given in full is tried \
        as it is.\
        """);
    SamplingException random =
        catchThrowableOfType(
            SamplingException.class, () -> NUTS.sample(starting(kinked, Double.NaN, -2)));
    assertThat(random).hasMessageContaining("gradient not finite: 100 of 100, in log gamma");
  }

  @Test
  void settingOutOfRangeSaysItsRange() {
    assertError(
        () -> NUTS.chains(0),
        "E5002",
        """
        E5002 A setting of the sampler is out of range
            chains(0)
          It has to be at least 1.\
        """);
    assertThat(
            List.<ThrowingCallable>of(
                () -> NUTS.warmup(-1),
                () -> NUTS.draws(0),
                () -> NUTS.threads(0),
                () -> NUTS.maxDepth(31),
                () -> NUTS.targetAccept(1),
                () -> NUTS.targetAccept(Double.NaN)))
        .allSatisfy(
            call ->
                assertThat(catchThrowableOfType(SamplingException.class, call).code())
                    .isEqualTo("E5002"));
  }

  @Test
  void unknownNameSuggestsTheClosest() {
    Draws draws = NUTS.sample(new EightSchools());
    assertError(
        () -> draws.mean("taw"),
        "E5003",
        """
        E5003 Unknown name 'taw' in the draws
            known: mu, tau, theta[1], theta[2], theta[3], theta[4], theta[5], theta[6], theta[7], \
        theta[8]
          Did you mean 'tau'?\
        """);
    assertThat(catchThrowableOfType(SamplingException.class, () -> draws.mean("theta")))
        .hasMessageEndingWith("It is an array: ask for an element, for instance 'theta[1]'.");
  }

  @Test
  void lengthsThatDoNotFitAreNamed() {
    LogDensity flat = Densities.normal(1, 1).newLogDensity();
    assertError(
        () -> NUTS.sample(starting(flat, 1)),
        "E5004",
        """
        E5004 A start of the wrong length
            chain 1 starts at 1 coordinates
            the density has 2
          Give one number per coordinate, NaN where it is to be drawn.\
        """);
    assertError(
        () -> NUTS.sample(Densities.of(flat, Variable.scalar("x"))),
        "E5004",
        """
        E5004 The variables do not fit the coordinates
            variables have 1 elements
            the density has 2 coordinates
          Override constrain(position, values), or declare one variable per coordinate.\
        """);
  }

  private static void assertError(ThrowingCallable call, String code, String message)
      throws AssertionError {
    SamplingException error = catchThrowableOfType(SamplingException.class, call);
    assertThat(error).hasMessage(message);
    assertThat(error.code()).isEqualTo(code);
    assertThat(page(code)).startsWith("# " + code + " ").contains("Fails").contains("Works");
  }

  private static String page(String code) {
    try (InputStream page =
        SamplingException.class.getResourceAsStream("/episode/explain/" + code + ".md")) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Target starting(LogDensity density, double... start) {
    return new Target() {
      @Override
      public LogDensity newLogDensity() {
        return density;
      }

      @Override
      public List<Variable> variables() {
        return List.of(Variable.array("x", density.dimension()));
      }

      @Override
      public double[] start(int chain, int dimension) {
        return start.clone();
      }

      @Override
      public List<String> coordinates(int dimension) {
        return List.of("log beta", "log gamma");
      }
    };
  }

  @Test
  void probabilityOutsideItsRangeIsRefused() {
    Draws draws = NUTS.sample(new EightSchools());
    assertError(
        () -> draws.quantile("mu", 2),
        "E5005",
        """
        E5005 A probability lies between 0 and 1
            quantile("mu", 2.0)
          The median is quantile("mu", 0.5).\
        """);
    assertThat(
            catchThrowableOfType(SamplingException.class, () -> draws.quantile("mu", Double.NaN)))
        .isNotNull();
  }
}
