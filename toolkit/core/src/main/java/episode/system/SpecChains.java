package episode.system;

import episode.expr.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads the chains of a spec: stages I1, I2, … that people pass one after the other. In a spec of
 * transitions a chain adds transitions, in one of equations it adds those that are missing. For one
 * spec and one thread.
 */
final class SpecChains {
  private static final List<String> KEYS =
      List.of("name", "length", "forward", "entry", "exit", "to");
  private static final int MOST_STAGES = 10_000;

  private final SpecNames names;
  private final boolean transitions;
  private final List<Problem> problems;
  private final List<SpecFlows.Written> flows = new ArrayList<>();
  private final Map<String, String> equations = new LinkedHashMap<>();
  private final Map<String, String> ends = new LinkedHashMap<>();
  private boolean areThere;

  SpecChains(SpecNames names, boolean transitions, List<Problem> problems) {
    this.names = names;
    this.transitions = transitions;
    this.problems = problems;
  }

  /** Returns whether there are chains, read or not. */
  boolean areThere() {
    return areThere;
  }

  /** Returns the transitions of the chains. */
  List<SpecFlows.Written> flows() {
    return flows;
  }

  /** Returns the equations of the chains' stages and of what they end in. */
  Map<String, String> equations() {
    ends.forEach(equations::putIfAbsent);
    return equations;
  }

  /**
   * Reads the list of chains.
   *
   * @param declare takes the declaration of each stage and its place
   */
  void read(SpecNode node, BiConsumer<String, Problem.Where> declare) {
    List<Runnable> links = new ArrayList<>();
    for (SpecNode entry : node.list()) {
      areThere = true;
      Map<String, SpecNode> keys = entry.map(KEYS);
      if (entry.isMap()) {
        chain(entry, keys, declare, links);
      }
    }
    links.forEach(Runnable::run);
  }

  private void chain(
      SpecNode node,
      Map<String, SpecNode> keys,
      BiConsumer<String, Problem.Where> declare,
      List<Runnable> links) {
    for (String key : List.of("name", "length", "forward")) {
      if (!keys.containsKey(key)) {
        node.missing(key, "Write {name: I, length: 3, forward: 3*gamma, entry: …, exit: …}.");
        return;
      }
    }
    Optional<String> name = keys.get("name").text();
    Optional<Integer> length = keys.get("length").whole();
    if (name.isEmpty() || length.isEmpty()) {
      return;
    }
    Optional<Selector> selector = Selector.of(name.get());
    if (selector.isEmpty()) {
      keys.get("name")
          .problem("E2509", "'" + name.get() + "' names no stages", "Write I or I[age].");
      return;
    }
    if (length.get() < 2 || length.get() > MOST_STAGES) {
      String what = "A chain has from 2 to " + MOST_STAGES + " stages, here " + length.get();
      keys.get("length").problem("E2509", what, "Change the length.");
      return;
    }
    List<String> stages = new ArrayList<>();
    for (int i = 1; i <= length.get(); i++) {
      Selector stage = new Selector(selector.get().name() + i, selector.get().places());
      stages.add(stage.toString());
      if (!isDeclared(stage)) {
        declare.accept(stage.toString(), keys.get("name").where());
      }
    }
    List<SpecNode> forward = forward(keys.get("forward"), length.get() - 1);
    if (!forward.isEmpty()) {
      links.add(() -> link(node, keys, stages, forward));
    }
  }

  /** Returns whether the states name a stage already, with the same axes: it keeps its place. */
  private boolean isDeclared(Selector stage) {
    Template state = names.states().get(stage.name());
    return state != null && state.toString().replace(" ", "").equals(stage.toString());
  }

  private static List<SpecNode> forward(SpecNode node, int count) {
    List<SpecNode> rates = new ArrayList<>();
    if (node.isList()) {
      rates.addAll(node.list());
      if (rates.size() != count) {
        String what = "Steps forward: " + count + ", rates for them: " + rates.size();
        node.problem("E2509", what, "Give one rate for each, or one for all.");
        return List.of();
      }
    } else {
      for (int i = 0; i < count; i++) {
        rates.add(node);
      }
    }
    for (SpecNode rate : rates) {
      if (rate.formula().isEmpty()) {
        return List.of();
      }
    }
    return rates;
  }

  private void link(
      SpecNode node, Map<String, SpecNode> keys, List<String> stages, List<SpecNode> forward) {
    Optional<SpecNode> entry = part(keys, "entry", List.of("from", "rate"));
    Optional<SpecNode> exit = part(keys, "exit", List.of("to", "rate"));
    SpecNode last = forward.get(forward.size() - 1);
    SpecNode out = exit.map(part -> part.map().get("rate")).filter(SpecNode::isThere).orElse(last);
    SpecNode plain = SpecNode.isThere(keys.get("to")) ? keys.get("to") : null;
    if (exit.isPresent() && plain != null) {
      String remedy = "Keep exit: {to: …, rate: …}.";
      plain.problem("E2509", "The chain has both 'exit' and 'to'", remedy);
      return;
    }
    SpecNode to = exit.map(part -> part.map().get("to")).orElse(plain);
    Optional<String> sink = to == null ? Optional.empty() : end(to);
    if (out.formula().isEmpty() || (to != null && sink.isEmpty())) {
      return;
    }
    Optional<String> source = entry.flatMap(part -> end(part.map().get("from")));
    if (entry.isPresent()
        && (source.isEmpty() || entry.get().map().get("rate").formula().isEmpty())) {
      return;
    }
    if (transitions) {
      source.ifPresent(
          from -> flow(node, from, stages.get(0), entry.orElseThrow().map().get("rate")));
      for (int i = 0; i < forward.size(); i++) {
        flow(node, stages.get(i), stages.get(i + 1), forward.get(i));
      }
      sink.ifPresent(name -> flow(node, stages.get(stages.size() - 1), name, out));
    } else {
      equations(stages, forward, out, sink);
    }
  }

  /** Returns a part of a chain that has what it must have: from and rate, or to. */
  private static Optional<SpecNode> part(
      Map<String, SpecNode> keys, String key, List<String> parts) {
    SpecNode node = keys.get(key);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    Map<String, SpecNode> entries = node.map(parts);
    for (String needed : key.equals("entry") ? List.of("from", "rate") : List.of("to")) {
      if (!entries.containsKey(needed)) {
        if (node.isMap()) {
          String example = key.equals("entry") ? "{from: S, rate: beta}" : "{to: R, rate: gamma}";
          node.missing(needed, "Write " + key + ": " + example + ".");
        }
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  /** Returns where people come from or go to, the empty string for null: from or to outside. */
  private Optional<String> end(SpecNode node) {
    if (node.isNull()) {
      return Optional.of("");
    }
    return node.text().filter(text -> names.target(node.where(), text, problems).isPresent());
  }

  private void flow(SpecNode node, String from, String to, SpecNode rate) {
    String text = rate.formula().orElseThrow();
    flows.add(new SpecFlows.Written(node.path(), from, to, text, rate.path(), ""));
  }

  private void equations(
      List<String> stages, List<SpecNode> forward, SpecNode out, Optional<String> sink) {
    String gain = "";
    for (int i = 0; i < stages.size(); i++) {
      SpecNode rate = i < forward.size() ? forward.get(i) : out;
      String loss = "(" + rate.formula().orElseThrow() + ")*" + stages.get(i);
      equations.put(stages.get(i), (gain.isEmpty() ? "-" : gain + " - ") + loss);
      gain = loss;
    }
    String last = gain;
    sink.filter(name -> !name.isEmpty()).ifPresent(name -> ends.putIfAbsent(name, last));
  }
}
