package episode.notebook.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment, taken apart.
 *
 * @param body what stands before the first tag, as written
 * @param parameters what is said of each parameter
 * @param errors what is thrown, and when
 */
record Javadoc(String body, List<Tag> parameters, List<Tag> errors) {
  static final Javadoc NONE = new Javadoc("", List.of(), List.of());

  /** Something with a name, and what is said of it. */
  record Tag(String name, String text) {}

  private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(\\w+)\\s+");
  private static final Pattern SEE = Pattern.compile("see \\{@link ([\\w.]*)#(\\w+)[^}]*}");

  static Javadoc of(String comment) {
    Matcher tags = BLOCK.matcher(comment);
    int end = comment.length();
    List<Integer> starts = new ArrayList<>();
    while (tags.find()) {
      starts.add(tags.start());
    }
    String body = comment.substring(0, starts.isEmpty() ? end : starts.get(0)).strip();
    List<Tag> parameters = new ArrayList<>();
    List<Tag> errors = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int to = i + 1 < starts.size() ? starts.get(i + 1) : end;
      String[] words = comment.substring(starts.get(i), to).strip().split("\\s+", 3);
      Tag tag = new Tag(words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
      if (words[0].equals("@param")) {
        parameters.add(tag);
      } else if (words[0].equals("@throws")) {
        errors.add(tag);
      }
    }
    return new Javadoc(body, parameters, errors);
  }

  boolean isEmpty() {
    return body.isEmpty();
  }

  /** Returns the type and the method that the comment refers to for all further; empty for none. */
  List<String> refersTo() {
    Matcher see = SEE.matcher(body);
    return see.find() ? List.of(see.group(1), see.group(2)) : List.of();
  }
}
