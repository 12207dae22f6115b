package episode.model;

import episode.expr.EpisodeException;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.model.Draft.Observing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A draft that has been checked: names have one meaning, data fit, and the order is known. */
final class Plan {
  private final Draft draft;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, NamedAxis> axes = new LinkedHashMap<>();
  private final Map<String, Sampled> sampled = new LinkedHashMap<>();
  private final Map<String, Statement> aliases = new LinkedHashMap<>();
  private final Map<String, Statement> derived = new LinkedHashMap<>();
  private final List<Observed> observed = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private int dimension;

  private Plan(Draft draft) {
    this.draft = draft;
    draft.dynamics().ifPresent(d -> d.axes().forEach(axis -> axes.put(axis.name(), axis)));
    draft.axes().forEach(axis -> axes.put(axis.name(), axis));
  }

  /**
   * Returns the checked draft.
   *
   * @throws EpisodeException with every problem found
   */
  static Plan of(Draft draft) {
    Plan plan = made(draft);
    if (!plan.problems.isEmpty()) {
      throw new EpisodeException(plan.problems);
    }
    return plan;
  }

  /** Returns every problem of a draft that may still grow. */
  static List<Problem> problems(Draft draft) {
    return List.copyOf(made(draft).problems);
  }

  private static Plan made(Draft draft) {
    Plan plan = new Plan(draft);
    plan.names();
    plan.values();
    plan.order.addAll(new Ordering(plan.sampled, plan.aliases, plan.problems).names());
    for (Observing observing : draft.observations()) {
      RandomCall.of(observing.statement(), plan.problems)
          .flatMap(
              call ->
                  new DataCheck(observing, draft.dynamics(), plan.problems)
                      .observed(call, plan.axes))
          .ifPresent(plan.observed::add);
    }
    if (plan.sampled.isEmpty() && plan.problems.isEmpty()) {
      plan.problems.add(
          Problem.of("E5109", "Nothing is sampled: there is no prior")
              .remedy("Add .prior(\"name ~ distribution(…)\")."));
    }
    Assembly.check(plan, plan.problems);
    plan.problems.replaceAll(problem -> Uses.advised(problem, plan.derived));
    new Uses(draft, plan.sampled, plan.problems).ofParameters();
    return plan;
  }

  private void names() {
    Set<String> used = new HashSet<>();
    draft.dynamics().ifPresent(dynamics -> used.addAll(dynamics.series().keySet()));
    for (Statement prior : draft.priors()) {
      if (isNew(prior, used)) {
        axesOf(prior)
            .ifPresent(
                its -> RandomCall.of(prior, problems).ifPresent(call -> add(prior, call, its)));
      }
    }
    for (Statement alias : draft.aliases()) {
      if (isNew(alias, used)) {
        axesOf(alias).ifPresent(its -> aliases.put(alias.name(), alias));
      }
    }
    for (Statement formula : draft.derived()) {
      if (isNew(formula, used)) {
        axesOf(formula).ifPresent(its -> derived.put(formula.name(), formula));
      }
    }
  }

  private boolean isNew(Statement statement, Set<String> used) {
    boolean isState =
        draft.dynamics().map(d -> d.states().containsKey(statement.name())).orElse(false);
    if (used.contains(statement.name()) && !isState) {
      boolean system =
          draft.dynamics().map(d -> d.series().containsKey(statement.name())).orElse(false);
      String what = system ? "is computed by the system" : "is defined twice";
      problems.add(Names.twice(statement, what));
      return false;
    }
    used.add(statement.name());
    return true;
  }

  private void add(Statement prior, RandomCall call, List<NamedAxis> its) {
    if (call.distribution().support().whole()) {
      problems.add(
          Problem.of("E5107", "'" + prior.name() + "' would be a whole number")
              .at(prior.rightWhere())
              .remedy(
                  "Only real numbers can be sampled here: sum over it, or make it continuous."));
      return;
    }
    Sampled parameter = new Sampled(prior, call, its, dimension);
    dimension += parameter.shape().size();
    sampled.put(prior.name(), parameter);
  }

