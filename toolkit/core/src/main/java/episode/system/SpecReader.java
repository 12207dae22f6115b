package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a spec in the format of op_system 0.2 into the normalised form. Everything that is wrong is
 * reported at once. For one spec and one thread.
 */
final class SpecReader {
  private static final List<String> KEYS =
      List.of("kind", "state", "equations", "transitions", "aliases", "axes", "chain", "time_axis");

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, SpecNode> keys;
  private final SpecNode root;
  private final SpecNames names;
  private final boolean flows;
  private final SpecBlock block;

  private SpecReader(Object spec) {
    root = new SpecNode(spec, "", problems);
    List<String> known = new ArrayList<>(KEYS);
    known.addAll(SpecMetadata.KEYS);
    known.add("episode");
    SpecNode withoutOld = new SpecNode(withoutOldKeys(spec), "", problems);
    keys = withoutOld.map(known);
    if (!root.isMap()) {
      Reading.refuse(problems);
    }
    block = new SpecBlock(keys.get("episode"));
    Optional<Boolean> kind = kind();
    flows = kind.orElse(keys.containsKey("transitions"));
    String timeAxis =
        keys.containsKey("time_axis") ? keys.get("time_axis").text().orElse("time") : "time";
    names =
        present("axes")
            ? SpecAxes.read(keys.get("axes"), timeAxis.strip())
            : new SpecNames(Map.of(), Set.of());
    if (kind.isEmpty()) {
      Reading.refuse(problems);
    }
  }

  /**
   * Returns the system of a spec.
   *
   * @param spec as {@link SpecText} reads it
   * @throws EpisodeException E1 and E2 with all problems
   */
  static OpSystem read(String name, Object spec) {
    SpecReader reader = new SpecReader(spec);
    return reader.block.isOwnGrammar() ? reader.inOwnGrammar(name) : reader.system(name);
  }

  /** Returns the spec without the key that older versions of op_system had, which is a problem. */
  private Object withoutOldKeys(Object spec) {
    if (!(spec instanceof Map<?, ?> map) || !map.containsKey("time_varying")) {
      return spec;
    }
    String key = "time_varying";
    problems.add(
        Problem.of("E2502", "Unknown key '" + key + "'")
            .at(new Problem.Where("spec", key, 0, key.length()))
            .remedy(
                "It is no key any more: write beta[time] in formulas, and declare the axis: {name:"
                    + " time, type: continuous, coords: [0, 10, 20]}."));
    Map<Object, Object> rest = new LinkedHashMap<>(map);
    rest.remove(key);
    return rest;
  }

  private OpSystem inOwnGrammar(String name) {
    unwanted("chain", "episode");
    SpecStatements statements =
        new SpecStatements(keys, block, names.axes(), matrices(this::parsed), problems);
    Definitions definitions = statements.definitions(name);
    definitions.states().forEach(state -> names.states().put(state.name(), state));
    Definitions all = definitions.adding(acting(this::parsed));
    return finished(all, statements.broken(), List.of());
  }

  /** Returns the system with what its spec says for engines. */
  private OpSystem finished(Definitions definitions, Set<String> broken, List<Problem> warnings) {
    Map<String, Object> metadata = metadata(definitions);
    return OpSystem.of(definitions, broken, problems, warnings)
        .with(metadata, block.name().isPresent());
  }

  private Optional<Boolean> kind() {
    SpecNode kind = keys.get("kind");
    if (kind == null) {
      return Optional.of(false);
    }
    Optional<String> text = kind.text();
    String word = text.orElse("").strip().toLowerCase(Locale.ROOT);
    if (text.isPresent() && !word.equals("expr") && !word.equals("transitions")) {
      String remedy = Suggestion.remedy(word, List.of("expr", "transitions"), "Kinds");
      kind.problem("E2504", "Unknown kind of spec '" + word + "'", remedy);
    }
    boolean known = word.equals("expr") || word.equals("transitions");
    return known ? Optional.of(word.equals("transitions")) : Optional.empty();
  }

  /** Reads the states, those of chains too. */
  private SpecChains states() {
    SpecStates states = new SpecStates(root, keys.get("state"), names, problems);
    states.read();
    SpecChains chains = new SpecChains(names, flows, problems);
    if (present("chain")) {
      chains.read(keys.get("chain"), states::state);
    }
    if (names.states().isEmpty()) {
      Reading.refuse(problems);
    }
    states.checkCells();
    return chains;
  }

