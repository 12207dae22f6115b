package episode.kernel;

/** Runs every example of {@code docs/notebooks.md}. */
class NotebooksPageTest extends PageTest {
  NotebooksPageTest() {
    super("notebooks.md");
  }
}
