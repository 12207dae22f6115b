package episode.progress;

import java.util.Optional;

/**
 * Who shows the work of this process: nobody, until a notebook or a command line says so. A process
 * has one screen at most, so its view belongs to the process, as the choice of a backend does.
 */
public final class Works {
  private static volatile Desk desk;

  private Works() {}

  /** Shows all work that begins from now on; what another view has shown stays as it is. */
  public static void shownBy(WorkView view) {
    replace(Desk.staffed(view));
  }

  /** Shows nothing from now on. */
  public static void unseen() {
    replace(null);
  }

  /** Takes a desk, or nobody's. */
  static synchronized void replace(Desk next) {
    Optional.ofNullable(desk).ifPresent(Desk::leave);
    desk = next;
  }

  static Desk desk() {
    return desk;
  }
}
