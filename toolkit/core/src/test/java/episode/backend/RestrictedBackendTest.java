package episode.backend;

import episode.backend.array.ArrayBackend;
import episode.backend.array.Restricted;

/** Whatever can be lowered is: the contract holds over elementary primitives alone. */
class RestrictedBackendTest extends SlotContract {
  private static final Backend RESTRICTED = new ArrayBackend<>(new Restricted(true));

  @Override
  protected Backend backend() {
    return RESTRICTED;
  }

  @Override
  protected Backend exact() {
    return RESTRICTED;
  }

  /** What formulas of other authors and other orders of summation may differ by. */
  @Override
  protected double tolerance() {
    return 1e-12;
  }
}
