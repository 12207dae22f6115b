package episode.kernel;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How much of the heap is left; for one thread.
 *
 * <p>The serial collector, which kernels run with, fails while parts of the heap are still empty:
 * the spaces that survivors are copied between, and what the young generation could grow by. Those
 * are not counted.
 */
final class HeapRoom {

  /** What part of the young generation may be missing though it has grown to its limit. */
  private static final long SLACK = 10;

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
          .toList();
  private final Optional<MemoryPoolMXBean> old = pool("Tenured Gen");
  private final Optional<MemoryPoolMXBean> eden = pool("Eden Space");

  private Optional<MemoryPoolMXBean> pool(String name) {
    return pools.stream().filter(pool -> pool.getName().equals(name)).findFirst();
  }

  /** Returns how many bytes are left, not counting what a collection would bring. */
  long left() {
    return left(MemoryPoolMXBean::getUsage);
  }

  /** Returns how many bytes were left when the last collection had ended. */
  long leftByCollection() {
    return left(MemoryPoolMXBean::getCollectionUsage);
  }

  private long left(Function<MemoryPoolMXBean, MemoryUsage> asked) {
    if (old.isEmpty() || eden.isEmpty()) {
      long used = pools.stream().map(asked).mapToLong(MemoryUsage::getUsed).sum();
      return Runtime.getRuntime().maxMemory() - used;
    }
    MemoryUsage kept = asked.apply(old.get());
    MemoryUsage made = asked.apply(eden.get());
    return kept.getMax() - kept.getUsed() + made.getCommitted() - made.getUsed();
  }

  /**
   * Returns whether the young generation is to grow now or never: it grows in a full collection
   * that can move all of it to the old one.
   */
  boolean cramped() {
    if (old.isEmpty() || eden.isEmpty()) {
      return false;
    }
    MemoryUsage kept = old.get().getUsage();
    MemoryUsage made = eden.get().getUsage();
    boolean small = made.getCommitted() < made.getMax() - made.getMax() / SLACK;
    return small && kept.getMax() - kept.getUsed() < 2 * made.getCommitted();
  }

  /** Collects what is garbage and returns true, or false where that is switched off. */
  boolean collect() {
    long before = collections();
    System.gc();
    return collections() > before;
  }

  private long collections() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
