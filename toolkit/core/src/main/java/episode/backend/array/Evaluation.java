package episode.backend.array;

import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates plans over a namespace, and keeps the constants that it met. For one thread. */
final class Evaluation<A> {
  /** Up to this size a constant in another shape is worth its room. */
  private static final int SMALL = 1 << 14;

  private final ArrayNamespace<A> namespace;
  private final Rounds<A> rounds;
  private final Map<Node, Held<A>> constants = new IdentityHashMap<>();

  Evaluation(ArrayNamespace<A> namespace) {
    this.namespace = namespace;
    rounds = new Rounds<>(namespace, this);
  }

  /** Returns the outputs, held once, none in shared memory; the inputs are held as before. */
  List<Held<A>> run(Plan<A> plan, List<Held<A>> inputs) {
    List<Held<A>> at = new ArrayList<>(Collections.nCopies(plan.places(), null));
    for (int i = 0; i < inputs.size(); i++) {
      at.set(plan.inputs()[i], inputs.get(i).held());
    }
    try {
      for (Plan.Step<A> step : plan.steps()) {
        step(step, at);
      }
      List<Held<A>> outputs = new ArrayList<>();
      for (int place : plan.outputs()) {
        Held<A> value = at.get(place);
        outputs.add(plan.isShared(place) ? value.copied() : value.held());
      }
      return outputs;
    } finally {
      at.forEach(Evaluation::letGo);
    }
  }

  private void step(Plan.Step<A> step, List<Held<A>> at) {
    List<Held<A>> operands = new ArrayList<>(step.operands().length);
    for (int place : step.operands()) {
      operands.add(at.get(place));
    }
    List<Held<A>> results = results(step, operands);
    for (int i = 0; i < results.size(); i++) {
      at.set(step.results()[i], results.get(i));
    }
    for (int place : step.done()) {
      letGo(at.set(place, null));
    }
  }

  private List<Held<A>> results(Plan.Step<A> step, List<Held<A>> operands) {
    switch (step.node().prim()) {
      case SCAN -> {
        return rounds.scan(step, operands);
      }
      case IF -> {
        return rounds.branch(step, operands);
      }
      case WHILE -> {
        return rounds.loop(step, operands);
      }
      default -> {
        return step.inner().isEmpty()
            ? computed(step, operands)
            : run(step.inner().get(0), operands);
      }
    }
  }

  private List<Held<A>> computed(Plan.Step<A> step, List<Held<A>> operands) {
    if (isKept(step.node())) {
      return List.of(constant(step.node()).held());
    }
    List<A> arrays = new ArrayList<>(operands.size());
    for (Held<A> operand : operands) {
      arrays.add(operand.array());
    }
    if (step.rule() == null) {
      return List.of(new Held<>(namespace, namespace.apply(step.node(), arrays)));
    }
    List<Held<A>> results = new ArrayList<>();
    for (A result : step.rule().apply(step.node().op(), arrays)) {
      results.add(new Held<>(namespace, result));
    }
    return results;
  }

  /** Returns whether a node is a constant, or one seen in another shape that takes no room. */
  private boolean isKept(Node node) {
    if (node.prim().family() != Prim.Family.VIEW) {
      return node.prim() == Prim.CONST;
    }
    boolean small = node.shape().size() <= SMALL || namespace.shares(node);
    return small && isKept(node.input(0)) && namespace.takes(node);
  }

  private Held<A> constant(Node node) {
    Held<A> known = constants.get(node);
    if (known == null) {
      A array =
          node.prim() == Prim.CONST
              ? namespace.of(node.constant())
              : namespace.apply(node, List.of(constant(node.input(0)).array()));
      known = new Held<>(namespace, array);
      constants.put(node, known);
    }
    return known;
  }

  static void letGo(Held<?> held) {
    if (held != null) {
      held.letGo();
    }
  }

  /** Frees the constants. */
  void close() {
    constants.values().forEach(Held::letGo);
    constants.clear();
  }
}
