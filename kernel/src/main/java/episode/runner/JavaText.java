package episode.runner;

import episode.kernel.magic.HtmlText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as HTML with comments, strings, numbers and keywords marked. */
final class JavaText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)"
              + "|(?<string>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')"
              + "|(?<magic>(?m:^%%?\\w+))"
              + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue"
              + "|default|do|double|else|enum|extends|false|final|finally|float|for|if|implements"
              + "|import|instanceof|int|interface|long|new|null|package|private|protected|public"
              + "|record|return|sealed|short|static|super|switch|synchronized|this|throw|throws|true"
              + "|try|var|void|volatile|while|yield)\\b)"
              + "|(?<number>\\b\\d[\\w.]*(?:(?<=[eE])[+-]\\d+)?)");
  private static final String[] KINDS = {"comment", "string", "magic", "keyword", "number"};

  private JavaText() {}

  /** Returns HTML text with {@code <span class="comment">} and so on. */
  static String html(String source) {
    StringBuilder html = new StringBuilder();
    Matcher token = TOKEN.matcher(source);
    int last = 0;
    while (token.find()) {
      html.append(HtmlText.escaped(source.substring(last, token.start())));
      html.append("<span class=\"").append(kind(token)).append("\">");
      html.append(HtmlText.escaped(token.group())).append("</span>");
      last = token.end();
    }
    return html.append(HtmlText.escaped(source.substring(last))).toString();
  }

  private static String kind(Matcher token) {
    for (String kind : KINDS) {
      if (token.group(kind) != null) {
        return kind;
      }
    }
    throw new IllegalStateException("a token has a kind");
  }
}
