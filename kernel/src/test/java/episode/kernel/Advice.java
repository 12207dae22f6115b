package episode.kernel;

/**
 * An error addressed to the user, by the kernel's convention; public, so that cells can throw it.
 */
public final class Advice extends RuntimeException {

  /** Makes one with a message of two lines. */
  public Advice() {
    super("E2103 Unknown name 'bta'\n  Did you mean 'beta'?");
  }

  /** Returns its code. */
  public String code() {
    return "E2103";
  }
}
