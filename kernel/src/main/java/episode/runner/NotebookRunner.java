package episode.runner;

import episode.kernel.Session;
import episode.kernel.SessionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a notebook file in this process and writes what came out of it: the executed notebook and an
 * HTML page of the same name. Both are written as well when a cell fails and when the user
 * interrupts the process.
 *
 * <p>Relative paths in cells are those of the process, so start it in the notebook's folder. One
 * run at a time in a process.
 */
public final class NotebookRunner {
  /** How long an interrupted process waits for the running cell and the outputs. */
  private static final long GRACE_SECONDS = 10;

  private final Path source;
  private final Path target;
  private final Terminal terminal;
  private final long start = System.nanoTime();

  private NotebookRunner(Path source, Path target, Terminal terminal) {
    this.source = source;
    this.target = target;
    this.terminal = terminal;
  }

  /**
   * Runs a notebook.
   *
   * @param notebook the {@code .ipynb} file
   * @param output the folder for what comes out, made when missing; not the notebook's own
   * @param terminal where to tell how it goes
   * @return the cell that failed, or empty when all cells ran
   * @throws IOException when the notebook cannot be read or is not Java, or the results cannot be
   *     written
   */
  public static Optional<FailedCell> run(Path notebook, Path output, Terminal terminal)
      throws IOException {
    Path target = output.resolve(notebook.getFileName());
    if (Files.exists(target) && Files.isSameFile(target, notebook)) {
      throw new IOException("the output would replace the notebook; name another folder");
    }
    Notebook read = Notebook.read(notebook);
    Optional<String> other = read.language().filter(name -> !name.equalsIgnoreCase("java"));
    if (other.isPresent()) {
      throw new IOException(
          notebook
              + " says that its language is "
              + other.get()
              + ", and Episode runs Java: choose the kernel Java (Episode) in Jupyter and save it");
    }
    return new NotebookRunner(notebook, target, terminal).run(read);
  }

  private Optional<FailedCell> run(Notebook notebook) throws IOException {
    OutputFolder.make(target.toAbsolutePath().getParent());
    try (Session session = Session.open(SessionOptions.standard())) {
      NotebookRun run = new NotebookRun(notebook, session, new Console(terminal));
      CountDownLatch written = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, written), "save-outputs"));
      Optional<FailedCell> failed = run.run();
      try {
        write(run.notebook());
      } finally {
        written.countDown();
      }
      return failed;
    }
  }

  /**
   * The process is asked to end: lets the cell end, and the main thread write; else writes here. An
   * exit that the code of a cell asked for, in a library say, is a failure whatever its status.
   */
  private void stop(NotebookRun run, CountDownLatch written) {
    if (written.getCount() == 0) {
      return;
    }
    boolean asked = Session.exiting();
    terminal
        .err()
        .println(
            asked
                ? "\nthe running cell ended the process; the outputs so far are kept"
                : "\ninterrupted: the cell ends, the outputs so far are kept");
    run.stop();
    try {
      if (!written.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        write(run.notebook());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (asked) {
        terminal.err().flush();
        Runtime.getRuntime().halt(1);
      }
    }
  }

  private void write(Notebook executed) throws IOException {
    executed.write(target);
    Path folder = source.toAbsolutePath().getParent();
    Files.writeString(page(), HtmlPage.of(executed, name(), folder, note(executed)));
    terminal.out().println("\nwrote " + target + "\n      " + page());
  }

  private String note(Notebook executed) {
    long ran = executed.cells().stream().filter(cell -> cell.executionCount().isPresent()).count();
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    String time =
        ZonedDateTime.now(ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH));
    return String.format(
        Locale.ROOT,
        "%s, run with Episode on Java %s, %s: %d cells in %.1f s",
        source.getFileName(),
        Runtime.version().feature(),
        time,
        ran,
        seconds);
  }

  private Path page() {
    return target.resolveSibling(name() + ".html");
  }

  private String name() {
    return source.getFileName().toString().replaceFirst("\\.ipynb$", "");
  }
}
