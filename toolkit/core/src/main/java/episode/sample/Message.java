package episode.sample;

/** The text of an error: code and what, indented lines of where and how much, and the remedy. */
final class Message {

  private final String code;
  private final StringBuilder text;

  private Message(String code, String what) {
    this.code = code;
    this.text = new StringBuilder(code).append(' ').append(what);
  }

  static Message of(String code, String what) {
    return new Message(code, what);
  }

  Message line(String line) {
    text.append("\n    ").append(line);
    return this;
  }

  Message remedy(String remedy) {
    text.append("\n  ").append(remedy);
    return this;
  }

  String code() {
    return code;
  }

  String text() {
    return text.toString();
  }
}
