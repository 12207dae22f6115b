package episode.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The inputs of this session, as front ends ask for them. */
final class History {

  /** A value whose text is longer is not kept: a session may have thousands of them. */
  private static final int LONG = 10_000;

  private record Entry(int number, String input, JsonElement output) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(int number, String input) {
    entries.add(new Entry(number, input, JsonNull.INSTANCE));
  }

  /** Adds the text of a value to the entry that was added last. */
  void result(JsonElement text) {
    boolean kept = text.isJsonPrimitive() && text.getAsString().length() <= LONG;
    if (kept && !entries.isEmpty()) {
      Entry last = entries.remove(entries.size() - 1);
      entries.add(new Entry(last.number, last.input, text));
    }
  }

  /** Returns the entries that a history request asks for, as tuples. */
  JsonArray answer(Packet request) {
    int count = request.number("n", entries.size());
    String kind = request.string("hist_access_type");
    return switch (kind) {
      case "range" -> tuples(range(request), request);
      case "search" -> tuples(tail(matching(request), count), request);
      case "tail", "" -> tuples(tail(entries, count), request);
      default ->
          throw new IllegalArgumentException(
              "hist_access_type is range, tail or search, not " + kind + ".");
    };
  }

  private List<Entry> range(Packet request) {
    if (request.number("session", 0) != 0) {
      return List.of();
    }
    int start = request.number("start", 0);
    int stop = request.number("stop", Integer.MAX_VALUE);
    return entries.stream().filter(entry -> entry.number >= start && entry.number < stop).toList();
  }

  private List<Entry> matching(Packet request) {
    String asked = request.string("pattern");
    Pattern glob = Pattern.compile(expression(asked.isEmpty() ? "*" : asked), Pattern.DOTALL);
    List<Entry> found =
        entries.stream().filter(entry -> glob.matcher(entry.input).matches()).toList();
    if (!request.flag("unique", false)) {
      return found;
    }
    Map<String, Entry> latest = new LinkedHashMap<>();
    for (Entry entry : found) {
      latest.remove(entry.input);
      latest.put(entry.input, entry);
    }
    return List.copyOf(latest.values());
  }

  private static String expression(String glob) {
    StringBuilder expression = new StringBuilder();
    for (char c : glob.toCharArray()) {
      expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return expression.toString();
  }

  private static List<Entry> tail(List<Entry> all, int count) {
    return all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size());
  }

  private static JsonArray tuples(List<Entry> chosen, Packet request) {
    JsonArray tuples = new JsonArray();
    for (Entry entry : chosen) {
      JsonArray tuple = new JsonArray();
      tuple.add(0);
      tuple.add(entry.number);
      if (request.flag("output", false)) {
        JsonArray both = new JsonArray();
        both.add(entry.input);
        both.add(entry.output);
        tuple.add(both);
      } else {
        tuple.add(entry.input);
      }
      tuples.add(tuple);
    }
    return tuples;
  }
}
