package episode.backend.jvm;

import episode.backend.jvm.Item.Kind;
import episode.backend.jvm.Item.Placement;
import episode.backend.jvm.Views.View;
import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything a graph has to compute, and what waits for what. For one compilation. */
final class Items {
  private final Graph graph;
  private final Views views = new Views();
  private final Unrolling unrolling;
  private final List<Item> all = new ArrayList<>();
  private final Map<Node, List<Item>> producers = new HashMap<>();
  private final Set<Node> stored = new HashSet<>();
  private final boolean[] isDirect;

  Items(Graph graph) {
    this.graph = graph;
    unrolling = Unrolling.of(graph);
    isDirect = new boolean[graph.outputs().size()];
    for (Node node : graph.nodes()) {
      demandCopies(node);
    }
    for (Node node : graph.nodes()) {
      add(node);
    }
    addOutputs();
  }

  Graph graph() {
    return graph;
  }

  Views views() {
    return views;
  }

  List<Item> all() {
    return all;
  }

  /** Returns the items that write a node. */
  List<Item> producers(Node node) {
    return producers.get(node);
  }

  /** Returns whether a node's own memory can be an output's slot. */
  boolean isDirect(int output) {
    return isDirect[output];
  }

  /** Returns the nodes that need memory however items are grouped; {@link Schedule} adds more. */
  Set<Node> stored() {
    return stored;
  }

  /** Kernels of their own want their operands in one stretch. */
  private void demandCopies(Node node) {
    boolean wants =
        switch (node.prim()) {
          case CALL, SCAN, IF, WHILE, OP, ARGMAX -> true;
          case CUMSUM, CUMPROD -> !unrolling.covers(node);
          default -> false;
        };
    for (Node operand : node.inputs()) {
      if (wants && Views.isViewPrim(operand.prim()) && !views.isWhole(operand)) {
        views.copy(operand);
      }
    }
  }

  private void add(Node node) {
    switch (node.prim()) {
      case INPUT, CONST -> {}
      case PART -> producers.put(node, producers.get(node.input(0)));
      case BROADCAST, RESHAPE, TRANSPOSE, SLICE -> addView(node);
      case CONCAT -> addConcat(node);
      case PAD -> addPad(node);
      case SCATTER_ADD -> addScatter(node);
      case MATMUL, CUMSUM, CUMPROD -> addValue(node, null);
      case ARGMAX, CALL, SCAN, IF, WHILE, OP -> addAlone(Kind.ALONE, node, node.inputs());
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> addValue(node, node.input(0).shape());
      default -> addValue(node, node.shape());
    }
  }

  /** Adds a node as a value: of straight-line code, of a loop, or alone where it has no space. */
  private void addValue(Node node, Shape space) {
    if (!unrolling.covers(node) && space == null) {
      addAlone(Kind.ALONE, node, node.inputs());
      return;
    }
    Item item = put(Item.of(all.size(), Kind.VALUE, node, unrolling.covers(node) ? null : space));
    for (int i = 0; i < node.inputs().size(); i++) {
      boolean picks = node.prim() == Prim.GATHER && (i == 0 || !item.isStraight());
      needs(item, node.input(i), !picks);
    }
  }

  private void addAlone(Kind kind, Node node, List<Node> operands) {
    Item item = put(Item.of(all.size(), kind, node, null));
    stored.add(node);
    for (Node operand : operands) {
      needs(item, operand, false);
    }
  }

  private void addView(Node node) {
    if (!views.isBase(node)) {
      return;
    }
    View through = views.through(node);
    if (unrolling.covers(node.shape().size()) && through.base() == node) {
      addValue(node, null);
    } else if (through.base() == node) {
      Node operand = node.input(0);
      addPlace(node, -1, new Placement(operand, views.of(operand), 0, operand.shape().strides()));
    } else {
      addPlace(node, -1, new Placement(node, through, 0, node.shape().strides()));
    }
  }

