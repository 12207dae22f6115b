package episode.backend;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions that work on shared, named slots: what a host loop needs of a backend. A function reads
 * the slots named as its graph's inputs and writes its outputs to the slots it was given. It reads
 * all before it writes any, so a slot may be both. Graphs hold no {@code HOST} node. Immutable.
 */
public final class Program {
  private final String name;
  private final List<Slot> slots;
  private final List<Function> functions;

  private Program(Builder builder) {
    name = builder.name;
    slots = List.copyOf(builder.slots.values());
    functions = List.copyOf(builder.functions);
  }

  /** Returns an empty builder. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the slots; a slot's number is its place here. */
  public List<Slot> slots() {
    return slots;
  }

  /** Returns the functions; a function's number is its place here. */
  public List<Function> functions() {
    return functions;
  }

  /**
   * Returns the number of a slot.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public int slot(String slotName) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).name().equals(slotName)) {
        return i;
      }
    }
    throw new IllegalArgumentException("program '" + name + "' has no slot '" + slotName + "'");
  }

  /**
   * Returns the number of a function.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public int function(String functionName) {
    for (int i = 0; i < functions.size(); i++) {
      if (functions.get(i).graph().name().equals(functionName)) {
        return i;
      }
    }
    throw new IllegalArgumentException("program '" + name + "' has no '" + functionName + "'");
  }

  /**
   * A place for one value.
   *
   * @param name unique within the program
   * @param type what it holds
   */
  public record Slot(String name, Type type) {}

  /**
   * A graph with its places.
   *
   * @param graph the function; each input's name is a slot's name
   * @param inputs the slot of each input
   * @param outputs the slot of each output
   */
  public record Function(Graph graph, List<Integer> inputs, List<Integer> outputs) {}

  /** Collects slots and functions. For one thread. */
  public static final class Builder {
    private final String name;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Returns the number of the slot of this name, made where there was none. */
    public int slot(String slotName, Type type) {
      Slot known = slots.get(slotName);
      if (known == null) {
        slots.put(slotName, new Slot(slotName, type));
        order.add(slotName);
      } else if (!known.type().equals(type)) {
        throw new IllegalArgumentException(
            "slot '" + slotName + "' holds " + known.type() + ", not " + type);
      }
      return order.indexOf(slotName);
    }

    /** Adds a function that reads the slots its inputs name and writes to the named slots. */
    public Builder function(Graph graph, List<String> outputs) {
      List<Integer> reads = new ArrayList<>();
      for (Node input : graph.inputs()) {
        reads.add(slot(input.name(), input.type()));
      }
      List<Integer> writes = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        writes.add(slot(outputs.get(i), graph.outputs().get(i).type()));
      }
      functions.add(new Function(graph, List.copyOf(reads), List.copyOf(writes)));
      return this;
    }

    /** Returns the program. */
    public Program build() {
      return new Program(this);
    }
  }
}
