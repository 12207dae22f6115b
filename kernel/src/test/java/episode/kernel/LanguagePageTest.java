package episode.kernel;

/** Runs every example of {@code docs/language.md}. */
class LanguagePageTest extends PageTest {
  LanguagePageTest() {
    super("language.md");
  }
}
