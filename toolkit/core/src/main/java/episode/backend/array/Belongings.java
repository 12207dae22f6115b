package episode.backend.array;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that something holds until it is closed or, where nobody closes it, until the collector
 * finds it. It must not be reachable from here.
 */
final class Belongings<A> implements Runnable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Runnable more;
  private List<Held<A>> values = new ArrayList<>();

  private Belongings(Runnable more) {
    this.more = more;
  }

  /** Returns what does what there is to do when an owner ends. */
  static <A> Belongings<A> of(Runnable more) {
    return new Belongings<>(more);
  }

  /** Returns how the owner ends them. */
  Cleaner.Cleanable ownedBy(Object owner) {
    return CLEANER.register(owner, this);
  }

  /** Returns the arrays; null stands for none. */
  List<Held<A>> values() {
    return values;
  }

  /** Puts other arrays in their place, and lets go of none. */
  void replace(List<Held<A>> others) {
    values = others;
  }

  @Override
  public void run() {
    values.forEach(Evaluation::letGo);
    values.clear();
    more.run();
  }
}
