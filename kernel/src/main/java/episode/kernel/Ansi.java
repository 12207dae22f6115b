package episode.kernel;

/**
 * The few colours of error messages. Themes put errors on a red of their own, a light or a dark
 * one, and change the basic colours: no red is readable on all of them. So the name of an error
 * brings its ground along, white on red, and everything else is bold at most.
 */
final class Ansi {

  private Ansi() {}

  static String error(String text) {
    return "\u001b[1;38;5;231;48;5;160m" + text + "\u001b[0m";
  }

  static String strong(String text) {
    return "\u001b[1m" + text + "\u001b[0m";
  }

  /** Returns a text without colours. */
  static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
