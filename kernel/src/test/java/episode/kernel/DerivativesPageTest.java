package episode.kernel;

/** Runs every example of {@code docs/derivatives.md}. */
class DerivativesPageTest extends PageTest {
  DerivativesPageTest() {
    super("derivatives.md");
  }
}
