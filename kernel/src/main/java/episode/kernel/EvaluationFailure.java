package episode.kernel;

/** A cell, or code that an extension evaluates, did not run to its end. */
final class EvaluationFailure extends RuntimeException {

  private final transient Failure failure;

  EvaluationFailure(Failure failure, Throwable cause) {
    super(failure.name() + ": " + failure.message(), cause, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
