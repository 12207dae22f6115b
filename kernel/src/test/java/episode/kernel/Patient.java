package episode.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A library that takes an interrupt and needs a while to come to its end. */
public final class Patient {

  static final CountDownLatch TOLD = new CountDownLatch(1);

  private Patient() {}

  /** Returns whether it was interrupted, once the user has been told that it is about to end. */
  public static boolean work() {
    boolean interrupted = false;
    System.out.println("working");
    while (true) {
      try {
        if (TOLD.await(50, TimeUnit.MILLISECONDS)) {
          return interrupted;
        }
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
  }
}
