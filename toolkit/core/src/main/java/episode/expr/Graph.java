package episode.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A function as a value: inputs, outputs and the nodes between them. Immutable. */
public final class Graph {
  private final String name;
  private final List<Node> inputs;
  private final List<Node> outputs;
  private final List<Node> nodes;

  /**
   * Makes a graph.
   *
   * @param name a letter, then letters, digits and underscores: it becomes a method's name
   * @throws EpisodeException E3122 where an output needs an input that is not listed
   */
  public Graph(String name, List<Node> inputs, List<Node> outputs) {
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.nodes = List.copyOf(order());
    Set<Node> listed = new HashSet<>(inputs);
    for (Node node : nodes) {
      if (node.prim() == Prim.INPUT && !listed.contains(node)) {
        throw foreign(node.name());
      }
    }
  }

  private EpisodeException foreign(String input) {
    List<String> own = inputs.stream().map(Node::name).toList();
    String what =
        "Graph '" + name + "' uses '" + input + "', which is not one of its inputs " + own;
    return new EpisodeException(
        Problem.of("E3122", what)
            .remedy(
                "A branch or the body of a loop knows its own inputs alone: make one of its own"
                    + " builder, and pass '"
                    + input
                    + "' as an argument, row or constant. Nodes of one graph are of one builder."));
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the inputs, all of them {@link Prim#INPUT}, used or not. */
  public List<Node> inputs() {
    return inputs;
  }

  /** Returns the outputs. */
  public List<Node> outputs() {
    return outputs;
  }

  /** Returns the inputs and every node that an output needs, operands before users. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Returns a graph of the same inputs with other outputs over the same nodes. */
  public Graph withOutputs(List<Node> others) {
    return new Graph(name, inputs, others);
  }

  private List<Node> order() {
    List<Node> ordered = new ArrayList<>(inputs);
    Set<Node> done = new HashSet<>(inputs);
    Deque<Node> open = new ArrayDeque<>();
    for (Node output : outputs) {
      open.push(output);
      while (!open.isEmpty()) {
        Node node = open.peek();
        boolean ready = true;
        if (!done.contains(node)) {
          for (int i = node.inputs().size() - 1; i >= 0; i--) {
            if (!done.contains(node.input(i))) {
              open.push(node.input(i));
              ready = false;
            }
          }
        }
        if (ready) {
          open.pop();
          if (done.add(node)) {
            ordered.add(node);
          }
        }
      }
    }
    return ordered;
  }

  /**
   * Returns one line per node: {@code %3 = MUL(%0, %2) : float64[16]}. What a loop or a branch runs
   * stands below its node, indented.
   */
  @Override
  public String toString() {
    return GraphText.of(this);
  }
}
