package episode.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documentation that is written from tables of the code. With {@code
 * -Depisode.pages=write} it is written anew, otherwise it must be as the tables say.
 */
final class Page {
  /** The root of the repository; tests run in the folder of their module. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static final String HOW =
      "mvn -pl kernel -am test -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Depisode.pages=write";

  private Page() {}

  static boolean isWritten() {
    return System.getProperty("episode.pages") != null;
  }

  /** Holds the page {@code docs/name} to what it must say, or writes it. */
  static void check(String name, String text) throws IOException {
    Path page = ROOT.resolve("docs").resolve(name);
    if (isWritten()) {
      Files.writeString(page, text);
    }
    assertThat(page).as("written by: %s", HOW).exists();
    assertThat(Files.readString(page))
        .as("docs/%s is stale; written anew by: %s", name, HOW)
        .isEqualTo(text);
  }
}
