package episode.sample;

import episode.sample.ChainProgress.Phase;
import java.util.Arrays;

/**
 * One chain: finds a start, warms up in Stan's windows, then makes draws. Everything it does
 * depends only on the settings, the seed and its index.
 *
 * <p>Threads: run by one thread; {@link #progress} may be read by any.
 */
final class Chain {

  private final int index;
  private final Nuts settings;
  private final Target target;
  private final StopSignal stop;
  private final RandomStream random;
  private final ChainRecord record;
  private volatile ChainProgress progress;

  private LogDensity density;
  private Hamiltonian hamiltonian;
  private PhasePoint z;
  private Tree tree;
  private StepSize stepSize;
  private double[] scales;
  private int elements;
  private ChainStatistics statistics;
  private Survey survey;
  private double[] surveyed = {};

  Chain(int index, Nuts settings, Target target, StopSignal stop) {
    this.index = index;
    this.settings = settings;
    this.target = target;
    this.stop = stop;
    this.random = RandomStream.of(settings.seed, index);
    this.record = new ChainRecord(settings.draws);
    this.progress = progress(Phase.WAITING, 0, Double.NaN);
  }

  /** Runs until all draws are made or a stop is asked for. */
  void run() {
    if (stop.requested()) {
      return;
    }
    prepare();
    if (stop.requested()) {
      return;
    }
    ChainStatistics.Warmup warmup = warmup();
    hamiltonian.forgetFailures();
    for (int i = 0; i < settings.draws && !stop.requested(); i++) {
      tree.transition(z, stepSize.current(), settings.maxDepth);
      if (stop.requested()) {
        break;
      }
      record.add(z.position.clone(), constrained(z.position), densities(), tree);
      progress = progress(Phase.SAMPLING, settings.warmup + i + 1, stepSize.current());
    }
    statistics = record.statistics(stepSize.current(), hamiltonian, warmup);
    progress = progress(Phase.DONE, progress.iteration(), stepSize.current());
  }

  private void prepare() {
    density = target.newLogDensity();
    elements = target.variables().stream().mapToInt(Variable::size).sum();
    int n = density.dimension();
    scales = new double[n];
    Arrays.fill(scales, 1);
    hamiltonian =
        new Hamiltonian(
            density, settings.dense ? DenseMass.diagonal(scales) : new DiagonalMass(scales));
    z = new PhasePoint(n);
    tree = new Tree(hamiltonian, random, stop, n, settings.maxDepth);
    stepSize = new StepSize(settings.targetAccept);
    progress = progress(Phase.WARMUP, 0, Double.NaN);
    survey = new Survey(target, density, hamiltonian, stop, RandomStream.of(~settings.seed, index));
    new Start(index, target, density, stop)
        .fill(z, hamiltonian, random, survey, Survey.places(settings.warmup));
    surveyed = survey.best().map(place -> constrained(place.position())).orElse(surveyed);
    constrained(z.position);
  }

  /** Returns values on the user's scale; once before warm-up, to fail early. */
  private double[] constrained(double[] position) {
    double[] values = new double[elements];
    density.constrain(position, values);
    return values;
  }

  private ChainRecord.Densities densities() {
    double logPrior = density.logPrior(z.position);
    return new ChainRecord.Densities(z.logDensity, z.logDensity - logPrior);
  }

  private ChainStatistics.Warmup warmup() {
    WarmupSchedule schedule = new WarmupSchedule(settings.warmup);
    MassEstimate estimate = new MassEstimate(z.position.length, settings.dense);
    beginWindow(schedule.settled(0));
    int divergences = 0;
    int made = 0;
    for (; made < settings.warmup && !stop.requested(); made++) {
      tree.transition(z, stepSize.current(), settings.maxDepth);
      stepSize.learn(tree.acceptance());
      divergences += tree.divergent() ? 1 : 0;
      estimate.add(z.position, z.gradient);
      if (schedule.endsWindow(made)) {
        changeMass(estimate, schedule.slow(made));
        estimate = new MassEstimate(z.position.length, settings.dense);
        beginWindow(schedule.settled(made + 1));
      }
      progress = progress(Phase.WARMUP, made + 1, stepSize.current());
    }
    stepSize.settle();
    return new ChainStatistics.Warmup(
        made, hamiltonian.evaluations(), divergences, hamiltonian.failures());
  }

  private void beginWindow(boolean last) {
    double found = stepSize.search(hamiltonian, random, z, stop);
    if (last) {
      stepSize.tune(found);
    } else {
      stepSize.explore(found);
    }
  }

  /** Adapts the mass matrix; a dense one has off-diagonals only once the typical set is found. */
  private void changeMass(MassEstimate estimate, boolean typical) {
    scales = estimate.diagonal(scales);
    if (!settings.dense) {
      hamiltonian.changeMass(new DiagonalMass(scales));
    } else if (typical) {
      hamiltonian.changeMass(
          DenseMass.of(estimate.dense(scales)).orElseGet(() -> DenseMass.diagonal(scales)));
    } else {
      hamiltonian.changeMass(DenseMass.diagonal(scales));
    }
  }

  private ChainProgress progress(Phase phase, int iteration, double step) {
    return new ChainProgress(
        index, phase, iteration, settings.warmup + settings.draws, record.divergences(), step);
  }

  ChainProgress progress() {
    return progress;
  }

  ChainRecord record() {
    return record;
  }

  boolean hasDraws() {
    return draws() > 0;
  }

  int draws() {
    return statistics == null ? 0 : statistics.draws();
  }

  ChainStatistics statistics() {
    return statistics;
  }

  int index() {
    return index;
  }

  int dimension() {
    return scales.length;
  }

  Survey survey() {
    return survey;
  }

  /** Returns the best place of the survey on the user's scale. */
  double[] surveyed() {
    return surveyed;
  }

  /** Returns the greatest log likelihood of a draw; NaN if unknown. */
  double likeliest() {
    double[] sorted = record.sortedLikelihoods();
    return sorted[sorted.length - 1];
  }

  /** Returns the median of the log likelihoods of the draws; NaN if unknown. */
  double usual() {
    return Quantiles.of(record.sortedLikelihoods(), 0.5);
  }
}