  private void addConcat(Node node) {
    if (unrolling.covers(node)) {
      addValue(node, null);
      return;
    }
    int[] strides = node.shape().strides();
    int offset = 0;
    for (Node part : node.inputs()) {
      addPlace(node, -1, new Placement(part, views.of(part), offset, strides));
      offset += part.shape().extent(node.index()) * strides[node.index()];
    }
  }

  private void addPad(Node node) {
    if (unrolling.covers(node)) {
      addValue(node, null);
      return;
    }
    addAlone(Kind.ZERO, node, List.of());
    Item zero = all.get(all.size() - 1);
    Attr.Pad pad = (Attr.Pad) node.attribute();
    int[] strides = node.shape().strides();
    int offset = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      offset += pad.low().at(axis) * strides[axis];
      strides[axis] *= 1 + pad.interior().at(axis);
    }
    Node inner = node.input(0);
    waits(addPlace(node, -1, new Placement(inner, views.of(inner), offset, strides)), zero, false);
  }

  private void addScatter(Node node) {
    Node into = node.input(0);
    Item copy = addPlace(node, -1, new Placement(into, views.of(into), 0, node.shape().strides()));
    Item item = put(Item.of(all.size(), Kind.SCATTER, node, node.input(2).shape()));
    waits(item, copy, false);
    needs(item, node.input(1), false);
    needs(item, node.input(2), true);
  }

  private Item addPlace(Node node, int output, Placement place) {
    boolean small = unrolling.covers(place.node().shape().size());
    Shape space = small ? null : place.node().shape();
    Item item = Item.place(all.size(), node, output, space, place);
    if (output < 0) {
      put(item);
      stored.add(node);
    } else {
      all.add(item);
    }
    reads(item, place.view(), place.node(), true);
    return item;
  }

  /** An output that is computed once lies in its slot; views, inputs and repeats are copied. */
  private void addOutputs() {
    Set<Node> seen = new HashSet<>();
    for (int i = 0; i < graph.outputs().size(); i++) {
      Node node = graph.outputs().get(i);
      boolean computed = node.prim() != Prim.INPUT && node.prim() != Prim.CONST;
      computed = computed && node.prim() != Prim.PART && views.isBase(node);
      if (computed && seen.add(node)) {
        isDirect[i] = true;
        stored.add(node);
      } else {
        addPlace(node, i, new Placement(node, views.of(node), 0, node.shape().strides()));
      }
    }
  }

  private Item put(Item item) {
    all.add(item);
    List<Item> writers = producers.get(item.node);
    if (writers == null) {
      writers = new ArrayList<>(1);
      producers.put(item.node, writers);
    }
    writers.add(item);
    return item;
  }

  private void needs(Item item, Node operand, boolean inPlace) {
    reads(item, views.of(operand), operand, inPlace);
  }

  /** Records what an item reads; in place: element i at index i of the item's own space. */
  private void reads(Item item, View view, Node operand, boolean inPlace) {
    Node base = view.base();
    boolean same = inPlace && base == operand && operand.shape().equals(item.space);
    if (base.prim() == Prim.INPUT) {
      (same ? item.reads : item.movedReads).add(base);
    } else if (base.prim() != Prim.CONST) {
      for (Item producer : producers.get(base)) {
        waits(item, producer, mayFuse(item, producer, same, inPlace));
      }
    }
  }

  private static boolean mayFuse(Item item, Item producer, boolean same, boolean inPlace) {
    if (producer.kind != Kind.VALUE) {
      return false;
    }
    if (producer.isStraight() || item.isStraight()) {
      return inPlace && producer.isStraight() && item.isStraight();
    }
    return same && !producer.isReduction() && item.space.equals(producer.space);
  }

  private void waits(Item item, Item producer, boolean fused) {
    item.blockers++;
    if (fused) {
      producer.fusedUsers.add(item);
      item.fusedNeeds.add(producer);
    } else {
      producer.laterUsers.add(item);
      stored.add(producer.node);
    }
  }
}
