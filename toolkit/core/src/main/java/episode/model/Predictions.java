package episode.model;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.progress.Work;
import episode.sample.Draws;
import episode.sample.Variable;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;

/** Simulates data from parameter values. */
final class Predictions {
  private final Plan plan;
  private final Backend backend;
  private final double[] times;
  private final List<String> states;
  private final PriorDraws priors;
  private CompiledFunction compiled;

  Predictions(Plan plan, Backend backend, PriorDraws priors) {
    this.plan = plan;
    this.backend = backend;
    times = times(plan);
    states = plan.dynamics().map(d -> List.copyOf(d.states().keySet())).orElse(List.of());
    this.priors = priors;
  }

  private static double[] times(Plan plan) {
    double[] saved = plan.dynamics().map(Dynamics::saved).orElse(new double[0]);
    return DoubleStream.concat(Arrays.stream(saved), Arrays.stream(plan.times()))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Parameters in; per observation its arguments and log likelihoods, states, report out. */
  private Graph graph() {
    GraphBuilder b = new GraphBuilder();
    Assembly assembly = new Assembly(plan, b, Assembly.INPUTS, new ArrayList<>());
    Set<String> all = new LinkedHashSet<>(states);
    Optional<Dynamics.Solved> solved = Compilation.solve(assembly, times, all);
    List<Node> outputs = new ArrayList<>();
    for (Observed observed : plan.observed()) {
      ObservedTerms terms = new ObservedTerms(assembly, observed);
      List<Node> arguments = terms.arguments(solved, times);
      outputs.addAll(arguments);
      outputs.add(terms.logLikelihood(arguments));
    }
    solved.ifPresent(s -> states.forEach(name -> outputs.add(s.series().get(name))));
    solved.ifPresent(s -> outputs.add(s.report()));
    List<Node> inputs = new ArrayList<>();
    plan.sampled().keySet().forEach(name -> inputs.add(assembly.parameters().get(name).node()));
    return Simplify.of(new Graph("prediction", inputs, outputs));
  }

  private synchronized CompiledFunction compiled() {
    if (compiled == null) {
      compiled = backend.compile(graph());
    }
    return compiled;
  }

  Prediction fromPriors(int draws, long seed) {
    somethingToPredict();
    atLeastOne(draws);
    UniformRandomProvider stream = stream(seed);
    Prediction.Recording recording = new Prediction.Recording(plan, times, states, draws);
    try (Work work = Work.begin("Simulating from priors", draws, "draws")) {
      for (int draw = 0; draw < draws; draw++) {
        predict(recording, draw, priors.draw(stream), stream);
        Work.stopIfInterrupted();
        work.add(1);
      }
    }
    return recording.prediction();
  }

  Prediction fromDraws(Draws fit, int wanted, long seed) {
    checkOwn(fit);
    somethingToPredict();
    atLeastOne(wanted);
    UniformRandomProvider stream = stream(seed);
    List<int[]> places = new ArrayList<>();
    for (int chain = 0; chain < fit.chains(); chain++) {
      for (int draw = 0; draw < fit.length(chain); draw++) {
        places.add(new int[] {chain, draw});
      }
    }
    int draws = Math.min(wanted, places.size());
    Prediction.Recording recording = new Prediction.Recording(plan, times, states, draws);
    try (Work work = Work.begin("Predicting", draws, "draws")) {
      for (int i = 0; i < draws; i++) {
        int[] place = places.get((int) ((long) i * places.size() / draws));
        predict(recording, i, values(fit.draw(place[0], place[1])), stream);
        Work.stopIfInterrupted();
        work.add(1);
      }
    }
    return recording.prediction();
  }

  private void somethingToPredict() {
    if (plan.observed().isEmpty() && states.isEmpty()) {
      throw new EpisodeException(
          Problem.of("E5122", "There is nothing to predict: the model observes no data")
              .remedy(
                  "Say what its data are, .observe(\"y ~ normal(mu, 1)\", columns). Draws of the"
                      + " parameters from their priors are sampled: nuts().sample(posterior)."));
    }
  }

  private static void atLeastOne(int draws) {
    if (draws < 1) {
      throw new EpisodeException(
          Problem.of("E5120", "A prediction of " + draws + " draws")
              .remedy("Ask for at least 1; a hundred give an impression."));
    }
  }

  private void checkOwn(Draws fit) {
    List<String> own = List.copyOf(plan.sampled().keySet());
    List<String> theirs =
        Given.argument(fit, "fit", "posteriorPredictive").variables().stream()
            .map(Variable::name)
            .limit(own.size())
            .toList();
    if (!own.equals(theirs)) {
      throw new EpisodeException(
          Problem.of("E5118", "These are draws of another model")
              .remedy(
                  "They begin with "
                      + Suggestion.list(theirs)
                      + "; this model has the parameters "
                      + Suggestion.list(own)
                      + "."));
    }
  }

  private Map<String, Tensor> values(double[] draw) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Sampled parameter : plan.sampled().values()) {
      int end = parameter.offset() + parameter.shape().size();
      double[] own = Arrays.copyOfRange(draw, parameter.offset(), end);
      values.put(parameter.name(), Tensor.of(parameter.shape(), own));
    }
    return values;
  }

  private void predict(
      Prediction.Recording recording,
      int draw,
      Map<String, Tensor> values,
      UniformRandomProvider stream) {
    List<Tensor> inputs = new ArrayList<>();
    plan.sampled().keySet().forEach(name -> inputs.add(values.get(name)));
    List<Tensor> outputs = compiled().apply(inputs);
    Optional<String> failed =
        solved()
            ? plan.dynamics().orElseThrow().failure(outputs.get(outputs.size() - 1))
            : Optional.empty();
    recording.solved(failed);
    int place = 0;
    for (Observed observed : plan.observed()) {
      int count = observed.call().arguments().size();
      List<Tensor> arguments = outputs.subList(place, place + count);
      double[] simulated = new double[observed.values().length];
      for (int row = 0; row < simulated.length; row++) {
        simulated[row] =
            observed.call().distribution().sample(stream, PriorDraws.numbers(arguments, row));
      }
      recording.simulated(observed.column(), draw, simulated);
      firstLost(simulated)
          .ifPresent(
              row -> recording.lost(observed, row, PriorDraws.numbers(arguments, row), failed));
      double[] logs = perRow(observed, outputs.get(place + count).toDoubles());
      recording.logLikelihood(observed.column(), draw, logs);
      place += count + 1;
    }
    if (solved()) {
      for (String state : states) {
        recording.state(state, draw, outputs.get(place++).toDoubles());
      }
    }
  }

  /** Returns whether the outputs end with states and the report of a solve. */
  private boolean solved() {
    return plan.dynamics().isPresent() && times.length > 0;
  }

  private static Optional<Integer> firstLost(double[] simulated) {
    return IntStream.range(0, simulated.length)
        .filter(row -> Double.isNaN(simulated[row]))
        .boxed()
        .findFirst();
  }

  /**
   * Returns, for every observation, the first row that has no finite log likelihood, in words;
   * nothing where the solve failed.
   */
  List<String> impossibleRows(double[] draw) {
    List<Tensor> inputs = List.copyOf(values(draw).values());
    List<Tensor> outputs = compiled().apply(inputs);
    Tensor report = outputs.isEmpty() ? Tensor.of(0) : outputs.get(outputs.size() - 1);
    List<String> lines = new ArrayList<>();
    if (solved() && plan.dynamics().get().failure(report).isPresent()) {
      return lines;
    }
    int place = 0;
    for (Observed observed : plan.observed()) {
      int count = observed.call().arguments().size();
      double[] logs = outputs.get(place + count).toDoubles();
      int bad = 0;
      while (bad < logs.length && Double.isFinite(logs[bad])) {
        bad++;
      }
      if (bad < logs.length) {
        int row = observed.present()[bad];
        double[] arguments = PriorDraws.numbers(outputs.subList(place, place + count), row);
        lines.add(impossible(observed, row, logs[bad], arguments));
      }
      place += count + 1;
    }
    return lines;
  }

  private static String impossible(Observed observed, int row, double log, double[] arguments) {
    StringBuilder text = new StringBuilder("row ").append(row + 1).append(" of ");
    text.append(observed.statement()).append(": ").append(observed.column()).append(" = ");
    text.append(DataCheck.plain(observed.values()[row])).append(" has log likelihood ");
    text.append(Density.brief(log)).append(" at");
    text.append(" ").append(arguments(observed, arguments));
    return text.toString();
  }

  /** Returns the parameters of the distribution in words. */
  static String arguments(Observed observed, double[] arguments) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String name = observed.call().distribution().parameters().get(i).name();
      words.add(name + " = " + Density.brief(arguments[i]));
    }
    return String.join(", ", words);
  }

  /** Returns log likelihoods with NaN for the rows that have no value. */
  private static double[] perRow(Observed observed, double[] logs) {
    double[] all = new double[observed.values().length];
    Arrays.fill(all, Double.NaN);
    int[] present = observed.present();
    for (int i = 0; i < present.length; i++) {
      all[present[i]] = logs[i];
    }
    return all;
  }

  private static UniformRandomProvider stream(long seed) {
    SplitMix64 words = new SplitMix64(seed);
    return new XoShiRo256PlusPlus(
        new long[] {words.nextLong(), words.nextLong(), words.nextLong(), words.nextLong()});
  }
}
