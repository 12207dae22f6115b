package episode.notebook.assist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the text in some place of a call is. */
enum Role {
  /** A formula of the system's names. */
  FORMULA,
  /** Names of states with an arrow between them. */
  ARROW,
  /** A new name, perhaps with axes in brackets. */
  DECLARATION,
  /** A statement such as {@code beta ~ normal(0, 1)}. */
  PRIOR,
  /** A statement such as {@code in_bed ~ poisson(I)}. */
  OBSERVATION,
  /** The whole text of a system. */
  SYSTEM_TEXT,
  STATE,
  PARAMETER,
  FLOW,
  OUTPUT,
  AXIS,
  /** An element of an axis of the state or flow that is named first. */
  ELEMENT,
  /** Anything that is declared. */
  NAME,
  /** A parameter or state, at every second place. */
  VALUE,
  COLUMN,
  /** A quantity that was sampled. */
  DRAW,
  /** An input of a function. */
  INPUT,
  BACKEND,
  METHOD,
  TIME,
  FILE,
  NONE;

  private static final Map<String, List<Role>> BUILDER =
      Map.ofEntries(
          Map.entry("axis", List.of(NONE)),
          Map.entry("state", List.of(DECLARATION)),
          Map.entry("parameter", List.of(DECLARATION)),
          Map.entry("input", List.of(DECLARATION, NONE, COLUMN)),
          Map.entry("alias", List.of(DECLARATION, FORMULA)),
          Map.entry("contacts", List.of(DECLARATION, FORMULA)),
          Map.entry("transition", List.of(ARROW, FORMULA)),
          Map.entry("importation", List.of(STATE, FORMULA)),
          Map.entry("births", List.of(STATE, FORMULA)),
          Map.entry("deaths", List.of(FORMULA)),
          Map.entry("ageing", List.of(AXIS, FORMULA)),
          Map.entry("equation", List.of(STATE, FORMULA)),
          Map.entry("initial", List.of(STATE, FORMULA)),
          Map.entry("output", List.of(DECLARATION, FORMULA)),
          Map.entry("operator", List.of(FORMULA)),
          Map.entry("time", List.of(TIME)));

  private static final Map<String, List<Role>> STRATA =
      Map.ofEntries(
          Map.entry("only", List.of(STATE)),
          Map.entry("parameter", List.of(DECLARATION)),
          Map.entry("share", List.of(FLOW, NAME, FORMULA)),
          Map.entry("multiply", List.of(FLOW, NAME, FORMULA)),
          Map.entry("overwrite", List.of(FLOW, NAME, FORMULA)),
          Map.entry("infection", List.of(FLOW)),
          Map.entry("infectiousness", List.of(STATE, NAME, FORMULA)),
          Map.entry("susceptibility", List.of(NAME, FORMULA)),
          Map.entry("mixing", List.of(PARAMETER)));

  private static final Map<String, List<Role>> SYSTEM =
      Map.ofEntries(
          Map.entry("compile", List.of(BACKEND)),
          Map.entry("transition", List.of(FLOW)),
          Map.entry("flow", List.of(FLOW)),
          Map.entry("accumulator", List.of(FLOW)),
          Map.entry("state", List.of(STATE)),
          Map.entry("output", List.of(OUTPUT)),
          Map.entry("traits", List.of(NAME)),
          Map.entry("renamed", List.of(NAME, NONE)),
          Map.entry("prefixed", List.of(NONE, NAME)),
          Map.entry("stratify", List.of(NONE)),
          Map.entry("block", List.of(AXIS)));

  private static final Map<String, List<Role>> COMPILED =
      Map.ofEntries(
          Map.entry("withFixedStep", List.of(METHOD)),
          Map.entry("gradient", List.of(FORMULA, NONE, NONE, PARAMETER)),
          Map.entry("jacobian", List.of(FORMULA, NONE, NONE, PARAMETER)),
          Map.entry("function", List.of(FORMULA)),
          Map.entry("checkGradient", List.of(NONE, NONE, PARAMETER)));

  private static final Map<String, List<Role>> SOLUTION =
      Map.ofEntries(
          Map.entry("state", List.of(STATE, ELEMENT)),
          Map.entry("stateArray", List.of(STATE)),
          Map.entry("total", List.of(STATE)),
          Map.entry("array", List.of(STATE)),
          Map.entry("flow", List.of(FLOW, ELEMENT)),
          Map.entry("incidence", List.of(FLOW, ELEMENT)),
          Map.entry("incidenceArray", List.of(FLOW)),
          Map.entry("output", List.of(OUTPUT, ELEMENT)),
          Map.entry("outputArray", List.of(OUTPUT)),
          Map.entry("observe", List.of(FORMULA)),
          Map.entry("plot", List.of(FORMULA)));

