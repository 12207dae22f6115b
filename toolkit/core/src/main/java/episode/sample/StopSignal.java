package episode.sample;

/** Whether sampling is to end early. Threads: shared by all chains of a run. */
final class StopSignal {

  private volatile boolean requested;

  void request() {
    requested = true;
  }

  boolean requested() {
    return requested;
  }
}
