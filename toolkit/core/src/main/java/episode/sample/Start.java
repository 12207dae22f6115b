package episode.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds a starting point with a finite log density and gradient. */
final class Start {

  private static final int TRIES = 100;
  private static final double RADIUS = 2;
  private static final double APART = 0.5;

  private final int chain;
  private final Target target;
  private final LogDensity density;
  private final StopSignal stop;
  private int densityFailures;
  private int gradientFailures;
  private String badCoordinates = "";
  private boolean drawn;
  private int fromPriors;

  Start(int chain, Target target, LogDensity density, StopSignal stop) {
    this.stop = stop;
    this.chain = chain;
    this.target = target;
    this.density = density;
  }

  /**
   * Fills position, density and gradient of a point. What no start is given for is that of the best
   * place of a survey; where that finds none, up to 100 tries if other starts exist, or until a
   * stop. Where a start is given, the survey looks elsewhere, too.
   */
  void fill(PhasePoint z, Hamiltonian hamiltonian, RandomStream random, Survey survey, int places) {
    int n = z.position.length;
    double[] wanted = wanted(n);
    double[] nothing = new double[n];
    Arrays.fill(nothing, Double.NaN);
    boolean free = Arrays.equals(wanted, nothing);
    int own = free ? places : places / 2;
    Optional<Survey.Place> best = hasNaN(wanted) ? survey.among(wanted, own) : Optional.empty();
    if (best.isPresent()) {
      System.arraycopy(best.get().position(), 0, z.position, 0, n);
      hamiltonian.evaluate(z);
    } else {
      fromPriors = survey.drawn();
      search(z, wanted, hamiltonian, random);
    }
    if (!free) {
      survey.among(nothing, places - own);
    }
  }

  private double[] wanted(int n) {
    double[] wanted = target.start(chain, n);
    if (wanted.length != n) {
      throw new SamplingException(
          Message.of("E5004", "A start of the wrong length")
              .line("chain " + (chain + 1) + " starts at " + wanted.length + " coordinates")
              .line("the density has " + n)
              .remedy("Give one number per coordinate, NaN where it is to be drawn."));
    }
    return wanted;
  }

  private void search(PhasePoint z, double[] wanted, Hamiltonian hamiltonian, RandomStream random) {
    int n = z.position.length;
    double[] guess = target.guess(chain, n);
    drawn = hasNaN(wanted);
    int tries = drawn || !Arrays.equals(wanted, guess) ? TRIES : 1;
    for (int i = 0; i < tries; i++) {
      for (int j = 0; j < n; j++) {
        if (Double.isNaN(wanted[j])) {
          z.position[j] = RADIUS * (2 * random.uniform() - 1);
        } else if (i == 0 || wanted[j] == guess[j]) {
          z.position[j] = wanted[j];
        } else {
          z.position[j] = guess[j] + (i == TRIES - 1 ? 0 : APART * (2 * random.uniform() - 1));
        }
      }
      hamiltonian.evaluate(z);
      if (usable(z) || stop.requested()) {
        return;
      }
    }
    throw new SamplingException(problem(z, tries));
  }

  private boolean usable(PhasePoint z) {
    if (!Double.isFinite(z.logDensity)) {
      densityFailures++;
      return false;
    }
    List<String> bad = new ArrayList<>();
    List<String> names = target.coordinates(z.position.length);
    for (int i = 0; i < z.gradient.length; i++) {
      if (!Double.isFinite(z.gradient[i])) {
        bad.add(names.get(i));
      }
    }
    if (!bad.isEmpty()) {
      gradientFailures++;
      badCoordinates = String.join(", ", bad);
    }
    return bad.isEmpty();
  }

  private Message problem(PhasePoint z, int tries) {
    Message message =
        Message.of("E5001", "No starting point with a finite log density and gradient")
            .line("chain " + (chain + 1) + ", " + tries + (tries == 1 ? " try" : " tries"))
            .line("log density not finite: " + densityFailures + " of " + tries);
    if (gradientFailures > 0) {
      message.line(
          "gradient not finite: " + gradientFailures + " of " + tries + ", in " + badCoordinates);
    }
    if (fromPriors > 0) {
      message.line(fromPriors + " draws from the priors before: none has both");
    }
    message.line("last try: " + described(z));
    if (!density.failure().isEmpty()) {
      message.line(density.failure());
    }
    density.explanation(z.position).forEach(message::line);
    target.notes().forEach(message::line);
    return message.remedy(remedy(tries));
  }

  private String remedy(int tries) {
    if (drawn) {
      return "Give a start near the data, or narrow the priors: without a start, coordinates are"
          + " drawn from "
          + (fromPriors > 0 ? "the priors, then from " : "")
          + "uniform(-2, 2) on the unconstrained scale.";
    }
    return "Start nearer to the data, or change the priors: "
        + (tries == 1
            ? "a start that is given in full is tried as it is."
            : "the starts tried lie within 0.5 of the one given, on the unconstrained scale.");
  }

  private String described(PhasePoint z) {
    List<String> names = target.coordinates(z.position.length);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < Math.min(names.size(), 10); i++) {
      parts.add(names.get(i) + " = " + Round.significant(z.position[i], 4));
    }
    return String.join(", ", parts)
        + (names.size() > 10 ? ", …" : "")
        + " (unconstrained), log density "
        + Round.significant(z.logDensity, 4);
  }

  private static boolean hasNaN(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }
}
