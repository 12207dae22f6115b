package episode.system;

import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a spec whose formulas are in this library's own grammar, {@code formulas: episode}: its
 * statements become those of a builder. For one spec and one thread.
 */
final class SpecStatements {
  private final Map<String, SpecNode> keys;
  private final SpecBlock block;
  private final Map<String, NamedAxis> axes;
  private final List<Definition> matrices;
  private final List<Problem> problems;
  private Set<String> broken = Set.of();

  SpecStatements(
      Map<String, SpecNode> keys,
      SpecBlock block,
      Map<String, NamedAxis> axes,
      List<Definition> matrices,
      List<Problem> problems) {
    this.keys = keys;
    this.block = block;
    this.axes = axes;
    this.matrices = matrices;
    this.problems = problems;
  }

  /** Returns the names whose own declarations are wrong: what uses them is not to blame. */
  Set<String> broken() {
    return broken;
  }

  /** Returns the definitions; what is wrong is added to the problems. */
  Definitions definitions(String name) {
    SystemBuilder builder = OpSystem.named(block.name().orElse(name));
    TimeScale time = block.time();
    builder.time(time == TimeScale.NONE ? "none" : time.word());
    texts("state").forEach(builder::state);
    block.parameters().forEach(parameter -> builder.parameter(parameter.text()));
    pairs("aliases", builder.aliases);
    for (Definition matrix : matrices) {
      String formula = matrix.formula().text();
      builder.aliases.add(new SystemBuilder.Statement(matrix.declaration(), formula));
    }
    pairs("equations", builder.equations);
    entries(block.entries("equations"), builder.equations);
    entries(block.entries("initial"), builder.initialValues);
    entries(block.entries("outputs"), builder.outputs);
    entries(block.contributions(), builder.contributions);
    if (isThere("transitions")) {
      keys.get("transitions").list().forEach(one -> transition(one, builder));
    }
    builder.inputs.addAll(block.inputs());
    builder.isNormalised = true;
    builder.closed = block.closed();
    builder.traits.putAll(block.traits());
    Reading reading = new Reading(builder, axes);
    Definitions definitions = reading.definitions();
    problems.addAll(reading.problems());
    broken = reading.broken();
    return definitions;
  }

  private boolean isThere(String key) {
    return keys.containsKey(key) && !keys.get(key).isNull();
  }

  private List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (isThere(key)) {
      keys.get(key).list().forEach(entry -> entry.text().ifPresent(texts::add));
    }
    return texts;
  }

  private void pairs(String key, List<SystemBuilder.Statement> statements) {
    if (isThere(key)) {
      keys.get(key).map().forEach((target, node) -> add(target, node, statements));
    }
  }

  private static void entries(
      List<SpecBlock.Entry> entries, List<SystemBuilder.Statement> statements) {
    entries.forEach(entry -> add(entry.target(), entry.formula(), statements));
  }

  private static void add(String target, SpecNode node, List<SystemBuilder.Statement> statements) {
    node.formula()
        .ifPresent(formula -> statements.add(new SystemBuilder.Statement(target, formula)));
  }

  private static void transition(SpecNode node, SystemBuilder builder) {
    Map<String, SpecNode> said = node.map(List.of("name", "from", "to", "rate"));
    if (!node.isMap()) {
      return;
    }
    if (!said.containsKey("rate")) {
      node.missing("rate", "Write rate: beta * I / N.");
      return;
    }
    Optional<String> rate = said.get("rate").formula();
    Optional<String> from = side(said.get("from"));
    Optional<String> to = side(said.get("to"));
    Optional<String> name = said.containsKey("name") ? said.get("name").text() : Optional.of("");
    if (rate.isPresent() && from.isPresent() && to.isPresent() && name.isPresent()) {
      String label = name.get().isEmpty() ? "" : name.get() + ": ";
      builder.transition(label + from.get() + " -> " + to.get(), rate.get());
    }
  }

  private static Optional<String> side(SpecNode node) {
    return node == null || node.isNull() ? Optional.of("0") : node.text();
  }
}
