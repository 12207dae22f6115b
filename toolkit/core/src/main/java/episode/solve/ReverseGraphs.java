package episode.solve;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Simplify;
import episode.transform.Substitute;
import episode.transform.Vjp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pieces of a reverse sweep as graphs. Beside the slots of {@link StepGraphs}: Y.i and K.i hold
 * the cotangents of state i and of its derivative at the end of the step at hand, Q.i those of the
 * constants, V.i and W.s.i those that saved rows put on the state and the stages of the step, S the
 * cotangent of one saved row.
 */
final class ReverseGraphs {
  private final OdeProblem problem;
  private final ButcherTableau tableau;
  private final StepGraphs steps;
  private final List<String> seeded = new ArrayList<>();
  private final List<Type> seededTypes = new ArrayList<>();
  private Graph seed;

  ReverseGraphs(OdeProblem problem, ButcherTableau tableau) {
    this.problem = problem;
    this.tableau = tableau;
    steps = new StepGraphs(problem, tableau);
    makeSeed();
  }

  Graph seed() {
    return seed;
  }

  List<String> seeded() {
    return seeded;
  }

  /** Adds the cotangent of one saved row to those of the state, the stages and the constants. */
  private void makeSeed() {
    Graph save = steps.save();
    GraphBuilder b = new GraphBuilder();
    List<Node> arguments = copies(b, save.inputs());
    List<Boolean> active = new ArrayList<>();
    for (Node input : save.inputs()) {
      active.add(isActive(input));
    }
    Node row = b.input("@S", Type.float64(problem.observedSize()));
    List<Optional<Node>> pulled =
        Vjp.of(b, save, arguments, active).pull(List.of(Optional.of(row)));
    List<Node> outputs = new ArrayList<>();
    for (int i = 0; i < pulled.size(); i++) {
      if (active.get(i) && pulled.get(i).isPresent()) {
        String name = cotangentName(save.inputs().get(i).name());
        Type type = save.inputs().get(i).type();
        seeded.add(name);
        seededTypes.add(type);
        outputs.add(b.add(b.input(name, type), pulled.get(i).get()));
      }
    }
    seed = Simplify.of(b.build("seed", outputs));
  }

  /** Returns whether there is a cotangent of an input: not of times, nor of truths and places. */
  private static boolean isActive(Node input) {
    return !input.name().startsWith("@") && isNumber(input.type());
  }

  private static boolean isNumber(Type type) {
    return ((Type.ArrayOf) type).dtype().isFloating();
  }

  /** y.2 → V.2, k.3.2 → W.3.2, q.1 → Q.1. */
  private static String cotangentName(String name) {
    String rest = name.substring(1);
    return switch (name.charAt(0)) {
      case 'y' -> "V" + rest;
      case 'k' -> "W" + rest;
      default -> "Q" + rest;
    };
  }

  private static List<Node> copies(GraphBuilder b, List<Node> inputs) {
    List<Node> copies = new ArrayList<>();
    for (Node input : inputs) {
      copies.add(b.input(input.name(), input.type()));
    }
    return copies;
  }

  /** One step back: the cotangents at its start from those at its end. */
  Graph back() {
    GraphBuilder forward = new GraphBuilder();
    Node t = forward.input("@t");
    Node h = forward.input("@h");
    List<Node> y = steps.inputs(forward, "y.", problem.states());
    List<List<Node>> k = steps.stageInputs(forward, 1);
    List<Node> q = steps.inputs(forward, "q.", problem.constants());
    List<Node> outputs = new ArrayList<>(steps.stages(forward, t, h, y, k, q));
    for (int s = 1; s < tableau.stages(); s++) {
      outputs.addAll(k.get(s));
    }
    Graph step = Simplify.of(forward.build("step", outputs));
    return backOf(step);
  }

