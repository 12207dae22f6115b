package episode.notebooks;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for another process, which tells nobody when it is ready. */
final class Waiting {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Waiting() {}

  /** Returns the first text that is not empty; asks ten times a second. */
  static String forValue(int seconds, Callable<String> question) throws Exception {
    for (int i = 0; i < seconds * 10; i++) {
      String answer = question.call();
      if (!answer.isEmpty()) {
        return answer;
      }
      NEVER.await(100, TimeUnit.MILLISECONDS);
    }
    throw new TimeoutException("no answer in " + seconds + " s");
  }
}
