package episode.notebook.assist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the text of a comment for a terminal and for a page. */
final class Prose {
  private static final Pattern PRE = Pattern.compile("(?s)<pre>(.*?)</pre>");

  private Prose() {}

  /** Returns a comment without markup, its blocks indented. */
  static String text(String comment) {
    return blocks(comment, "\n\n    ", "\n    ", "\n\n", false);
  }

  /** Returns a comment as Markdown. */
  static String markdown(String comment) {
    return blocks(comment, "\n\n```java\n", "\n", "\n```\n\n", true);
  }

  private static String blocks(
      String comment, String open, String line, String close, boolean marked) {
    StringBuilder out = new StringBuilder();
    Matcher blocks = PRE.matcher(comment);
    int from = 0;
    while (blocks.find()) {
      out.append(inline(comment.substring(from, blocks.start()), marked));
      out.append(open).append(block(blocks.group(1)).replace("\n", line)).append(close);
      from = blocks.end();
    }
    return out.append(inline(comment.substring(from), marked))
        .toString()
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  /** Returns a block of code without the tag around it and the blanks in front of every line. */
  private static String block(String written) {
    String code = written.strip();
    if (code.startsWith("{@code")) {
      code = code.substring(6, code.lastIndexOf('}')).stripLeading();
    }
    return entities(code).replaceAll("(?m)^ ", "").replaceAll("\\s+$", "");
  }

  private static String inline(String written, boolean marked) {
    String text = written.replaceAll("\\s*\n\\s*", " ");
    text = text.replaceAll("<p>\\s*|</p>|<ul>|</ul>", "\n\n").replaceAll("<li>\\s*", "\n- ");
    text = text.replaceAll("\\{@link(?:plain)? [\\w.]*#?(?:\\w+)?(?:\\([^)]*\\))? ([^}]*)}", "$1");
    text = code(text, "\\{@link(?:plain)? #?([^}]*)}", marked);
    text = code(text, "\\{@code ((?:[^{}]|\\{[^{}]*})*)}", marked);
    text = code(text, "<code>(.*?)</code>", marked);
    text = text.replaceAll("\\{@literal ([^}]*)}", "$1");
    text = text.replaceAll("</?[a-zA-Z][^>]*>", "");
    return entities(text).replaceAll("(?m)^ +| +$", "").replaceAll(" {2,}", " ");
  }

  private static String code(String text, String pattern, boolean marked) {
    return Pattern.compile(pattern)
        .matcher(text)
        .replaceAll(
            found -> {
              String code = found.group(1).replace('#', '.').strip();
              return Matcher.quoteReplacement(marked ? "`" + code + "`" : code);
            });
  }

  private static String entities(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .replace("{@literal @}", "@");
  }

  /** Returns a text whose signs mean nothing to a reader of Markdown with HTML in it. */
  static String escaped(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
