package episode.kernel;

/** The few colours of error messages: basic ones, which every theme maps to something readable. */
final class Ansi {

  private Ansi() {}

  static String error(String text) {
    return "\u001b[1;31m" + text + "\u001b[0m";
  }

  static String mark(String text) {
    return "\u001b[31m" + text + "\u001b[0m";
  }

  static String strong(String text) {
    return "\u001b[1m" + text + "\u001b[0m";
  }

  /** Returns a text without colours. */
  static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
