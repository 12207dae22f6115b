package episode.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that a cell's own text offers where the compiler has none: local names, keywords. */
final class CellWords {

  private static final Pattern NO_CODE =
      Pattern.compile(
          "//.*|/\\*(?s:.*?)(?:\\*/|\\z)|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?");
  private static final Pattern DECLARED =
      Pattern.compile("(?<before>[\\w$]+|[>\\]])\\s+(?<name>[\\p{L}_$][\\w$]*)\\s*[=;:,)]");
  private static final Pattern LAMBDA = Pattern.compile("(?:\\(([\\w\\s,]*)\\)|(\\w+))\\s*->");
  private static final Set<String> NO_TYPE =
      Set.of("return", "throw", "new", "else", "case", "package", "import", "yield", "assert");
  private static final List<String> KEYWORDS =
      List.of(
          ("abstract assert boolean break byte case catch char class continue default do double"
                  + " else enum extends false final finally float for if implements import"
                  + " instanceof int interface long new null private protected public record"
                  + " return sealed short static super switch synchronized this throw throws true"
                  + " try var void while yield")
              .split(" "));

  private CellWords() {}

  /** Returns whether a place is inside a comment. */
  static boolean inComment(String code, int cursor) {
    return NO_CODE
        .matcher(code)
        .results()
        .filter(found -> found.group().startsWith("/"))
        .filter(found -> found.start() + 1 < cursor)
        .anyMatch(
            found ->
                cursor < found.end()
                    || cursor == found.end()
                        && !(found.group().length() > 3 && found.group().endsWith("*/")));
  }

  /** Returns the names that are declared above a place and start with a word. */
  static List<String> declared(String before, String word) {
    String code = NO_CODE.matcher(before).replaceAll(" ");
    Set<String> names = new LinkedHashSet<>();
    Matcher declared = DECLARED.matcher(code);
    int from = 0;
    while (declared.find(from)) {
      from = declared.start("name");
      if (!NO_TYPE.contains(declared.group("before"))) {
        names.add(declared.group("name"));
      }
    }
    LAMBDA
        .matcher(code)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .flatMap(list -> Stream.of(list.strip().split("[\\s,]+")))
        .forEach(names::add);
    return names.stream().filter(name -> name.startsWith(word) && !name.isEmpty()).toList();
  }

  /** Returns the keywords that start with a word of two letters or more. */
  static List<String> keywords(String word) {
    return word.length() < 2
        ? List.of()
        : KEYWORDS.stream().filter(keyword -> keyword.startsWith(word)).toList();
  }
}
