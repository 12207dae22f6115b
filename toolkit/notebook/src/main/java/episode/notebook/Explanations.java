package episode.notebook;

import episode.plot.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The pages about error codes: resources {@code episode/explain/E####.md} of all modules. */
final class Explanations {

  private Explanations() {}

  static Part of(String code) {
    String typed = code.strip().toUpperCase(Locale.ROOT);
    String name = typed.matches("[1-9][0-9]{3}") ? "E" + typed : typed;
    if (!name.matches("E[1-9][0-9]{3}")) {
      return Part.text("An error code is an E and four digits, such as E6101; not '" + code + "'.");
    }
    String resource = "/episode/explain/" + name + ".md";
    try (InputStream page = Explanations.class.getResourceAsStream(resource)) {
      return page == null
          ? Part.text("There is no error code " + name + ".")
          : Part.markdown(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
