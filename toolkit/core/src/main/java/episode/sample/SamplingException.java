package episode.sample;

/**
 * An error in how sampling was asked for; its message has a code, the numbers seen and the remedy.
 *
 * <p>Failures of numerics, such as divergences, are not exceptions: see {@link Draws#warnings}.
 */
public final class SamplingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String code;

  SamplingException(Message message) {
    super(message.text());
    this.code = message.code();
  }

  /** Returns the code of the error, for instance {@code E5001}. */
  public String code() {
    return code;
  }
}