  private static final Map<String, List<Role>> POSTERIOR =
      Map.ofEntries(
          Map.entry("prior", List.of(PRIOR)),
          Map.entry("alias", List.of(DECLARATION, FORMULA)),
          Map.entry("derive", List.of(DECLARATION, FORMULA)),
          Map.entry("observe", List.of(OBSERVATION)),
          Map.entry("axis", List.of(NONE)));

  private static final Map<String, List<Role>> EPISODE =
      Map.ofEntries(
          Map.entry("system", List.of(NONE, SYSTEM_TEXT)),
          Map.entry("values", List.of(VALUE)),
          Map.entry("at", List.of(COLUMN)),
          Map.entry("table", List.of(FILE, COLUMN)),
          Map.entry("plot", List.of(COLUMN)),
          Map.entry("function", List.of(FORMULA, NONE)),
          Map.entry("grad", List.of(INPUT)),
          Map.entry("valueAndGrad", List.of(INPUT)),
          Map.entry("jvp", List.of(INPUT)),
          Map.entry("vjp", List.of(INPUT)),
          Map.entry("jacobian", List.of(INPUT)),
          Map.entry("hessian", List.of(INPUT)),
          Map.entry("vmap", List.of(INPUT)),
          Map.entry("jit", List.of(BACKEND)),
          Map.entry("explore", List.of(PARAMETER)),
          Map.entry("nextGeneration", List.of(STATE)));

  private static final Map<String, Map<String, List<Role>>> TABLE =
      Map.ofEntries(
          Map.entry("Episode", EPISODE),
          Map.entry("SystemBuilder", BUILDER),
          Map.entry("Stratification", STRATA),
          Map.entry("OpSystem", withText()),
          Map.entry("CompiledSystem", COMPILED),
          Map.entry("Solution", SOLUTION),
          Map.entry("Posterior", POSTERIOR),
          Map.entry("Prediction", Map.of("state", List.of(STATE, ELEMENT))),
          Map.entry("Values", every(VALUE, "with", "without", "number", "tensor", "of")),
          Map.entry("Gradient", every(PARAMETER, "of", "array")),
          Map.entry("GraphFunction", function()),
          Map.entry("NextGeneration", Map.of("of", List.of(STATE))),
          Map.entry("Backends", every(BACKEND, "byName", "started")),
          Map.entry("Path", every(FILE, "of")),
          Map.entry("Files", every(FILE, "of")),
          Map.entry("Tables", every(FILE, "read")));

  private static Map<String, List<Role>> withText() {
    Map<String, List<Role>> all = new HashMap<>(SYSTEM);
    all.put("text", List.of(NONE, SYSTEM_TEXT));
    return all;
  }

  private static Map<String, List<Role>> function() {
    String[] methods = {
      "grad", "valueAndGrad", "jvp", "vjp", "jacobian", "hessian", "vmap", "with"
    };
    Map<String, List<Role>> all = new HashMap<>(every(INPUT, methods));
    all.put("of", List.of(FORMULA, NONE));
    all.put("jit", List.of(BACKEND));
    return all;
  }

  private static Map<String, List<Role>> every(Role role, String... methods) {
    Map<String, List<Role>> all = new HashMap<>();
    for (String method : methods) {
      all.put(method, List.of(role));
    }
    return all;
  }

  /**
   * Returns the role of an argument.
   *
   * @param type whose method it is; empty where that is unknown
   * @param place how many arguments stand before it; the last role goes on for further ones
   */
  static Role of(Optional<Class<?>> type, String method, int place) {
    if (type.isPresent()) {
      String name = type.get().getSimpleName();
      if (name.equals("Draws")) {
        return DRAW;
      }
      if (name.equals("Table") || name.equals("Columns")) {
        return COLUMN;
      }
      return at(TABLE.getOrDefault(name, Map.of()).get(method), place);
    }
    return TABLE.values().stream()
        .filter(methods -> methods.containsKey(method))
        .findFirst()
        .map(methods -> at(methods.get(method), place))
        .orElse(NONE);
  }

  private static Role at(List<Role> roles, int place) {
    return roles == null ? NONE : roles.get(Math.min(place, roles.size() - 1));
  }
}
