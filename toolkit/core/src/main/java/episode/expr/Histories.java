package episode.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The past values that formulas ask for: each call gets an input of its own, numbered in the order
 * met. For one graph and one thread.
 */
public final class Histories {
  private final GraphBuilder builder;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * A call for past values.
   *
   * @param call as written
   * @param formula where it stands
   * @param signal the values now, over the axes of the signal
   * @param past the input that stands for the past values; its shape is that of the signal
   */
  public record Asked(Expr.History call, Formula formula, Quantity signal, Node past) {}

  /** Makes an empty list whose inputs a builder makes. */
  public Histories(GraphBuilder builder) {
    this.builder = builder;
  }

  /** Returns the calls in the order met; a place in the list is the number of a call. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Returns the past values of a signal. */
  Indexed ask(Expr.History call, Formula formula, Indexed signal) {
    List<NamedAxis> axes = new ArrayList<>();
    signal.indices().forEach(index -> axes.add(index.axis()));
    Node now = builder.cast(signal.node(), DType.FLOAT64);
    Node past = builder.input("history " + asked.size(), now.type());
    asked.add(new Asked(call, formula, new Quantity(now, axes), past));
    return new Indexed(past, signal.indices());
  }

  /** Returns whether a value follows from past values. */
  boolean isPast(Node node) {
    Set<Node> inputs = new HashSet<>();
    asked.forEach(one -> inputs.add(one.past()));
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(List.of(node));
    while (!inputs.isEmpty() && !open.isEmpty()) {
      Node next = open.pop();
      if (inputs.contains(next)) {
        return true;
      }
      if (seen.add(next)) {
        next.inputs().forEach(open::push);
      }
    }
    return false;
  }
}