  private Graph backOf(Graph step) {
    GraphBuilder b = new GraphBuilder();
    List<Node> arguments = copies(b, step.inputs());
    List<Boolean> active = new ArrayList<>();
    for (Node input : step.inputs()) {
      active.add(isActive(input));
    }
    Vjp vjp = Vjp.of(b, step, arguments, active);
    List<List<Node>> recorded = recordedStages(b);
    Map<String, Node> seeds = new HashMap<>();
    for (int i = 0; i < seeded.size(); i++) {
      seeds.put(seeded.get(i), inputFor(b, seeded.get(i), seededTypes.get(i)));
    }
    List<Optional<Node>> pulled = vjp.pull(endCotangents(b, seeds));
    List<Node> outputs = new ArrayList<>();
    int states = steps.states();
    for (int i = 0; i < states; i++) {
      outputs.add(total(b, pulled.get(2 + i), seeds.get("V." + i), problem.states().get(i)));
    }
    for (int i = 0; i < states; i++) {
      Optional<Node> slope = pulled.get(2 + states + i);
      outputs.add(total(b, slope, seeds.get("W.0." + i), problem.states().get(i)));
    }
    for (int i = 0; i < problem.constants().size(); i++) {
      Node sum = inputFor(b, "Q." + i, problem.constants().get(i));
      outputs.add(total(b, pulled.get(2 + 2 * states + i), sum, problem.constants().get(i)));
    }
    for (int i = 0; i < seeded.size(); i++) {
      if (!seeded.get(i).startsWith("Q")) {
        outputs.add(zeros(b, seededTypes.get(i)));
      }
    }
    Graph back = b.build("back", outputs);
    Graph shorter = Substitute.of(back, replacements(vjp, recorded), back.inputs());
    return Reciprocals.share(Simplify.of(shorter));
  }

  /** The inputs that hold the recorded stages after the first. */
  private List<List<Node>> recordedStages(GraphBuilder b) {
    List<List<Node>> recorded = new ArrayList<>();
    for (int s = 1; s < tableau.stages(); s++) {
      recorded.add(steps.inputs(b, "k." + s + ".", problem.states()));
    }
    return recorded;
  }

  private static Node inputFor(GraphBuilder b, String name, Type type) {
    for (Node input : b.inputs()) {
      if (input.name().equals(name)) {
        return input;
      }
    }
    return b.input(name, type);
  }

  /** Cotangents of the end state, then of stages 1, 2, …; the last stage starts the next step. */
  private List<Optional<Node>> endCotangents(GraphBuilder b, Map<String, Node> seeds) {
    List<Optional<Node>> cotangents = new ArrayList<>();
    for (Node node : steps.inputs(b, "Y.", problem.states())) {
      cotangents.add(Optional.of(node));
    }
    List<Node> next = steps.inputs(b, "K.", problem.states());
    for (int s = 1; s < tableau.stages(); s++) {
      for (int i = 0; i < steps.states(); i++) {
        Optional<Node> own = Optional.ofNullable(seeds.get("W." + s + "." + i));
        boolean last = tableau.firstSameAsLast() && s == tableau.stages() - 1;
        Node carried = next.get(i);
        cotangents.add(last ? Optional.of(own.map(w -> b.add(w, carried)).orElse(carried)) : own);
      }
    }
    return cotangents;
  }

  private static Node total(GraphBuilder b, Optional<Node> first, Node second, Type type) {
    if (first.isPresent()) {
      return second == null ? first.get() : b.add(first.get(), second);
    }
    return second == null ? zeros(b, type) : second;
  }

  private static Node zeros(GraphBuilder b, Type type) {
    Type.ArrayOf array = (Type.ArrayOf) type;
    Node zero = b.constant(Tensor.filled(array.dtype(), Shape.SCALAR, 0));
    return b.broadcastTo(zero, array.shape());
  }

  /** What the reverse sweep would compute again of the stages is read from the record instead. */
  private Map<Node, Node> replacements(Vjp vjp, List<List<Node>> recorded) {
    Map<Node, Node> replacements = new HashMap<>();
    int states = steps.states();
    for (int s = 0; s < recorded.size(); s++) {
      for (int i = 0; i < states; i++) {
        Node computed = vjp.outputs().get(states * (s + 1) + i);
        if (computed.prim() != Prim.INPUT && computed.prim() != Prim.CONST) {
          replacements.putIfAbsent(computed, recorded.get(s).get(i));
        }
      }
    }
    return replacements;
  }

