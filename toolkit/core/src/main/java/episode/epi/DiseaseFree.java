package episode.epi;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.Transition;
import episode.system.Values;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A system at a state without infection, at time 0. */
final class DiseaseFree {
  final OpSystem system;
  final Values values;
  final StateCells cells;
  final double[] y;
  private final List<Tensor> inputs = new ArrayList<>();

  /**
   * Makes the state from initial values.
   *
   * @throws episode.expr.EpisodeException E2 where the values do not fit the system
   */
  DiseaseFree(OpSystem system, Values values) {
    this.system = system;
    this.values = system.completed(values);
    cells = new StateCells(system);
    y = system.compile("interpreter").initial(values);
    inputs.add(Tensor.of(0.0));
    for (Template state : system.states()) {
      int start = cells.start(state);
      double[] part = Arrays.copyOfRange(y, start, start + state.size());
      inputs.add(Tensor.of(state.shape(), part));
    }
    for (Template parameter : system.parameters()) {
      inputs.add(this.values.tensor(parameter.name()).orElseThrow());
    }
  }

  /** Returns the gains of every cell by some transitions, then its changes by everything else. */
  double[][] changes(List<Transition> infections) {
    return changes(infections, inputs);
  }

  /** Returns what {@link #changes(List)} would be with nobody in one of the states. */
  double[][] changesWithout(Template emptied, List<Transition> infections) {
    List<Tensor> others = new ArrayList<>(inputs);
    double[] nobody = new double[emptied.size()];
    others.set(1 + system.states().indexOf(emptied), Tensor.of(emptied.shape(), nobody));
    return changes(infections, others);
  }

  private double[][] changes(List<Transition> infections, List<Tensor> at) {
    List<Tensor> outputs = Perform.evaluate(system.rhsApart(infections), at);
    double[][] both = new double[2][y.length];
    int states = system.states().size();
    for (int i = 0; i < outputs.size(); i++) {
      double[] part = outputs.get(i).doubles();
      int start = cells.start(system.states().get(i % states));
      System.arraycopy(part, 0, both[i / states], start, part.length);
    }
    return both;
  }

  /** Derivatives by some cells, over the same cells: what infections bring, and the rest. */
  record Linear(double[][] gains, double[][] rest) {}

  /** Returns how the changes of some cells depend on them. */
  Linear linear(List<Transition> infections, BitSet chosen) {
    List<Template> owners = cells.owners(chosen);
    Graph apart = system.rhsApart(infections);
    List<Node> outputs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int states = system.states().size();
    for (int half = 0; half < 2; half++) {
      for (Template owner : owners) {
        outputs.add(apart.outputs().get(half * states + system.states().indexOf(owner)));
      }
    }
    owners.forEach(owner -> names.add(owner.name()));
    Graph jacobian =
        Gradients.jacobian(apart.withOutputs(outputs), names, Gradients.Direction.FORWARD);
    List<Tensor> blocks = Perform.evaluate(jacobian, inputs);
    int half = blocks.size() / 2;
    return new Linear(
        matrix(blocks.subList(0, half), owners, chosen),
        matrix(blocks.subList(half, 2 * half), owners, chosen));
  }

  private double[][] matrix(List<Tensor> blocks, List<Template> owners, BitSet chosen) {
    int n = chosen.cardinality();
    double[][] matrix = new double[n][n];
    int block = 0;
    int row = 0;
    for (Template of : owners) {
      int[] rows = within(of, chosen);
      int column = 0;
      for (Template by : owners) {
        int[] columns = within(by, chosen);
        double[] part = blocks.get(block++).doubles();
        for (int i = 0; i < rows.length; i++) {
          for (int j = 0; j < columns.length; j++) {
            matrix[row + i][column + j] = part[rows[i] * by.size() + columns[j]];
          }
        }
        column += columns.length;
      }
      row += rows.length;
    }
    return matrix;
  }

  private int[] within(Template state, BitSet chosen) {
    int start = cells.start(state);
    BitSet own = chosen.get(start, start + state.size());
    return own.stream().toArray();
  }
}
