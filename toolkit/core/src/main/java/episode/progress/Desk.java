package episode.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps the work that is under way, and tells a view about what takes long. */
final class Desk {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long EVERY_MS = 200;

  /** After so many rounds without work the clerk waits to be called. */
  private static final int IDLE_ROUNDS = 10;

  /** As many lines as chains that one would ever look at. */
  private static final int MOST_LINES = 16;

  private final WorkView view;
  private final List<Work> open = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private Object place = "";
  private final LongSupplier nanos;
  private Optional<Thread> clerk = Optional.empty();
  private boolean parked;
  private boolean left;

  /** A line that is shown: a work, and what others of the same name took before it. */
  private record Row(Work work, long before, int times) {
    WorkLine line() {
      return work.line(before, times);
    }
  }

  /** Makes one that shows nothing until somebody calls {@link #tell}. */
  Desk(WorkView view, LongSupplier nanos) {
    this.view = view;
    this.nanos = nanos;
  }

  /** Returns one that tells its view by itself. */
  static Desk staffed(WorkView view) {
    Desk desk = new Desk(view, System::nanoTime);
    Thread clerk = new Thread(desk::watch, "episode-progress");
    clerk.setDaemon(true);
    desk.clerk = Optional.of(clerk);
    return desk;
  }

  long now() {
    return nanos.getAsLong();
  }

  synchronized void open(Work work) {
    if (left) {
      return;
    }
    settle();
    open.add(work);
    if (parked) {
      notifyAll();
    }
    clerk.filter(thread -> thread.getState() == Thread.State.NEW).ifPresent(Thread::start);
  }

  synchronized void close(Work work) {
    if (open.remove(work) && isShown(work)) {
      show();
    }
  }

  /** Forgets everything; what is still under way goes on unseen. */
  synchronized void leave() {
    left = true;
    open.clear();
    rows.clear();
    notifyAll();
  }

  /** Starts afresh in another place: a thread that was left behind belongs to an earlier cell. */
  private void settle() {
    Object now = view.place();
    if (!now.equals(place)) {
      place = now;
      open.clear();
      rows.clear();
    }
  }

  private boolean isShown(Work work) {
    return rows.stream().anyMatch(row -> row.work() == work);
  }

  private synchronized void watch() {
    int idle = 0;
    try {
      while (!left) {
        wait(EVERY_MS);
        idle = open.isEmpty() ? idle + 1 : 0;
        tell();
        if (idle > IDLE_ROUNDS) {
          parked = true;
          wait();
          parked = false;
          idle = 0;
        }
      }
    } catch (InterruptedException end) {
      leave();
    }
  }

  /** Shows what takes long by now. */
  synchronized void tell() {
    if (open.isEmpty()) {
      return;
    }
    settle();
    for (Work work : open) {
      if (work.nanos() >= FIRST_NANOS && !isShown(work)) {
        add(work);
      }
    }
    if (open.stream().anyMatch(this::isShown)) {
      show();
    }
  }

  /** Adds a line, or takes over that of ended work of the same name. */
  private void add(Work work) {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      WorkLine line = row.line();
      if (line.ended() && line.what().equals(work.what())) {
        rows.set(i, new Row(work, line.elapsed().toNanos(), row.times() + 1));
        return;
      }
    }
    if (rows.size() < MOST_LINES) {
      rows.add(new Row(work, 0, 1));
    }
  }

  private void show() {
    try {
      view.show(rows.stream().map(Row::line).toList());
    } catch (RuntimeException | LinkageError broken) {
      leave();
    }
  }
}
