package episode.solve;

import episode.backend.Program;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Type;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of an explicit Runge–Kutta solve as graphs. Slots are named after what they hold: @t,
 *
 * @h, @theta, @rtol, @atol, y.i (state i), z.i (state i at the end of the step), k.s.i (stage s of
 *     state i), q.i (constants of the solve).
 */
final class StepGraphs {
  private final OdeProblem problem;
  private final ButcherTableau tableau;

  StepGraphs(OdeProblem problem, ButcherTableau tableau) {
    this.problem = problem;
    this.tableau = tableau;
  }

  int states() {
    return problem.states().size();
  }

  static List<String> names(String prefix, int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return names;
  }

  List<String> stageNames(int from) {
    List<String> names = new ArrayList<>();
    for (int s = from; s < tableau.stages(); s++) {
      names.addAll(names("k." + s + ".", states()));
    }
    return names;
  }

  List<Node> inputs(GraphBuilder b, String prefix, List<Type> types) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      nodes.add(b.input(prefix + i, types.get(i)));
    }
    return nodes;
  }

  List<List<Node>> stageInputs(GraphBuilder b, int count) {
    List<List<Node>> k = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      k.add(inputs(b, "k." + s + ".", problem.states()));
    }
    return k;
  }

  List<Node> rhs(GraphBuilder b, Node t, List<Node> y, List<Node> q) {
    return evaluate(b, problem.rhs(), t, y, q);
  }

  private List<Node> evaluate(GraphBuilder b, Graph graph, Node t, List<Node> y, List<Node> q) {
    List<Node> operands = new ArrayList<>();
    operands.add(t);
    operands.addAll(y);
    operands.addAll(q);
    return b.inline(graph, operands);
  }

  /** t, y, q → k.0: the derivative where a solve starts, or goes on after a break. */
  Graph first() {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("@t");
    List<Node> y = inputs(b, "y.", problem.states());
    List<Node> q = inputs(b, "q.", problem.constants());
    return Simplify.of(b.build("first", rhs(b, t, y, q)));
  }

  /**
   * Parameters → the times at which steps end, times of cycles, periods of these, in one vector.
   */
  static Graph breaks(StepTimes stops) {
    Graph times = stops.graph();
    GraphBuilder b = new GraphBuilder();
    List<Node> parameters = new ArrayList<>();
    for (Node parameter : times.inputs()) {
      parameters.add(b.input(parameter.name(), parameter.type()));
    }
    List<Node> all = b.inline(times, parameters);
    int singles = all.size() - 2 * stops.cycles();
    List<Node> ordered = new ArrayList<>(all.subList(0, singles));
    for (int part = 0; part < 2; part++) {
      for (int i = singles + part; i < all.size(); i += 2) {
        ordered.add(all.get(i));
      }
    }
    Node packed = Vectors.pack(b, ordered);
    return Simplify.of(b.build("breaks", List.of(packed)));
  }

  /** The squared norms of y and of its derivative, in units of the tolerance. */
  Graph scale() {
    GraphBuilder b = new GraphBuilder();
    Node rtol = b.input("@rtol");
    Node atol = b.input("@atol");
    List<Node> y = inputs(b, "y.", problem.states());
    List<Node> k = inputs(b, "k.0.", problem.states());
    List<Node> unit = tolerance(b, rtol, atol, y, y);
    Node d0 = norm2(b, counted(y), unit);
    Node d1 = norm2(b, counted(k), unit);
    return Simplify.of(b.build("scale", List.of(d0, d1)));
  }

  /** The squared norm of the change of the derivative along an Euler step of size h. */
  Graph probe() {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("@t");
    Node h = b.input("@h");
    Node rtol = b.input("@rtol");
    Node atol = b.input("@atol");
    List<Node> y = inputs(b, "y.", problem.states());
    List<Node> k = inputs(b, "k.0.", problem.states());
    List<Node> q = inputs(b, "q.", problem.constants());
    List<Node> ahead = Vectors.combine(b, y, h, new double[] {1}, List.of(k));
    List<Node> there = rhs(b, b.add(t, h), ahead, q);
    List<Node> change = new ArrayList<>();
    for (int i = 0; i < y.size(); i++) {
      change.add(b.sub(there.get(i), k.get(i)));
    }
    Node d2 = norm2(b, counted(change), tolerance(b, rtol, atol, y, y));
    return Simplify.of(b.build("probe", List.of(d2)));
  }

  /** t, h, y, k.0, q → z, k.1 …, and the squared error norm: one step. */
  Graph step() {
    GraphBuilder b = new GraphBuilder();
    Node t = b.input("@t");
    Node h = b.input("@h");
    Node rtol = b.input("@rtol");
    Node atol = b.input("@atol");
    List<Node> y = inputs(b, "y.", problem.states());
    List<List<Node>> k = stageInputs(b, 1);
    List<Node> q = inputs(b, "q.", problem.constants());
    List<Node> z = stages(b, t, h, y, k, q);
    List<Node> error = new ArrayList<>();
    for (int i = 0; i < y.size(); i++) {
      Node sum = Vectors.weighted(b, tableau.e(), k, i);
      error.add(b.mul(h, sum));
    }
    List<Node> outputs = new ArrayList<>(z);
    for (int s = 1; s < tableau.stages(); s++) {
      outputs.addAll(k.get(s));
    }
    outputs.add(norm2(b, counted(error), tolerance(b, rtol, atol, y, z)));
    return Reciprocals.share(Simplify.of(b.build("step", outputs)));
  }

  /** Appends the stages after the first to k and returns the state at the end of the step. */
  List<Node> stages(
      GraphBuilder b, Node t, Node h, List<Node> y, List<List<Node>> k, List<Node> q) {
    List<Node> stage = y;
    for (int s = 1; s < tableau.stages(); s++) {
      stage = Vectors.combine(b, y, h, tableau.a()[s], k);
      Node time = b.add(t, b.mul(b.constant(tableau.c()[s]), h));
      k.add(rhs(b, time, stage, q));
    }
    return tableau.firstSameAsLast() ? stage : Vectors.combine(b, y, h, tableau.b(), k);
  }

  /** Returns the state at the end of a step, without its error. */
  List<Node> stepped(GraphBuilder b, Node t, Node h, List<Node> y, List<Node> q) {
    List<List<Node>> k = new ArrayList<>();
    k.add(rhs(b, t, y, q));
    return stages(b, t, h, y, k, q);
  }

  /** Returns the observed values in one vector. */
  Node observed(GraphBuilder b, Node t, List<Node> y, List<Node> q) {
    return Vectors.pack(b, evaluate(b, problem.observe(), t, y, q));
  }

  List<String> stepOutputs() {
    List<String> names = new ArrayList<>(names("z.", states()));
    names.addAll(stageNames(1));
    names.add("@err2");
    return names;
  }

  /** Makes the end of a step the start of the next: z → y, the last stage → k.0. */
  Graph accept() {
    GraphBuilder b = new GraphBuilder();
    List<Node> outputs = new ArrayList<>(inputs(b, "z.", problem.states()));
    if (tableau.firstSameAsLast()) {
      outputs.addAll(inputs(b, "k." + (tableau.stages() - 1) + ".", problem.states()));
    }
    return b.build("accept", outputs);
  }

  List<String> acceptOutputs() {
    List<String> names = new ArrayList<>(names("y.", states()));
    if (tableau.firstSameAsLast()) {
      names.addAll(names("k.0.", states()));
    }
    return names;
  }

  /** theta, h, t, y, k, q → the observed values at t + θ h in one vector. */
  Graph save() {
    GraphBuilder b = new GraphBuilder();
    Node theta = b.input("@theta");
    Node h = b.input("@h");
    Node t = b.input("@t");
    List<Node> y = inputs(b, "y.", problem.states());
    List<List<Node>> k = stageInputs(b, tableau.stages());
    List<Node> q = inputs(b, "q.", problem.constants());
    return Simplify.of(b.build("save", List.of(saved(b, theta, h, t, y, k, q))));
  }

  Node saved(
      GraphBuilder b, Node theta, Node h, Node t, List<Node> y, List<List<Node>> k, List<Node> q) {
    List<Node> inside = Vectors.blend(b, y, weights(b, theta, h), k);
    Node time = b.add(t, b.mul(theta, h));
    return observed(b, time, inside, q);
  }

  /** h times the dense weights at θ, by Horner's rule. */
  private List<Node> weights(GraphBuilder b, Node theta, Node h) {
    List<Node> weights = new ArrayList<>();
    Node scaled = b.mul(theta, h);
    for (double[] coefficients : tableau.dense()) {
      Node sum = b.constant(coefficients[coefficients.length - 1]);
      for (int power = coefficients.length - 2; power >= 0; power--) {
        sum = b.add(b.constant(coefficients[power]), b.mul(theta, sum));
      }
      weights.add(b.mul(scaled, sum));
    }
    return weights;
  }

  /** Names what a tape keeps of a step, before all else: so it lies together in memory. */
  void addFrame(Program.Builder builder) {
    List<String> names = frameParts();
    for (int i = 0; i < names.size(); i++) {
      builder.slot(names.get(i), problem.states().get(i % states()));
    }
  }

  /** The state and its stages. */
  List<String> frameParts() {
    List<String> names = new ArrayList<>(names("y.", states()));
    names.addAll(stageNames(0));
    return names;
  }

  private List<Node> counted(List<Node> values) {
    List<Node> counted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (problem.inNorm(i)) {
        counted.add(values.get(i));
      }
    }
    return counted;
  }

  /** atol + rtol max(|y|, |z|) for each counted state. */
  private List<Node> tolerance(GraphBuilder b, Node rtol, Node atol, List<Node> y, List<Node> z) {
    List<Node> units = new ArrayList<>();
    List<Node> from = counted(y);
    List<Node> to = counted(z);
    for (int i = 0; i < from.size(); i++) {
      boolean same = from.get(i) == to.get(i);
      Node size =
          same ? b.unary(Prim.ABS, from.get(i)) : Vectors.largest(b, from.get(i), to.get(i));
      units.add(b.add(atol, b.mul(rtol, size)));
    }
    return units;
  }

  /** The mean square of all elements in units of the tolerance. */
  private Node norm2(GraphBuilder b, List<Node> values, List<Node> units) {
    int count = 0;
    for (Node value : values) {
      count += value.shape().size();
    }
    return b.mul(b.constant(1.0 / Math.max(1, count)), Vectors.squares(b, values, units));
  }
}
