package episode.backend.jvm;

import episode.expr.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Items whose code is written together: straight-line code, one nest of loops, or one item alone.
 */
final class Kernel {
  final Shape space;
  final boolean isStraight;
  final List<Item> items = new ArrayList<>();

  /** Place in the order of execution. */
  int index;

  int weight;

  Kernel(Item first) {
    space = first.space;
    isStraight = first.isStraight();
  }

  void add(Item item) {
    items.add(item);
    join(item);
  }

  void addFirst(Item item) {
    items.add(0, item);
    join(item);
  }

  private void join(Item item) {
    item.kernel = this;
    weight += item.weight();
  }

  boolean isNest() {
    return space != null;
  }
}
