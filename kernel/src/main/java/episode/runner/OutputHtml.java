package episode.runner;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import episode.kernel.magic.HtmlText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One output of a cell as HTML: the richest form that needs neither a script nor the network. */
final class OutputHtml {
  private static final List<String> PREFERENCE =
      List.of(
          "text/html",
          "text/markdown",
          "text/latex",
          "image/svg+xml",
          "image/png",
          "image/jpeg",
          "text/plain");

  private static final Pattern LEAST_WIDTH = Pattern.compile("min-width:\\d+px");

  /** SGR sequences, the colours of a terminal. */
  private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");

  private static final Pattern LATEX_FENCE =
      Pattern.compile("(?s)\\s*(?:\\$\\$(.*)\\$\\$|\\\\\\[(.*)\\\\\\]|\\$(.*)\\$)\\s*");

  /** The row of an equation that is higher than a line, with the gap that follows it. */
  private static final Pattern FRACTION =
      Pattern.compile("(?m)^(?<row>.*\\\\frac.*\\\\\\\\\\[)[^]]*");

  private static final Pattern SUM = Pattern.compile("(?m)^(?<row>.*\\\\sum_.*\\\\\\\\\\[)[^]]*");

  /** As much as people listen to; a screen reader reads it to its end. */
  private static final int LONGEST_WORDS = 200;

  private OutputHtml() {}

  /** Returns the output, an nbformat object, as one HTML element. */
  static String html(JsonObject output) {
    return switch (output.get("output_type").getAsString()) {
      case "stream" -> stream(output);
      case "error" -> error(output);
      default -> bundle(output.getAsJsonObject("data"), output.getAsJsonObject("metadata"));
    };
  }

  private static String stream(JsonObject output) {
    String kind = output.get("name").getAsString().equals("stderr") ? "stderr" : "stdout";
    String text = overwrite(Cell.text(output.get("text")));
    return pre(kind, text);
  }

  private static String error(JsonObject output) {
    StringBuilder text = new StringBuilder();
    for (JsonElement line : output.getAsJsonArray("traceback")) {
      text.append(line.getAsString()).append('\n');
    }
    if (text.isEmpty()) {
      text.append(output.get("ename").getAsString()).append(": ");
      text.append(output.get("evalue").getAsString());
    }
    return pre("failure", text.toString());
  }

  private static String bundle(JsonObject data, JsonObject metadata) {
    for (String type : PREFERENCE) {
      if (data.has(type)) {
        String attributes = " alt=\"" + words(data) + "\"" + size(metadata, type);
        return show(type, Cell.text(data.get(type)), attributes);
      }
    }
    return pre("stdout", "(an output of " + String.join(", ", data.keySet()) + ")");
  }

  /** Returns what a picture shows in words: its text, without lines of Braille dots. */
  private static String words(JsonObject data) {
    if (!data.has("text/plain")) {
      return "";
    }
    String words =
        Cell.text(data.get("text/plain"))
            .lines()
            .filter(line -> line.codePoints().noneMatch(c -> c >= 0x2800 && c <= 0x28FF))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("; "));
    boolean longer = words.length() > LONGEST_WORDS;
    return HtmlText.escaped(longer ? words.substring(0, LONGEST_WORDS) + "…" : words);
  }

  /**
   * Returns the width that the notebook asks for: a picture for fine screens has more dots. A wide
   * one shrinks to three fifths, and scrolls then.
   */
  private static String size(JsonObject metadata, String type) {
    JsonElement size = metadata == null ? null : metadata.get(type);
    if (size == null || !size.isJsonObject() || !size.getAsJsonObject().has("width")) {
      return "";
    }
    int width = size.getAsJsonObject().get("width").getAsInt();
    return " width=\"" + width + "\" style=\"min-width:" + width * 3 / 5 + "px\"";
  }

  private static String show(String type, String text, String attributes) {
    return switch (type) {
      case "text/html" -> "<div class=\"output html\">" + text + "</div>";
      case "text/markdown" -> "<div class=\"output\">" + MarkdownText.html(text) + "</div>";
      case "text/latex" -> "<div class=\"output\">" + latex(text) + "</div>";
      case "text/plain" -> pre("stdout", text);
      case "image/svg+xml" ->
          figure("data:image/svg+xml;base64," + base64(text), attributes + leastWidth(text));
      default -> figure("data:" + type + ";base64," + text.replaceAll("\\s", ""), attributes);
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the width below which a drawing says that it is not read: what is wider scrolls. */
  private static String leastWidth(String svg) {
    Matcher width = LEAST_WIDTH.matcher(svg.substring(0, Math.min(svg.length(), 1000)));
    return width.find() ? " style=\"" + width.group() + "\"" : "";
  }

  private static String figure(String address, String attributes) {
    return "<figure class=\"output\"><img" + attributes + " src=\"" + address + "\"></figure>";
  }

  private static String latex(String text) {
    var fence = LATEX_FENCE.matcher(text);
    String tex =
        fence.matches() ? text.strip().replaceAll("^(\\$+|\\\\\\[)|(\\$+|\\\\\\])$", "") : text;
    return "<div class=\"math display\">" + HtmlText.escaped(spaced(tex.strip())) + "</div>";
  }

  /**
   * Widens the gap below fractions and sums: KaTeX, as LaTeX does in arrays, counts it from the
   * line and not from the foot of the fraction, which then touches the next one.
   */
  private static String spaced(String tex) {
    String fractions = FRACTION.matcher(tex).replaceAll("${row}0.8em");
    return SUM.matcher(fractions).replaceAll("${row}1.3em");
  }

  private static String pre(String kind, String text) {
    String plain = ANSI.matcher(text).replaceAll("").stripTrailing();
    return "<pre class=\"output " + kind + "\">" + LongText.html(plain) + "</pre>";
  }

  /** Leaves of every line what a terminal would show after its carriage returns. */
  static String overwrite(String text) {
    return text.replace("\r\n", "\n").replaceAll("(?m)^.*\\r(?!$)", "").replace("\r", "");
  }
}
