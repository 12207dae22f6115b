package episode.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Runs the chains of one call of {@link Nuts#sample} on threads of their own, so that an interrupt
 * finds a thread that waits, however long a density takes.
 */
final class Run {

  private static final long PROGRESS_NANOS = 200_000_000L;

  private final Nuts settings;
  private final Target target;
  private final StopSignal stop = new StopSignal();
  private final List<Chain> chains;
  private final List<String> notes = new ArrayList<>();
  private final ChainWork work;
  private boolean interrupted;
  private boolean showing = true;
  private long lastShown = System.nanoTime();

  Run(Nuts settings, Target target) {
    this.settings = settings;
    this.target = target;
    this.chains =
        IntStream.range(0, settings.chains)
            .mapToObj(i -> new Chain(i, settings, target, stop))
            .toList();
    this.work = new ChainWork(settings.chains);
  }

  Draws draws() {
    try {
      return made();
    } finally {
      work.end();
    }
  }

  private Draws made() {
    runAll();
    show();
    List<Chain> made = chains.stream().filter(Chain::hasDraws).toList();
    if (interrupted) {
      notes.add(
          0,
          "Interrupted: "
              + made.stream().mapToInt(Chain::draws).sum()
              + " of "
              + settings.chains * (long) settings.draws
              + " draws were made"
              + (made.isEmpty() ? ": the chains were still warming up." : "."));
    }
    new Modes(target, made).note().ifPresent(notes::add);
    notes.addAll(target.notes());
    return Draws.of(target.variables(), made, settings, interrupted, notes);
  }

  private void runAll() {
    AtomicInteger names = new AtomicInteger();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.min(settings.threads, settings.chains),
            task -> {
              Thread thread = new Thread(task, "episode-chain-" + names.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> running = new ArrayList<>();
      chains.forEach(chain -> running.add(workers.submit(() -> runOrStopAll(chain))));
      running.forEach(this::await);
    } finally {
      stop.request();
      workers.shutdown();
    }
  }

  private void runOrStopAll(Chain chain) {
    boolean finished = false;
    try {
      chain.run();
      finished = true;
    } finally {
      if (!finished) {
        stop.request();
      }
    }
  }

  private void await(Future<?> chain) {
    while (true) {
      try {
        chain.get(PROGRESS_NANOS, TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException late) {
        showInTime();
      } catch (InterruptedException interrupt) {
        interrupted = true;
        stop.request();
      } catch (ExecutionException failed) {
        throw rethrown(failed.getCause());
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  private void showInTime() {
    if (System.nanoTime() - lastShown >= PROGRESS_NANOS) {
      show();
    }
  }

  private void show() {
    lastShown = System.nanoTime();
    List<ChainProgress> states = chains.stream().map(Chain::progress).toList();
    work.show(states);
    if (!showing) {
      return;
    }
    try {
      settings.progress.show(states);
    } catch (RuntimeException broken) {
      showing = false;
      notes.add("The progress display failed and was switched off: " + broken);
    }
  }
}
