package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptTest {

  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench();
  }

  @AfterEach
  void close() {
    assertThat(bench.value("6 * 7")).as("the session lives on").isEqualTo("42");
    bench.close();
  }

  private void stops(String source) {
    Failure failure = bench.interrupted("{ System.out.println(1);\n" + source + " }");
    assertThat(failure.name()).isEqualTo("KeyboardInterrupt");
    assertThat(failure.message()).isEqualTo("the cell was interrupted");
  }

  @Test
  void anEmptyLoopStops() {
    stops("while (true) {}");
  }

  @Test
  void aLoopInAMethodStops() {
    bench.run("void forever() { for (int i = 0; ; i++) { i = i % 7; } }");
    stops("forever();");
  }

  @Test
  void aLoopInAClassOfTheCellStops() {
    bench.run("class Spinner { void spin() { do {} while (true); } }");
    stops("new Spinner().spin();");
  }

  @Test
  void endlessRecursionStops() {
    bench.run("long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }");
    stops("fib(200);");
  }

  @Test
  void aSleepStops() {
    stops("Thread.sleep(1_000_000);");
  }

  @Test
  void aLibraryLoopOverCodeOfTheCellStops() {
    stops("Stream.iterate(1, i -> i + 1).filter(i -> i < 0).findFirst();");
  }

  @Test
  void catchingExceptionsDoesNotHelpALoop() {
    stops("while (true) { try { Math.sqrt(2); } catch (Exception e) { } }");
  }

  @Test
  void aCellThatSwallowsTheFirstInterruptStopsAtTheSecond() {
    Recorder recorder = new Recorder(text -> bench.interrupt(), null);
    String source =
        "while (true) { System.out.println(1);\n"
            + "try { Thread.sleep(1000); } catch (Throwable e) {} }";
    assertThat(bench.execute(source, recorder).failure().orElseThrow().name())
        .isEqualTo("KeyboardInterrupt");
  }

  @Test
  void libraryCodeThatDoesNotReactIsLeftBehind() {
    bench.run("var gate = new Semaphore(0);");
    String source = "{ System.out.println(1); gate.acquireUninterruptibly(); }";
    Failure failure = bench.interrupted(source);
    bench.run("gate.release();");
    assertThat(failure.name()).isEqualTo("KeyboardInterrupt");
    assertThat(failure.message()).startsWith("the library code did not react");
  }

  @Test
  void codeThatHandlesTheInterruptGoesOnAndKeepsItsResult() {
    bench.run(
        "int draws() {\n"
            + "  int n = 0;\n"
            + "  System.out.println(1);\n"
            + "  try { while (true) { n++; Thread.sleep(5); } } catch (InterruptedException e) {}\n"
            + "  return n;\n"
            + "}");
    Recorder recorder = new Recorder(text -> bench.interrupt(), null);
    CellResult result = bench.execute("int kept = draws();\nkept > 0", recorder);
    assertThat(result.failure()).isEmpty();
    assertThat(recorder.value()).isEqualTo("true");
  }

  @Test
  void aLibraryThatTakesTheInterruptMayNeedAWhile() {
    Recorder recorder =
        new Recorder(
            text -> {
              if (text.startsWith("working")) {
                bench.interrupt();
              } else {
                Patient.TOLD.countDown();
              }
            },
            null);
    CellResult result = bench.execute("var kept = episode.kernel.Patient.work();\nkept", recorder);
    assertThat(result.failure()).isEmpty();
    assertThat(recorder.value()).isEqualTo("true");
    assertThat(recorder.text("stderr"))
        .isEqualTo(
            "Interrupted: what runs has begun to end. Interrupt again to end it without its"
                + " results.\n");
  }

  @Test
  void workOfALibraryThatIsCancelledIsAnInterrupt() {
    Failure failure =
        bench.failure("throw new java.util.concurrent.CancellationException(\"interrupted\");");
    assertThat(failure.name()).isEqualTo("KeyboardInterrupt");
  }

  @Test
  void anInterruptThatALibraryPutsIntoAnotherExceptionIsOne() {
    Failure failure =
        bench.failure("throw new RuntimeException(\"x\", new InterruptedException());");
    assertThat(failure.name()).isEqualTo("KeyboardInterrupt");
  }

  @Test
  void anInterruptBetweenCellsIsForgotten() {
    bench.interrupt();
    assertThat(bench.value("int i = 0\nwhile (i < 10) i++;\ni")).isEqualTo("10");
  }

  @Test
  void catchingEverythingDoesNotHelpALoop() {
    stops("while (true) { try { while (true) {} } catch (Throwable t) {} }");
    stops("while (true) { try { Thread.sleep(10); } catch (Throwable t) {} }");
    stops("try { while (true) {} } finally { while (true) {} }");
  }

  @Test
  void waitingForALockThatNobodyGivesBackStops() {
    bench.run(
        "var lock = new java.util.concurrent.locks.ReentrantLock();\n"
            + "var gate = new Semaphore(0);\n"
            + "var owner = new Thread(() -> { lock.lock(); gate.acquireUninterruptibly();"
            + " lock.unlock(); });\n"
            + "owner.start();\nwhile (!lock.isLocked()) {}");
    Failure failure = bench.interrupted("System.out.println(1); lock.lock();");
    bench.run("gate.release();");
    assertThat(failure.name()).isEqualTo("KeyboardInterrupt");
  }

  @Test
  void whatRunsOnSharedThreadsForTheCellStopsWithIt() {
    bench.run("var turns = new java.util.concurrent.atomic.AtomicLong();");
    stops(
        "IntStream.range(0, 10).parallel().forEach(i -> { while (true) turns.incrementAndGet(); });");
    bench.run("var stopped = turns.get();");
    assertThat(bench.value("turns.get() == stopped")).isEqualTo("true");
    assertThat(bench.value("ForkJoinPool.commonPool().isQuiescent()")).isEqualTo("true");
  }
}
