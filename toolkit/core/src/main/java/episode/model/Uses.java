package episode.model;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds names that nothing needs or nobody knows; problems are collected. */
final class Uses {
  private final Draft draft;
  private final Map<String, Sampled> sampled;
  private final List<Problem> problems;

  Uses(Draft draft, Map<String, Sampled> sampled, List<Problem> problems) {
    this.draft = draft;
    this.sampled = sampled;
    this.problems = problems;
  }

  /** Finds values that nobody asks for. */
  void ofValues() {
    Set<String> names = names();
    names.addAll(sampled.keySet());
    onlyKnown("start", draft.start().keySet(), sampled.keySet());
    onlyKnown("fixed", draft.fixed().keySet(), names);
  }

  private void onlyKnown(String method, Set<String> names, Set<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        problems.add(
            Problem.of("E2103", "Unknown name '" + name + "'")
                .at(new Problem.Where(method + "(values(…))", name, 0, name.length()))
                .remedy(Suggestion.remedy(name, known, "Known names")));
      }
    }
  }

  /** Returns the names of the system, and all that formulas speak of. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(systemNames());
    draft.priors().forEach(statement -> names.addAll(statement.right().names()));
    draft.aliases().forEach(statement -> names.addAll(statement.right().names()));
    draft.derived().forEach(statement -> names.addAll(statement.right().names()));
    draft.observations().forEach(each -> names.addAll(each.statement().right().names()));
    return names;
  }

  private List<String> systemNames() {
    List<String> names = new ArrayList<>();
    draft.dynamics().ifPresent(dynamics -> names.addAll(dynamics.parameters().keySet()));
    draft.dynamics().ifPresent(dynamics -> names.addAll(dynamics.states().keySet()));
    return names;
  }

  /**
   * Finds parameters that nothing depends on, which are misspelt as a rule; without data they may
   * stand alone, and an unknown name in a formula says it already.
   */
  void ofParameters() {
    boolean said = problems.stream().anyMatch(problem -> problem.code().equals("E2103"));
    if (draft.observations().isEmpty() || said) {
      return;
    }
    Set<String> used = names();
    List<String> others = systemNames();
    others.removeAll(sampled.keySet());
    for (Sampled parameter : sampled.values()) {
      if (!used.contains(parameter.name())) {
        problems.add(
            Problem.of("E5119", "'" + parameter.name() + "' is used nowhere")
                .at(parameter.statement().nameWhere())
                .remedy(
                    others.isEmpty()
                        ? "Use it in a formula, or leave its prior out."
                        : Suggestion.remedy(parameter.name(), others, "Without a prior")));
      }
    }
  }

  /** Returns a problem with further advice where a parameter has no value. */
  static Problem orPrior(Problem problem) {
    String[] quoted = problem.what().split("'");
    return problem.code().equals("E2203") && quoted.length > 1
        ? problem.remedy(
            problem.remedy().replaceFirst("\\.$", "")
                + ", or a prior: .prior(\""
                + quoted[1]
                + " ~ …\").")
        : problem;
  }

  /** Returns a problem with other advice where an unknown name is that of a derived quantity. */
  static Problem advised(Problem problem, Map<String, Statement> derived) {
    if (!problem.code().equals("E2103") || problem.where().isEmpty()) {
      return problem;
    }
    Problem.Where where = problem.where().get();
    String name = where.source().substring(where.start(), where.end());
    Statement statement = derived.get(name);
    return statement == null
        ? problem
        : problem.remedy(
            "'"
                + name
                + "' is derived, after sampling; formulas can use it if it is declared with"
                + " .alias(\""
                + statement.left().text()
                + "\", …) instead.");
  }
}