  /** Returns the axes of a name on the left; those of the system where it has the name. */
  Optional<List<NamedAxis>> axesOf(Statement statement) {
    List<NamedAxis> its = new ArrayList<>();
    for (String name : statement.axes()) {
      if (!axes.containsKey(name)) {
        problems.add(Names.unknownAxis(statement, name, axes.keySet()));
        return Optional.empty();
      }
      its.add(axes.get(name));
    }
    List<NamedAxis> declared = declaredAxes(statement.name());
    if (declared == null || declared.equals(its)) {
      return Optional.of(its);
    }
    if (its.isEmpty()) {
      return Optional.of(declared);
    }
    List<String> wanted = declared.stream().map(NamedAxis::name).toList();
    String brackets = wanted.isEmpty() ? "" : "[" + String.join(", ", wanted) + "]";
    problems.add(
        Problem.of("E5112", "'" + statement.name() + "' has other axes in the system")
            .at(statement.left().where(statement.left().expr().span()))
            .remedy("Write " + statement.name() + brackets + "."));
    return Optional.empty();
  }

  private List<NamedAxis> declaredAxes(String name) {
    if (draft.dynamics().isEmpty()) {
      return null;
    }
    Dynamics dynamics = draft.dynamics().get();
    return dynamics.parameters().getOrDefault(name, dynamics.states().get(name));
  }

  /** Finds parameters that have two values or none, and values that nobody asks for. */
  private void values() {
    for (Sampled parameter : sampled.values()) {
      if (draft.fixed().containsKey(parameter.name())) {
        problems.add(
            Problem.of("E5105", "'" + parameter.name() + "' has a prior and a fixed value")
                .at(parameter.statement().nameWhere())
                .remedy(
                    "Leave one of them out; a point to start from goes into"
                        + " .start(values(\""
                        + parameter.name()
                        + "\", …))."));
      }
    }
    Set<String> elsewhere = new HashSet<>(sampled.keySet());
    elsewhere.addAll(aliases.keySet());
    elsewhere.addAll(draft.fixed().keySet());
    draft
        .dynamics()
        .ifPresent(
            dynamics ->
                dynamics.problems(elsewhere).stream().map(Uses::orPrior).forEach(problems::add));
    new Uses(draft, sampled, problems).ofValues();
    for (Map.Entry<String, Tensor> entry : draft.fixed().entrySet()) {
      if (!entry.getValue().shape().isScalar() && declaredAxes(entry.getKey()) == null) {
        problems.add(
            Problem.of("E5117", "The fixed value of '" + entry.getKey() + "' is an array")
                .remedy("Arrays come in as columns of data, or as parameters of the system."));
      }
    }
  }

  /** Returns the value of a name that is neither sampled nor computed. */
  Optional<Tensor> fixed(String name) {
    Tensor value = draft.fixed().get(name);
    return value != null ? Optional.of(value) : draft.dynamics().flatMap(d -> d.given(name));
  }

  /** Returns where a parameter starts, where the user said so. */
  Optional<Tensor> start(String name) {
    Tensor value = draft.start().get(name);
    return value != null ? Optional.of(value) : draft.dynamics().flatMap(d -> d.given(name));
  }

  boolean isExplicitStart(String name) {
    return draft.start().containsKey(name);
  }

  Draft draft() {
    return draft;
  }

  Optional<Dynamics> dynamics() {
    return draft.dynamics();
  }

  List<NamedAxis> axes() {
    return List.copyOf(axes.values());
  }

  /** Returns the parameters with a prior, in the order written. */
  Map<String, Sampled> sampled() {
    return sampled;
  }

  Map<String, Statement> aliases() {
    return aliases;
  }

  Map<String, Statement> derived() {
    return derived;
  }

  /** Returns the names of priors and aliases, each after those that it needs. */
  List<String> order() {
    return order;
  }

  List<Observed> observed() {
    return observed;
  }

  int dimension() {
    return dimension;
  }

  /** Returns all times at which data were taken, ascending, each once. */
  double[] times() {
    TreeSet<Double> all = new TreeSet<>();
    for (Observed observation : observed) {
      for (double time : observation.layout().times()) {
        all.add(time);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
