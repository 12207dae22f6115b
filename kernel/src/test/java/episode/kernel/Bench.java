package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;

/** A session for tests, without extensions and with little patience. */
final class Bench implements AutoCloseable {

  private final Session session = Session.open(new SessionOptions(false, Duration.ofMillis(300)));

  /** Returns the plain text of the value of a cell that must succeed. */
  String value(String source) {
    return run(source).value();
  }

  /** Returns the plain text of the answer to a question, which must leave no value. */
  String page(String question) {
    Recorder recorder = run(question);
    assertThat(recorder.outputs()).hasSize(1);
    return recorder.page();
  }

  /** Returns what a cell puts out; it must succeed. */
  Recorder run(String source) {
    Recorder recorder = new Recorder();
    session.execute(source, recorder).failure().ifPresent(this::unexpected);
    return recorder;
  }

  /** Returns why a cell fails; it must. */
  Failure failure(String source) {
    return session.execute(source, CellListener.NONE).failure().orElseThrow();
  }

  /** Returns how a cell fails that is interrupted when it prints. */
  Failure interrupted(String source) {
    Recorder recorder = new Recorder(text -> session.interrupt(), null);
    return session.execute(source, recorder).failure().orElseThrow();
  }

  CellResult execute(String source, CellListener listener) {
    return session.execute(source, listener);
  }

  void interrupt() {
    session.interrupt();
  }

  /** Returns the traceback of a failure without its colours. */
  static String plain(Failure failure) {
    return failure.traceback().stream()
        .collect(Collectors.joining("\n"))
        .replaceAll("\u001b\\[[\\d;]*m", "");
  }

  private void unexpected(Failure failure) {
    throw new AssertionError(plain(failure));
  }

  @Override
  public void close() {
    session.close();
  }
}