  private OpSystem system(String name) {
    SpecChains chains = states();
    SpecAliases aliases = new SpecAliases(names, problems);
    if (present("aliases")) {
      aliases.declare(keys.get("aliases"));
    }
    List<Input> inputs = new SpecDefinitions(names, problems).inputs(block.inputs());
    if (block.listsParameters()) {
      new SpecDefinitions(names, problems).parameters(block.parameters());
    }
    List<Definition> matrices = matrices(this::expression);
    matrices.forEach(one -> matrix(one.target().template()));
    List<Definition> equations = List.of();
    List<Transition> transitions = List.of();
    List<Problem> warnings = new ArrayList<>();
    if (flows) {
      unwanted("equations", "transitions");
      SpecFlows reader = new SpecFlows(names, problems, warnings);
      transitions = reader.read(root, keys.get("transitions"), chains);
    } else {
      unwanted("transitions", "expr");
      SpecEquations reader = new SpecEquations(names, problems);
      equations = reader.read(root, keys.get("equations"), chains);
    }
    List<Definition> read = joined(aliases.definitions(), matrices);
    List<Transition> kept = renamed(transitions);
    names.flows(kept);
    SpecDefinitions others = new SpecDefinitions(names, problems);
    List<Definition> beside = others.equations(block.entries("equations"));
    List<Definition> initial = others.ofStates(block.entries("initial"));
    List<Definition> contributions = new ArrayList<>(others.ofStates(block.contributions()));
    contributions.addAll(acting(this::expression));
    List<Definition> outputs = others.outputs(block.entries("outputs"));
    Definitions definitions =
        new Definitions(
            block.name().orElse(name),
            block.time(),
            List.copyOf(names.axes().values()),
            List.copyOf(names.states().values()),
            parameters(),
            inputs,
            read,
            kept,
            flows ? beside : joined(equations, beside),
            initial,
            contributions,
            outputs,
            traits(),
            block.closed());
    return finished(definitions, names.broken(), warnings);
  }

  /** Returns what operators add to the derivatives of states, where they act. */
  private List<Definition> acting(Function<SpecNode, Optional<Expr>> formulas) {
    return block.operatorsAct()
        ? new SpecActing(names.axes(), names.states(), formulas)
            .contributions(SpecActing.entries(keys, "operators"))
        : List.of();
  }

  /** Returns the kernels as matrices, where they act. */
  private List<Definition> matrices(Function<SpecNode, Optional<Expr>> formulas) {
    return block.operatorsAct()
        ? new SpecMatrices(names.axes(), formulas).read(SpecActing.entries(keys, "kernels"))
        : List.of();
  }

  private void matrix(Template matrix) {
    boolean taken = names.isState(matrix.name()) || names.aliases().containsKey(matrix.name());
    if (taken) {
      String what = "'" + matrix.name() + "' is a kernel and a state or an alias";
      keys.getOrDefault("kernels", root).problem("E2101", what, "Rename one.");
    }
    names.aliases().put(matrix.name(), matrix);
  }

  /** Returns a formula in this library's own terms. */
  private Optional<Expr> parsed(SpecNode node) {
    try {
      return node.formula().map(text -> Formula.parse(node.path(), text).expr());
    } catch (EpisodeException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** Returns a formula put into this library's terms. */
  private Optional<Expr> expression(SpecNode node) {
    return node.formula()
        .flatMap(text -> SpecStatement.read(node.path(), text, names, Map.of(), problems))
        .map(read -> read.formula().expr());
  }

  private Map<String, Traits> traits() {
    SystemBuilder said = OpSystem.named("spec");
    names.states().values().forEach(state -> said.state(state.toString()));
    names.parameters().values().forEach(parameter -> said.parameter(parameter.toString()));
    said.traits.putAll(block.traits());
    return new TraitReading(problems).traits(said);
  }

  /** Returns the parameters as listed, else by name. */
  private List<Template> parameters() {
    if (!block.listsParameters()) {
      return List.copyOf(names.parameters().values());
    }
    List<Template> listed = new ArrayList<>();
    for (SpecBlock.Named named : block.parameters()) {
      Selector.of(named.text())
          .map(selector -> names.parameters().get(selector.name()))
          .ifPresent(listed::add);
    }
    return listed;
  }

  /** Takes away names of flows that states, aliases or parameters have: they come first. */
  private List<Transition> renamed(List<Transition> transitions) {
    List<Transition> renamed = new ArrayList<>();
    for (Transition one : transitions) {
      boolean taken =
          names.template(one.name()).isPresent() || names.parameters().containsKey(one.name());
      String name = taken ? "" : one.name();
      renamed.add(new Transition(name, one.from(), one.to(), one.rate()));
    }
    return List.copyOf(renamed);
  }

  private Map<String, Object> metadata(Definitions definitions) {
    SpecMetadata reader = new SpecMetadata(names, problems);
    Map<String, Object> metadata = new LinkedHashMap<>(reader.read(keys));
    if (present("factorize_axes")) {
      SpecFactors factors = new SpecFactors(definitions);
      metadata.put(
          "factorize_axes", factors.read(keys.get("factorize_axes"), reader.operatorAxes()));
    }
    return metadata;
  }

  private boolean present(String key) {
    return keys.containsKey(key) && !keys.get(key).isNull();
  }

  private void unwanted(String key, String kind) {
    if (present(key)) {
      String what = "A spec of kind " + kind + " has no " + key;
      keys.get(key)
          .problem(
              "E2504",
              what,
              "Remove them, or write kind: " + (kind.equals("expr") ? "transitions." : "expr."));
    }
  }

  private static <T> List<T> joined(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
