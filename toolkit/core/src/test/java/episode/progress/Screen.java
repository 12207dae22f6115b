package episode.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Shows all work of a test, however short: a second passes whenever somebody asks the time. */
public final class Screen implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  private final List<List<String>> shown = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private final AtomicBoolean telling = new AtomicBoolean();
  private final Desk desk = new Desk(this::keep, this::passing);

  private Screen() {}

  /** Returns a screen that shows all work from now on, until it is closed. */
  public static Screen on() {
    Screen screen = new Screen();
    Works.replace(screen.desk);
    return screen;
  }

  private void keep(List<WorkLine> lines) {
    shown.add(lines.stream().map(WorkLine::text).toList());
  }

  private long passing() {
    if (telling.compareAndSet(false, true)) {
      now.addAndGet(SECOND);
      desk.tell();
      telling.set(false);
    }
    return now.get();
  }

  /** Returns every state of the first line, in the order in which they were shown. */
  public List<String> first() {
    return shown.stream().map(lines -> lines.get(0)).toList();
  }

  /** Returns all lines as they were left. */
  public List<String> last() {
    return shown.isEmpty() ? List.of() : shown.get(shown.size() - 1);
  }

  @Override
  public void close() {
    Works.unseen();
  }
}
