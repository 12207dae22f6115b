package episode.cli;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.system.Cells;
import episode.system.Definition;
import episode.system.HistoryRequirement;
import episode.system.Input;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.TimeScale;
import episode.system.Traits;
import episode.system.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an engine needs to know of a system, as maps that become JSON. */
final class EngineAnswer {
  private final OpSystem system;

  private EngineAnswer(OpSystem system) {
    this.system = system;
  }

  static Map<String, Object> of(OpSystem system) {
    return new EngineAnswer(system).all();
  }

  private Map<String, Object> all() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", system.name());
    answer.put("time", system.time() == TimeScale.NONE ? null : system.time().word());
    answer.put("axes", each(system.axes(), EngineAnswer::axis));
    answer.put("state", system.stateNames());
    Map<String, Object> shapes = new LinkedHashMap<>();
    Map<String, Object> along = new LinkedHashMap<>();
    for (Template state : system.states()) {
      shapes.put(state.name(), state.shape().extents());
      along.put(state.name(), names(state));
    }
    answer.put("template_shapes", shapes);
    answer.put("template_axes", along);
    answer.put("parameters", parameters());
    answer.put("initial_state", system.initialCells());
    answer.put("initial", formulas(system.initialValues()));
    answer.put("inputs", each(system.inputs(), EngineAnswer::input));
    answer.put("aliases", formulas(system.aliases()));
    answer.put("flows", each(system.transitions(), EngineAnswer::flow));
    answer.put("equations", formulas(system.equations()));
    answer.put("contributions", formulas(system.contributions()));
    answer.put("outputs", formulas(system.outputs()));
    answer.put("breakpoints", system.breakpoints());
    answer.put("history_requirements", each(system.historyRequirements(), EngineAnswer::history));
    for (String key : List.of("kernels", "operators", "factorize_axes")) {
      answer.put(key, system.metadata().getOrDefault(key, List.of()));
    }
    answer.put("block_axes", blockAxes());
    for (String key : List.of("state_axes", "sources", "couplings", "constraints", "meta")) {
      Optional.ofNullable(system.metadata().get(key)).ifPresent(value -> answer.put(key, value));
    }
    answer.put("warnings", each(system.warnings(), Problem::toString));
    return answer;
  }

  private static <T> List<Object> each(List<T> list, java.util.function.Function<T, Object> say) {
    List<Object> said = new ArrayList<>();
    list.forEach(one -> said.add(say.apply(one)));
    return said;
  }

  private static List<String> names(Template template) {
    return template.axes().stream().map(NamedAxis::name).toList();
  }

  private static Map<String, Object> axis(NamedAxis axis) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("name", axis.name());
    said.put("type", axis.kind().name().toLowerCase(java.util.Locale.ROOT));
    said.put("size", axis.size());
    said.put("labels", axis.elements());
    if (axis.kind().hasCoordinates()) {
      said.put("coords", axis.coordinates());
      said.put("weights", axis.weights());
    } else {
      said.put("coords", axis.elements());
    }
    return said;
  }

  private static Map<String, Object> input(Input input) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("name", input.name());
    said.put("curve", input.curve().word());
    said.put("times", input.times());
    said.put("values", input.values());
    return said;
  }

  /** Returns what is asked for: parameters of the right-hand side, then those of engines. */
  private List<Object> parameters() {
    Set<String> kernels = new LinkedHashSet<>();
    entries("kernels").forEach(kernel -> kernels.add(String.valueOf(kernel.get("name"))));
    List<Object> parameters = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    for (Template parameter : system.parameters()) {
      known.add(parameter.name());
      String role = kernels.contains(parameter.name()) ? "kernel" : "rhs";
      parameters.add(parameter(parameter, role));
    }
    for (Map.Entry<String, List<String>> seed : seeds().entrySet()) {
      if (known.add(seed.getKey())) {
        parameters.add(request(seed.getKey(), seed.getValue(), "initial_state"));
      }
    }
    for (Map<?, ?> operator : entries("operators")) {
      for (String key : List.of("velocity", "rate")) {
        boolean name = operator.get(key) instanceof String text && text.matches("[A-Za-z_]\\w*");
        if (name && known.add(operator.get(key).toString())) {
          parameters.add(request(operator.get(key).toString(), List.of(), "operator"));
        }
      }
    }
    return parameters;
  }

  private List<Map<?, ?>> entries(String key) {
    List<Map<?, ?>> entries = new ArrayList<>();
    if (system.metadata().get(key) instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> map) {
          entries.add(map);
        }
      }
    }
    return entries;
  }

  private Map<String, List<String>> seeds() {
    Map<String, List<String>> seeds = new LinkedHashMap<>();
    for (Object value : system.initialCells().values()) {
      if (value instanceof Map<?, ?> array) {
        List<String> axes = new ArrayList<>();
        if (array.get("axes") instanceof List<?> along) {
          along.forEach(axis -> axes.add(axis.toString()));
        }
        seeds.putIfAbsent(String.valueOf(array.get("shaped")), axes);
      } else if (!value.toString().matches("[-+0-9.].*")) {
        seeds.putIfAbsent(value.toString(), List.of());
      }
    }
    return seeds;
  }

  private static Map<String, Object> request(String name, List<String> axes, String role) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("name", name);
    said.put("axes", axes);
    said.put("for", role);
    return said;
  }

  private Map<String, Object> parameter(Template parameter, String role) {
    Map<String, Object> said = request(parameter.name(), names(parameter), role);
    said.put("shape", parameter.shape().extents());
    Traits traits = system.traits(parameter.name());
    if (!traits.unit().isEmpty()) {
      said.put("unit", traits.unit());
    }
    if (!Double.isNaN(traits.byDefault())) {
      said.put("default", traits.byDefault());
    }
    if (Double.isFinite(traits.lower())) {
      said.put("lower", traits.lower());
    }
    if (Double.isFinite(traits.upper())) {
      said.put("upper", traits.upper());
    }
    return said;
  }

  private static Map<String, Object> flow(Transition flow) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("name", flow.name().isEmpty() ? null : flow.name());
    said.put("from", flow.from().map(Cells::toString).orElse(null));
    said.put("to", flow.to().map(Cells::toString).orElse(null));
    said.put("axes", flow.axes().stream().map(NamedAxis::name).toList());
    said.put("rate", flow.rate().text());
    said.put("per_head", flow.from().isPresent());
    Map<String, Integer> changes = new LinkedHashMap<>();
    flow.from().ifPresent(cells -> changes.put(cells.toString(), -1));
    flow.to().ifPresent(cells -> changes.merge(cells.toString(), 1, Integer::sum));
    said.put("stoichiometry", changes);
    return said;
  }

  private static Map<String, Object> history(HistoryRequirement asked) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("signal_id", asked.id());
    said.put("kind", asked.kind());
    said.put("where", asked.where());
    said.put("signal", asked.signal());
    said.put("axes", asked.axes().stream().map(NamedAxis::name).toList());
    said.put("options", asked.options());
    said.put("required_options", asked.requiredOptions());
    said.put("missing_required_options", asked.missingOptions());
    said.put("unknown_options", asked.unknownOptions());
    return said;
  }

  private static List<Object> formulas(List<Definition> definitions) {
    List<Object> said = new ArrayList<>();
    for (Definition one : definitions) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put(
          "target", one.target().pinned().isEmpty() ? one.declaration() : one.target().toString());
      entry.put("formula", one.formula().text());
      said.add(entry);
    }
    return said;
  }

  private List<Object> blockAxes() {
    List<Object> blocks = new ArrayList<>();
    if (!(system.metadata().get("factorize_axes") instanceof List<?> names)) {
      return blocks;
    }
    for (NamedAxis axis : system.axes()) {
      if (names.contains(axis.name())) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("name", axis.name());
        said.put("size", axis.size());
        said.put("state_axis_pos", places(system.states(), axis));
        said.put("param_axis_pos", places(system.parameters(), axis));
        blocks.add(said);
      }
    }
    return blocks;
  }

  private static Map<String, Object> places(List<Template> templates, NamedAxis axis) {
    Map<String, Object> places = new LinkedHashMap<>();
    for (Template template : templates) {
      if (template.axes().contains(axis)) {
        places.put(template.name(), template.axes().indexOf(axis));
      }
    }
    return places;
  }
}
