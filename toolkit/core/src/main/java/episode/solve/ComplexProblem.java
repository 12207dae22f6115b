package episode.solve;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Type;
import episode.transform.ComplexStep;
import episode.transform.Simplify;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes of a problem that on complex numbers, as pairs of real arrays. */
final class ComplexProblem {
  private ComplexProblem() {}

  static OdeProblem of(OdeProblem base, List<Boolean> active) {
    int states = base.states().size();
    Graph prelude = prelude(base, active);
    Graph rhs = along(base, base.rhs(), "rhs");
    Graph observe = along(base, base.observe(), "observe");
    boolean[] inNorm = Arrays.copyOf(base.inNorm(), 2 * states);
    return new OdeProblem(prelude, rhs, observe, base.breaks(), false, inNorm);
  }

  /** Inputs: parameters, imaginary parts; outputs: states and constants, each re, then im. */
  private static Graph prelude(OdeProblem base, List<Boolean> active) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = new ArrayList<>();
    for (Node parameter : base.parameters()) {
      args.add(b.input(parameter.name(), parameter.type()));
    }
    List<Optional<Node>> imaginary = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String name = "imaginary part of " + args.get(i).name();
      imaginary.add(
          active.get(i) ? Optional.of(b.input(name, args.get(i).type())) : Optional.empty());
    }
    List<Node> both = ComplexStep.both(b, base.prelude(), args, imaginary);
    int states = base.states().size();
    int values = states + base.constants().size();
    List<Node> outputs = new ArrayList<>(both.subList(0, states));
    outputs.addAll(both.subList(values, values + states));
    outputs.addAll(both.subList(states, values));
    outputs.addAll(both.subList(values + states, both.size()));
    return Simplify.of(b.build("prelude", outputs));
  }

  /** Inputs: t, states re, states im, constants re, constants im; outputs: re, then im. */
  private static Graph along(OdeProblem base, Graph graph, String name) {
    GraphBuilder b = new GraphBuilder();
    List<Node> args = new ArrayList<>(List.of(b.input("t")));
    List<Optional<Node>> imaginary = new ArrayList<>(List.of(Optional.empty()));
    pairs(b, "y", base.states(), args, imaginary);
    pairs(b, "q", base.constants(), args, imaginary);
    return Simplify.of(b.build(name, ComplexStep.both(b, graph, args, imaginary)));
  }

  private static void pairs(
      GraphBuilder b,
      String name,
      List<Type> types,
      List<Node> args,
      List<Optional<Node>> imaginary) {
    for (int i = 0; i < types.size(); i++) {
      args.add(b.input(name + i, types.get(i)));
    }
    for (int i = 0; i < types.size(); i++) {
      boolean floating = types.get(i) instanceof Type.ArrayOf a && a.dtype().isFloating();
      imaginary.add(
          floating
              ? Optional.of(b.input("imaginary part of " + name + i, types.get(i)))
              : Optional.empty());
    }
  }
}
