package episode.notebook;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.plot.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pages about error codes: resources {@code episode/explain/E####.md} of all modules. */
final class Explanations {

  private static final int NEAR = 3;

  private Explanations() {}

  /**
   * Returns the page of a code; where only its start is given, the codes that start so.
   *
   * @throws EpisodeException E7012 where no code is or starts so
   */
  static Part of(String code) {
    String typed = code.strip().toUpperCase(Locale.ROOT);
    String name = typed.matches("[1-9][0-9]{0,3}") ? "E" + typed : typed;
    List<String> starting = codes(name);
    if (starting.isEmpty()) {
      throw unknown(code, name);
    }
    if (starting.get(0).equals(name)) {
      return Part.markdown(page(name));
    }
    return Part.text(name.length() < 2 ? overview(starting) : titles(starting));
  }

  /** Returns the codes that start so, in their order: those that have a page. */
  private static List<String> codes(String start) {
    return IntStream.range(1000, 10_000)
        .mapToObj(number -> "E" + number)
        .filter(code -> code.startsWith(start))
        .filter(code -> Explanations.class.getResource(resource(code)) != null)
        .toList();
  }

  private static String resource(String code) {
    return "/episode/explain/" + code + ".md";
  }

  private static String page(String code) {
    try (InputStream page = Explanations.class.getResourceAsStream(resource(code))) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a line for each code: its heading. */
  private static String titles(List<String> codes) {
    return codes.stream()
        .map(code -> page(code).lines().findFirst().orElse("").replaceFirst("^# *", ""))
        .collect(Collectors.joining("\n"));
  }

  private static String overview(List<String> codes) {
    String groups =
        codes.stream()
            .map(code -> code.substring(0, 3))
            .distinct()
            .collect(Collectors.joining(" "));
    return "There are "
        + codes.size()
        + " error codes. They start with\n  "
        + groups
        + "\n%explain E21 lists those that start so, %explain E2103 explains one.";
  }

  private static EpisodeException unknown(String typed, String name) {
    String remedy = "%explain lists the codes that there are.";
    if (name.matches("E[0-9]{1,4}")) {
      int number = Integer.parseInt((name.substring(1) + "000").substring(0, 4));
      String near =
          codes("").stream()
              .sorted(Comparator.comparingInt(one -> distance(one, number)))
              .limit(NEAR)
              .sorted()
              .collect(Collectors.joining(", "));
      remedy = "The nearest are " + near + "; " + remedy;
    }
    return new EpisodeException(
        Problem.of("E7012", "There is no error code '" + typed + "'").remedy(remedy));
  }

  private static int distance(String code, int number) {
    return Math.abs(Integer.parseInt(code.substring(1)) - number);
  }
}
