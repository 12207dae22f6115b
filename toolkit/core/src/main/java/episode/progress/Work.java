package episode.progress;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One piece of work that may take long, from {@code begin} to {@code close}.
 *
 * <pre>
 * try (Work work = Work.begin("Reading cases.csv", bytes, "bytes")) {
 *   …
 *   work.at(read);
 * }
 * </pre>
 *
 * <p>Nothing is shown of work that is over within a second, nor where {@link Works} has no view.
 * Work that begins inside other work of the same thread is told of in the line of that one.
 *
 * <p>Threads: one begins and closes; any may say how far it is, at the cost of a store.
 */
public final class Work implements AutoCloseable {
  private static final ThreadLocal<Work> INNERMOST = new ThreadLocal<>();
  private static final Work UNSEEN = new Work(new Words("", "", false), 0, Double.NaN, null, null);

  /** What stays the same about a work. */
  private record Words(String what, String unit, boolean clock) {}

  private final Words words;
  private final double origin;
  private final double total;
  private final Desk desk;
  private final Work outer;
  private final long start;
  private final AtomicLong done = new AtomicLong(Double.doubleToRawLongBits(0));
  private volatile String detail = "";
  private volatile Work inner;
  private volatile long end;

  private Work(Words words, double origin, double total, Desk desk, Work outer) {
    this.words = words;
    this.origin = origin;
    this.total = total;
    this.desk = desk;
    this.outer = outer;
    this.start = desk == null ? 0 : desk.now();
  }

  /**
   * Returns work of which nobody knows how much there is.
   *
   * @param what a few words in the form of {@code Compiling SIR}
   */
  public static Work begin(String what) {
    return open(new Words(what, "", false), 0, Double.NaN);
  }

  /**
   * Returns work of a known amount.
   *
   * @param what a few words in the form of {@code Checking gradients}
   * @param total how much there is
   * @param unit what is counted, in the plural; may be empty
   */
  public static Work begin(String what, double total, String unit) {
    return open(new Words(what, unit, false), 0, total);
  }

  /**
   * Returns the work of going through a span of time, which loops over steps find as {@link
   * #clock}.
   *
   * @param what a few words in the form of {@code Solving SIR}
   * @param from where time starts
   * @param to where it ends
   * @param unit the unit of time, in the plural
   */
  public static Work solving(String what, double from, double to, String unit) {
    return open(new Words(what, unit, true), from, to - from);
  }

  /**
   * Returns work of a known amount that belongs to no thread: several may be open side by side, and
   * what their threads begin is work of its own.
   */
  public static Work aside(String what, double total, String unit) {
    Desk desk = Works.desk();
    if (desk == null) {
      return UNSEEN;
    }
    Work work = new Work(new Words(what, unit, false), 0, total, desk, null);
    desk.open(work);
    return work;
  }

  /**
   * Returns the span of time that this thread is going through; work that shows nothing where its
   * innermost work is another one.
   */
  public static Work clock() {
    Work innermost = Works.desk() == null ? null : INNERMOST.get();
    return innermost != null && innermost.words.clock() ? innermost : UNSEEN;
  }

  /**
   * Ends work that has no part of its result to give away, where its thread was interrupted.
   *
   * @throws CancellationException if it was; it stays interrupted
   */
  public static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }

  private static Work open(Words words, double origin, double total) {
    Desk desk = Works.desk();
    if (desk == null) {
      return UNSEEN;
    }
    Work outer = INNERMOST.get();
    Work work = new Work(words, origin, total, desk, outer);
    INNERMOST.set(work);
    if (outer == null) {
      desk.open(work);
    } else {
      outer.inner = work;
    }
    return work;
  }

  /** Says how much is done; for a span of time, what time it is there. */
  public void at(double reached) {
    if (desk != null) {
      done.lazySet(Double.doubleToRawLongBits(reached - origin));
    }
  }

  /** Says how much more is done; for several threads at once. */
  public void add(double more) {
    if (desk != null) {
      done.getAndUpdate(bits -> Double.doubleToRawLongBits(Double.longBitsToDouble(bits) + more));
    }
  }

  /** Says what is going on within the work, in a few words; an empty text takes that back. */
  public void doing(String now) {
    if (desk != null) {
      detail = now;
    }
  }

  /** Ends the work. Where less than all is done, its line says that it stopped. */
  @Override
  public void close() {
    if (desk == null || end != 0) {
      return;
    }
    end = Math.max(1, desk.now() - start);
    if (INNERMOST.get() == this) {
      if (outer == null) {
        INNERMOST.remove();
      } else {
        INNERMOST.set(outer);
        outer.inner = null;
      }
    }
    if (outer == null) {
      desk.close(this);
    }
  }

  String what() {
    return words.what();
  }

  long nanos() {
    return end == 0 ? desk.now() - start : end;
  }

  /**
   * Returns how far it is.
   *
   * @param before how long runs before this one took
   * @param times how many there were, this one included
   */
  WorkLine line(long before, int times) {
    Work within = inner;
    String more = within == null ? detail : joined(detail, within.brief());
    return new WorkLine(
        words.what(),
        Double.longBitsToDouble(done.get()),
        total,
        words.unit(),
        more,
        Duration.ofNanos(before + nanos()),
        end != 0,
        times);
  }

  private static String joined(String first, String second) {
    return first.isEmpty() ? second : first + ", " + second;
  }

  /** Returns the work within another in a few words, such as {@code solving SIR 45 %}. */
  private String brief() {
    String what = Character.toLowerCase(words.what().charAt(0)) + words.what().substring(1);
    double share = Double.longBitsToDouble(done.get()) / total;
    return share > 0 ? what + " " + (int) (100 * share) + " %" : what;
  }
}
