package episode.notebook.assist;

import episode.system.OpSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what the statements of a system's text declare, whether or not they are complete. */
final class TextNames {
  private static final Pattern FLOW = Pattern.compile("\\s*(\\w+)\\s*:[^:]*->.*");
  private static final Pattern EQUALS = Pattern.compile("\\s*(\\w+(?:\\[[^\\]]*\\])?)\\s*=.*");
  private static final Set<String> LISTS = Set.of("state", "parameter");
  private static final Set<String> DEFINITIONS = Set.of("alias", "input", "output", "contacts");

  private final Names names;

  TextNames(Names names) {
    this.names = names;
  }

  void add(String text) {
    text.lines().forEach(line -> statement(line.replaceAll("#.*", "")));
  }

  private void statement(String line) {
    String word = line.strip().replaceAll("(?s)\\W.*", "");
    String rest = line.strip().substring(word.length()).strip();
    Matcher flow = FLOW.matcher(line);
    Matcher equals = EQUALS.matcher(rest);
    if (flow.matches()) {
      names.declare(flow.group(1), "flow", "of this cell");
    } else if (LISTS.contains(word)) {
      parts(rest).forEach(part -> names.declare(traitless(part), word, "of this cell"));
    } else if (DEFINITIONS.contains(word) && equals.matches()) {
      String kind = word.equals("contacts") ? "alias" : word;
      names.declare(equals.group(1), kind, "of this cell: " + rest);
    } else if (Set.of("axis", "ordinal", "stratify").contains(word)) {
      axis(rest.replaceFirst("^axis\\s+", ""));
    } else if (!OpSystem.statements().containsKey(word)) {
      Matcher alias = EQUALS.matcher(line);
      if (alias.matches()) {
        names.declare(alias.group(1), "alias", "of this cell: " + line.strip());
      }
    }
  }

  private static String traitless(String part) {
    return part.replaceAll("\\b(unit|bounds|default)\\s*\\(.*", "").replaceAll("=[^\\]]*$", "");
  }

  private void axis(String rest) {
    int equals = rest.indexOf('=');
    if (equals > 0) {
      List<String> elements = parts(rest.substring(equals + 1));
      names.axis(rest.substring(0, equals).strip(), elements.stream().map(String::strip).toList());
    }
  }

  /** Returns what stands between commas outside of brackets. */
  private static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      depth += "[(".indexOf(list.charAt(i)) >= 0 ? 1 : "])".indexOf(list.charAt(i)) >= 0 ? -1 : 0;
      if (depth == 0 && list.charAt(i) == ',') {
        parts.add(list.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(list.substring(start));
    return parts;
  }
}
