package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the values of a graph lie. An output lies in its slot from the start, unless the slot is
 * also an input that is still read when the output is written: then the write waits to the end of
 * the kernel where that is enough, else the output is made elsewhere and copied at the very end.
 */
final class Places {
  private final Memory memory;
  private final Items items;
  private final Map<Node, Buffer> places = new HashMap<>();
  private final Buffer[] outputs;
  private final Set<Node> lateNodes = new HashSet<>();
  private final boolean[] isLate;
  private final List<Buffer[]> copies = new ArrayList<>();

  Places(Memory memory, Items items, Buffer[] inputSlots, Buffer[] outputSlots) {
    this.memory = memory;
    this.items = items;
    Graph graph = items.graph();
    for (int i = 0; i < inputSlots.length; i++) {
      places.put(graph.inputs().get(i), inputSlots[i]);
    }
    outputs = new Buffer[outputSlots.length];
    isLate = new boolean[outputSlots.length];
    for (int i = 0; i < outputSlots.length; i++) {
      settle(i, inputSlots, outputSlots[i]);
    }
  }

  /** Returns the place of a node that has memory. */
  Buffer of(Node node) {
    Buffer place = places.get(node);
    if (place == null) {
      place =
          node.prim() == Prim.CONST
              ? memory.constant(node.constant())
              : memory.buffer(node.dtype(), node.shape().size());
      places.put(node, place);
    }
    return place;
  }

  /** Returns the place of an output. */
  Buffer output(int i) {
    return outputs[i];
  }

  /** Returns whether a store waits to the end of its kernel. */
  boolean isLate(Item item) {
    return item.output >= 0 ? isLate[item.output] : lateNodes.contains(item.node);
  }

  /** Returns pairs (from, to) to be copied when everything has been computed. */
  List<Buffer[]> copies() {
    return copies;
  }

  private void settle(int output, Buffer[] inputSlots, Buffer slot) {
    Node node = items.graph().outputs().get(output);
    Buffer own = items.isDirect(output) ? of(node) : memory.buffer(slot.dtype(), slot.size());
    outputs[output] = own;
    Node reader = null;
    for (int i = 0; i < inputSlots.length; i++) {
      reader = inputSlots[i] == slot ? items.graph().inputs().get(i) : reader;
    }
    List<Item> writers = items.isDirect(output) ? items.producers(node) : List.of(place(output));
    if (reader == null || firstKernel(writers) > lastRead(reader)) {
      own.moveInto(slot);
    } else if (mayWait(writers, reader)) {
      own.moveInto(slot);
      isLate[output] = true;
      if (items.isDirect(output)) {
        lateNodes.add(node);
      }
    } else {
      copies.add(new Buffer[] {own, slot});
    }
  }

  private Item place(int output) {
    for (Item item : items.all()) {
      if (item.output == output) {
        return item;
      }
    }
    throw new IllegalStateException("output " + output + " is not written");
  }

  private static int firstKernel(List<Item> writers) {
    int first = Integer.MAX_VALUE;
    for (Item writer : writers) {
      first = Math.min(first, writer.kernel.index);
    }
    return first;
  }

  private int lastRead(Node reader) {
    int last = -1;
    for (Item item : items.all()) {
      if (item.reads.contains(reader) || item.movedReads.contains(reader)) {
        last = Math.max(last, item.kernel.index);
      }
    }
    return last;
  }

  /** Returns whether the one writer shares its kernel with the last reads and these come first. */
  private boolean mayWait(List<Item> writers, Node reader) {
    Item writer = writers.get(0);
    if (writers.size() > 1 || writer.kernel.index != lastRead(reader)) {
      return false;
    }
    if (writer.kernel.isStraight) {
      return writer.kind == Item.Kind.VALUE || writer.output >= 0;
    }
    boolean inPlace = writer.kind == Item.Kind.VALUE && !writer.isReduction() || writer.output >= 0;
    for (Item item : writer.kernel.items) {
      inPlace = inPlace && !item.movedReads.contains(reader);
    }
    return inPlace && writer.kernel.isNest();
  }
}
