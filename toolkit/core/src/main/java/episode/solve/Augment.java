package episode.solve;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Jvp;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A problem together with tangents: the state grows by the derivative of each state in each
 * direction, the error norm stays on the state itself. Tangents that are zero by structure have no
 * place, and those that reach neither an observation nor another tangent in use are dropped.
 */
final class Augment {
  private final OdeProblem base;
  private final int directions;
  private final int states;
  private final boolean follows;
  private final boolean[][] stateVaries;
  private final boolean[][] constantVaries;
  private final Tensor[][] constantTangents;
  private Graph prelude;

  private Augment(OdeProblem base, int directions, List<Boolean> active) {
    follows = base.follows(active);
    this.base = base;
    this.directions = directions;
    states = base.states().size();
    stateVaries = new boolean[directions][states];
    constantVaries = new boolean[directions][base.constants().size()];
    constantTangents = new Tensor[directions][base.constants().size()];
  }

  /** Returns the problem with one direction per number of the active parameters. */
  static OdeProblem sensitivities(OdeProblem base, List<Boolean> active) {
    int directions = 0;
    for (int i = 0; i < active.size(); i++) {
      directions += active.get(i) ? base.parameters().get(i).shape().size() : 0;
    }
    Augment augment = new Augment(base, directions, active);
    GraphBuilder builder = new GraphBuilder();
    List<Node> parameters = augment.parameters(builder);
    List<List<Optional<Node>>> seeds = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      int size = active.get(i) ? parameters.get(i).shape().size() : 0;
      for (int element = 0; element < size; element++) {
        seeds.add(augment.unit(builder, parameters, i, element));
      }
    }
    return augment.problem(builder, parameters, seeds);
  }

  /** Returns the problem with one direction, given by an additional parameter per active one. */
  static OdeProblem tangent(OdeProblem base, List<Boolean> active) {
    Augment augment = new Augment(base, 1, active);
    GraphBuilder builder = new GraphBuilder();
    List<Node> parameters = augment.parameters(builder);
    Set<String> taken = new HashSet<>();
    for (Node parameter : parameters) {
      taken.add(parameter.name());
    }
    List<Optional<Node>> seed = new ArrayList<>();
    for (int i = 0; i < active.size(); i++) {
      String name = "tangent of " + parameters.get(i).name();
      while (!taken.add(name)) {
        name += "'";
      }
      Type type = parameters.get(i).type();
      seed.add(active.get(i) ? Optional.of(builder.input(name, type)) : Optional.empty());
    }
    return augment.problem(builder, parameters, List.of(seed));
  }

  private List<Node> parameters(GraphBuilder builder) {
    List<Node> parameters = new ArrayList<>();
    for (Node parameter : base.parameters()) {
      parameters.add(builder.input(parameter.name(), parameter.type()));
    }
    return parameters;
  }

  private List<Optional<Node>> unit(
      GraphBuilder builder, List<Node> parameters, int which, int element) {
    List<Optional<Node>> seed =
        new ArrayList<>(Collections.nCopies(parameters.size(), Optional.empty()));
    double[] one = new double[parameters.get(which).shape().size()];
    one[element] = 1;
    Tensor value = Tensor.of(parameters.get(which).shape(), one);
    seed.set(which, Optional.of(builder.constant(value)));
    return seed;
  }

  private OdeProblem problem(
      GraphBuilder builder, List<Node> parameters, List<List<Optional<Node>>> seeds) {
    List<Node> outputs = builder.inline(base.prelude(), parameters);
    List<List<Optional<Node>>> tangents = new ArrayList<>();
    for (int d = 0; d < directions; d++) {
      List<Optional<Node>> tangent =
          Jvp.of(builder, base.prelude(), parameters, seeds.get(d)).tangents();
      for (int i = 0; i < outputs.size(); i++) {
        note(d, i, tangent.get(i));
      }
      tangents.add(tangent);
    }
    spread();
    Layout layout = pruned();
    prelude = builder.build("prelude", layout.preludeOutputs(builder, outputs, tangents));
    return layout.problem(Simplify.of(prelude));
  }

  private void note(int d, int output, Optional<Node> tangent) {
    boolean varies = tangent.isPresent() && !tangent.get().isConstant(0);
    if (output < states) {
      stateVaries[d][output] = varies;
    } else {
      constantVaries[d][output - states] = varies;
      if (varies && tangent.get().prim() == Prim.CONST) {
        constantTangents[d][output - states] = tangent.get().constant();
      }
    }
  }

  /** Marks the state tangents that grow from those that start other than zero. */
  private void spread() {
    boolean changed = true;
    while (changed) {
      changed = false;
      Layout layout = new Layout(everything());
      for (int d = 0; d < directions; d++) {
        List<Optional<Node>> slopes = layout.tangents(base.rhs(), d);
        for (int i = 0; i < states; i++) {
          if (slopes.get(i).isPresent() && !stateVaries[d][i]) {
            stateVaries[d][i] = true;
            changed = true;
          }
        }
      }
    }
  }

  private boolean[][] everything() {
    boolean[][] keep = new boolean[directions][];
    for (int d = 0; d < directions; d++) {
      keep[d] = stateVaries[d].clone();
    }
    return keep;
  }

  /** Drops state tangents that nothing in use depends on. */
  private Layout pruned() {
    boolean[][] keep = new boolean[directions][states];
    boolean changed = true;
    while (changed) {
      changed = false;
      Layout layout = new Layout(everything());
      Set<Node> used = layout.reach(keep);
      for (int d = 0; d < directions; d++) {
        for (int i = 0; i < states; i++) {
          if (!keep[d][i] && layout.stateTangents[d][i] != null) {
            keep[d][i] = used.contains(layout.stateTangents[d][i]);
            changed |= keep[d][i];
          }
        }
      }
    }
    return new Layout(keep);
  }

  /** One arrangement of inputs: t, states, kept tangents, constants, tangents of constants. */
  private final class Layout {
    private final boolean[][] keep;
    private final GraphBuilder builder = new GraphBuilder();
    private final List<Node> inputs = new ArrayList<>();
    private final Node[][] stateTangents = new Node[directions][states];
    private final Node[][] constantSlopes = new Node[directions][base.constants().size()];
    private final List<Node> given = new ArrayList<>();

    Layout(boolean[][] keep) {
      this.keep = keep;
      given.add(builder.input("t"));
      for (int i = 0; i < states; i++) {
        given.add(builder.input("y" + i, base.states().get(i)));
      }
      for (int d = 0; d < directions; d++) {
        for (int i = 0; i < states; i++) {
          if (keep[d][i]) {
            stateTangents[d][i] = builder.input("y" + i + "/" + d, base.states().get(i));
          }
        }
      }
      for (int i = 0; i < base.constants().size(); i++) {
        given.add(builder.input("q" + i, base.constants().get(i)));
      }
      for (int d = 0; d < directions; d++) {
        for (int i = 0; i < base.constants().size(); i++) {
          if (constantTangents[d][i] != null) {
            constantSlopes[d][i] = builder.constant(constantTangents[d][i]);
          } else if (constantVaries[d][i]) {
            Type type = base.constants().get(i);
            constantSlopes[d][i] = builder.input("q" + i + "/" + d, type);
          }
        }
      }
      inputs.addAll(builder.inputs());
    }

    List<Optional<Node>> tangents(Graph graph, int d) {
      List<Optional<Node>> seeds = new ArrayList<>();
      seeds.add(Optional.empty());
      for (Node tangent : stateTangents[d]) {
        seeds.add(Optional.ofNullable(tangent));
      }
      for (Node tangent : constantSlopes[d]) {
        seeds.add(Optional.ofNullable(tangent));
      }
      return Jvp.of(builder, graph, given, seeds).tangents();
    }

    /** Observed values, then their tangents direction by direction, zeros made explicit. */
    private List<Node> observations() {
      List<Node> outputs = new ArrayList<>(builder.inline(base.observe(), given));
      int observed = outputs.size();
      for (int d = 0; d < directions; d++) {
        List<Optional<Node>> tangents = tangents(base.observe(), d);
        for (int i = 0; i < observed; i++) {
          Node value = outputs.get(i);
          outputs.add(tangents.get(i).orElseGet(() -> builder.filledLike(value, 0)));
        }
      }
      return outputs;
    }

    /** All nodes that the observations and the slopes of the kept tangents need. */
    Set<Node> reach(boolean[][] kept) {
      List<Node> roots = observations();
      for (int d = 0; d < directions; d++) {
        List<Optional<Node>> slopes = tangents(base.rhs(), d);
        for (int i = 0; i < states; i++) {
          if (kept[d][i] && slopes.get(i).isPresent()) {
            roots.add(slopes.get(i).get());
          }
        }
      }
      Set<Node> used = new HashSet<>();
      Graph reachable = Simplify.of(new Graph("reach", inputs, roots));
      for (Node output : reachable.outputs()) {
        used.add(output);
      }
      for (Node node : reachable.nodes()) {
        used.addAll(node.inputs());
      }
      return named(reachable, used);
    }

    /** Translates used inputs of a simplified graph back to the inputs here. */
    private Set<Node> named(Graph reachable, Set<Node> used) {
      Set<Node> here = new HashSet<>();
      for (int i = 0; i < inputs.size(); i++) {
        if (used.contains(reachable.inputs().get(i))) {
          here.add(inputs.get(i));
        }
      }
      return here;
    }

    List<Node> preludeOutputs(
        GraphBuilder target, List<Node> values, List<List<Optional<Node>>> tangents) {
      List<Node> outputs = new ArrayList<>(values.subList(0, states));
      for (int d = 0; d < directions; d++) {
        for (int i = 0; i < states; i++) {
          if (keep[d][i]) {
            Node value = values.get(i);
            outputs.add(tangents.get(d).get(i).orElseGet(() -> target.filledLike(value, 0)));
          }
        }
      }
      outputs.addAll(values.subList(states, values.size()));
      for (int d = 0; d < directions; d++) {
        for (int i = 0; i < constantSlopes[d].length; i++) {
          if (constantSlopes[d][i] != null && constantSlopes[d][i].prim() == Prim.INPUT) {
            outputs.add(tangents.get(d).get(states + i).orElseThrow());
          }
        }
      }
      return outputs;
    }

    OdeProblem problem(Graph start) {
      List<Node> slopes = new ArrayList<>(builder.inline(base.rhs(), given));
      for (int d = 0; d < directions; d++) {
        List<Optional<Node>> tangents = tangents(base.rhs(), d);
        for (int i = 0; i < states; i++) {
          if (keep[d][i]) {
            Node state = stateTangents[d][i];
            slopes.add(tangents.get(i).orElseGet(() -> builder.filledLike(state, 0)));
          }
        }
      }
      Graph rhs = Simplify.of(new Graph("rhs", inputs, slopes));
      Graph observe = Simplify.of(new Graph("observe", inputs, observations()));
      boolean[] inNorm = Arrays.copyOf(base.inNorm(), slopes.size());
      return new OdeProblem(start, rhs, observe, base.breaks(), follows, inNorm);
    }
  }
}
