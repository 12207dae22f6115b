package episode.backend.jvm;

import episode.expr.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Groups items into kernels, greedily: a kernel takes every item of its space that is ready, and
 * what becomes ready by that; straight-line code goes first, then kernels of their own, and loops
 * only when nothing else is ready, so that they are as few and as full as can be. Afterwards loop
 * items sink to their first user where that saves a store.
 */
final class Schedule {
  /** Loops of about this many bytes of code are still compiled and vectorised quickly. */
  private static final int NEST_WEIGHT = 1500;

  private static final Comparator<Item> ORDER =
      new Comparator<>() {
        @Override
        public int compare(Item a, Item b) {
          return Integer.compare(a.index, b.index);
        }
      };

  private final Items items;
  private final PriorityQueue<Item> straight = new PriorityQueue<>(ORDER);
  private final PriorityQueue<Item> alone = new PriorityQueue<>(ORDER);
  private final Map<Shape, PriorityQueue<Item>> nests = new LinkedHashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();

  private Schedule(Items items) {
    this.items = items;
  }

  /** Returns the kernels in order, and adds to the stored nodes those that cross kernels. */
  static List<Kernel> of(Items items) {
    Schedule schedule = new Schedule(items);
    schedule.group();
    schedule.sink();
    return schedule.numbered();
  }

  private void group() {
    for (Item item : items.all()) {
      if (item.blockers == 0) {
        enqueue(item);
      }
    }
    for (PriorityQueue<Item> next = next(); next != null; next = next()) {
      Kernel kernel = new Kernel(next.peek());
      kernel.index = kernels.size();
      kernels.add(kernel);
      fill(kernel, next);
    }
  }

  private void enqueue(Item item) {
    if (item.isStraight()) {
      straight.add(item);
    } else if (item.isAlone()) {
      alone.add(item);
    } else {
      PriorityQueue<Item> queue = nests.get(item.space);
      if (queue == null) {
        queue = new PriorityQueue<>(ORDER);
        nests.put(item.space, queue);
      }
      queue.add(item);
    }
  }

  private PriorityQueue<Item> next() {
    if (!straight.isEmpty()) {
      return straight;
    }
    if (!alone.isEmpty()) {
      return alone;
    }
    PriorityQueue<Item> best = null;
    for (PriorityQueue<Item> queue : nests.values()) {
      boolean earlier =
          !queue.isEmpty() && (best == null || queue.peek().index < best.peek().index);
      best = earlier ? queue : best;
    }
    return best;
  }

  private void fill(Kernel kernel, PriorityQueue<Item> queue) {
    boolean more = true;
    while (more) {
      Item item = queue.poll();
      kernel.add(item);
      for (Item user : item.fusedUsers) {
        release(user);
      }
      more = !queue.isEmpty() && !item.isAlone();
      more = more && (kernel.isStraight || kernel.weight < NEST_WEIGHT);
    }
    for (Item item : kernel.items) {
      for (Item user : item.laterUsers) {
        release(user);
      }
    }
  }

  private void release(Item item) {
    if (--item.blockers == 0) {
      enqueue(item);
    }
  }

  private void sink() {
    for (int k = kernels.size() - 1; k >= 0; k--) {
      Kernel kernel = kernels.get(k);
      for (int i = kernel.items.size() - 1; i >= 0 && kernel.isNest(); i--) {
        Item item = kernel.items.get(i);
        Kernel target = item.kind == Item.Kind.VALUE ? target(item) : null;
        if (target != null) {
          kernel.items.remove(i);
          target.addFirst(item);
        }
      }
    }
  }

  /** Returns the kernel of the first user where an item is better placed there, else null. */
  private Kernel target(Item item) {
    if (item.fusedUsers.isEmpty() || item.isReduction() || items.stored().contains(item.node)) {
      return null;
    }
    Kernel target = item.fusedUsers.get(0).kernel;
    for (Item user : item.fusedUsers) {
      target = user.kernel.index < target.index ? user.kernel : target;
    }
    if (target == item.kernel || target.weight + item.weight() > NEST_WEIGHT) {
      return null;
    }
    for (Item producer : item.fusedNeeds) {
      if (producer.kernel == item.kernel && wouldBeStored(producer)) {
        return null;
      }
    }
    return target;
  }

  /** Returns whether a producer that stays behind needs a store that it did not need before. */
  private boolean wouldBeStored(Item producer) {
    if (producer.fusedUsers.size() == 1 || items.stored().contains(producer.node)) {
      return false;
    }
    for (Item user : producer.fusedUsers) {
      if (user.kernel != producer.kernel) {
        return false;
      }
    }
    return true;
  }

  private List<Kernel> numbered() {
    List<Kernel> full = new ArrayList<>();
    for (Kernel kernel : kernels) {
      if (!kernel.items.isEmpty()) {
        kernel.index = full.size();
        full.add(kernel);
      }
    }
    Set<episode.expr.Node> stored = items.stored();
    for (Item item : items.all()) {
      for (Item user : item.fusedUsers) {
        if (user.kernel != item.kernel) {
          stored.add(item.node);
        }
      }
    }
    return full;
  }
}