  /**
   * Takes the cotangents of a derivative that was evaluated anew, after a break, to the state and
   * the constants; none is left to the step before.
   */
  Graph restart() {
    Graph first = steps.first();
    GraphBuilder b = new GraphBuilder();
    List<Boolean> active = new ArrayList<>();
    for (Node input : first.inputs()) {
      active.add(isActive(input));
    }
    Vjp vjp = Vjp.of(b, first, copies(b, first.inputs()), active);
    List<Optional<Node>> slopes = new ArrayList<>();
    for (Node node : steps.inputs(b, "K.", problem.states())) {
      slopes.add(Optional.of(node));
    }
    List<Optional<Node>> pulled = vjp.pull(slopes);
    int states = steps.states();
    List<Node> outputs = new ArrayList<>();
    List<Node> before = steps.inputs(b, "Y.", problem.states());
    for (int i = 0; i < states; i++) {
      outputs.add(total(b, pulled.get(1 + i), before.get(i), problem.states().get(i)));
    }
    for (Type type : problem.states()) {
      outputs.add(zeros(b, type));
    }
    List<Node> constants = steps.inputs(b, "Q.", problem.constants());
    for (int i = 0; i < constants.size(); i++) {
      Type type = problem.constants().get(i);
      outputs.add(total(b, pulled.get(1 + states + i), constants.get(i), type));
    }
    return Simplify.of(b.build("restart", outputs));
  }

  /** The cotangents at the start of a step: of state, derivative and constants. */
  List<String> startOutputs() {
    List<String> names = new ArrayList<>(StepGraphs.names("Y.", steps.states()));
    names.addAll(StepGraphs.names("K.", steps.states()));
    names.addAll(StepGraphs.names("Q.", problem.constants().size()));
    return names;
  }

  List<String> backOutputs() {
    List<String> names = startOutputs();
    for (String name : seeded) {
      if (!name.startsWith("Q")) {
        names.add(name);
      }
    }
    return names;
  }

  /** Zeros in all cotangents. */
  Graph clear() {
    GraphBuilder b = new GraphBuilder();
    List<Node> outputs = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (Type type : problem.states()) {
        outputs.add(zeros(b, type));
      }
    }
    for (Type type : problem.constants()) {
      outputs.add(zeros(b, type));
    }
    for (int i = 0; i < seeded.size(); i++) {
      if (!seeded.get(i).startsWith("Q")) {
        outputs.add(zeros(b, seededTypes.get(i)));
      }
    }
    return b.build("clear", outputs);
  }

  /** From the start of the solve to its parameters. */
  Graph finish(List<Boolean> active) {
    GraphBuilder forward = new GraphBuilder();
    List<Node> parameters = copies(forward, problem.parameters());
    Node t = forward.input("@t");
    List<Node> outputs = new ArrayList<>(forward.inline(problem.prelude(), parameters));
    int states = steps.states();
    List<Node> q = outputs.subList(states, outputs.size());
    outputs.addAll(steps.rhs(forward, t, outputs.subList(0, states), new ArrayList<>(q)));
    Graph start = forward.build("start", outputs);

    GraphBuilder b = new GraphBuilder();
    List<Boolean> wanted = new ArrayList<>(active);
    wanted.add(false);
    Vjp vjp = Vjp.of(b, start, copies(b, start.inputs()), wanted);
    List<Optional<Node>> ends = new ArrayList<>();
    for (String name : backOutputs().subList(0, states)) {
      ends.add(Optional.of(b.input(name, problem.states().get(ends.size()))));
    }
    for (int i = 0; i < problem.constants().size(); i++) {
      Type type = problem.constants().get(i);
      Node cotangent = b.input("Q." + i, type);
      ends.add(isNumber(type) ? Optional.of(cotangent) : Optional.empty());
    }
    for (int i = 0; i < states; i++) {
      ends.add(Optional.of(b.input("K." + i, problem.states().get(i))));
    }
    List<Optional<Node>> pulled = vjp.pull(ends);
    List<Node> gradients = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      if (active.get(i)) {
        Type type = problem.parameters().get(i).type();
        gradients.add(total(b, pulled.get(i), null, type));
      }
    }
    return Simplify.of(b.build("finish", gradients));
  }
}
