package episode.backend.jvm;

import episode.expr.Node;
import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;

/** One piece of work: a node, or a part of one that writes its own stretch of the node's memory. */
final class Item {

  /** What is done. */
  enum Kind {
    /** The node's value, element by element, or its reduction. */
    VALUE,
    /** The elements of {@link #source} go to {@link #offset} + Σ stride · index of the memory. */
    PLACE,
    /** The memory is filled with zeros. */
    ZERO,
    /** The updates of a SCATTER_ADD. */
    SCATTER,
    /** A MATMUL, a running reduction, an ARGMAX, a CALL: a kernel of its own. */
    ALONE
  }

  final int index;
  final Kind kind;

  /** The node; of an output copy the output's own node. */
  final Node node;

  /** The output that is written, or −1 where it is the node's own memory. */
  final int output;

  /** The iteration space; null for straight-line code and for kernels of their own. */
  final Shape space;

  /** Of PLACE: what is read, and how. */
  final Views.View source;

  /** Of PLACE: the node whose identity lets loops fuse. */
  final Node sourceNode;

  final int offset;
  final int[] strides;

  /** Items that may share a kernel with this one, which they need. */
  final List<Item> fusedUsers = new ArrayList<>();

  /** Items that this one needs, in an earlier kernel or in its own. */
  final List<Item> fusedNeeds = new ArrayList<>();

  /** Items that need this one in an earlier kernel. */
  final List<Item> laterUsers = new ArrayList<>();

  /** Inputs of which element i is read at index i of the item's own space. */
  final List<Node> reads = new ArrayList<>();

  /** Inputs that are read in any other way. */
  final List<Node> movedReads = new ArrayList<>();

  int blockers;
  Kernel kernel;

  private Item(int index, Kind kind, Node node, int output, Shape space, Placement place) {
    this.index = index;
    this.kind = kind;
    this.node = node;
    this.output = output;
    this.space = space;
    this.source = place == null ? null : place.view;
    this.sourceNode = place == null ? null : place.node;
    this.offset = place == null ? 0 : place.offset;
    this.strides = place == null ? null : place.strides;
  }

  static Item of(int index, Kind kind, Node node, Shape space) {
    return new Item(index, kind, node, -1, space, null);
  }

  static Item place(int index, Node node, int output, Shape space, Placement place) {
    return new Item(index, Kind.PLACE, node, output, space, place);
  }

  boolean isStraight() {
    return space == null && kind != Kind.ALONE && kind != Kind.ZERO;
  }

  /** Returns roughly how many bytes of code the item is in a loop. */
  int weight() {
    return 8 + 8 * (node == null ? 1 : node.inputs().size());
  }

  boolean isAlone() {
    return kind == Kind.ALONE || kind == Kind.ZERO;
  }

  boolean isReduction() {
    return kind == Kind.VALUE && node.prim().family() == episode.expr.Prim.Family.REDUCE;
  }

  /** Where elements come from and where they go. */
  record Placement(Node node, Views.View view, int offset, int[] strides) {}
}
