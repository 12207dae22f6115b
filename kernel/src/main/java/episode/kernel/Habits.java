package episode.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows what people write who come from Python, and what Java wants instead. */
final class Habits {

  /** A line that begins like this, and the remedy; {1} is the first group of the pattern. */
  private record Row(Pattern line, String remedy) {}

  private static final List<Row> LINES =
      List.of(
          row("#.*", "A comment of Java starts with //."),
          row("goto\\b.*", "Java has no goto: loops have break and continue."),
          row("\\?+", "A question has a name before or after the mark: Math.sqrt?"),
          row(
              "%%?[a-zA-Z]\\w*\\b.*",
              "Magics stand at the start of a statement's line, not inside a block."),
          row("package\\s+[\\w.]+\\s*(;.*)?", "Cells have no package: leave this line out."),
          row(
              "![a-z]\\w*(?:\\s+[-\\w./*=~]+)*",
              "A cell runs Java, not the commands of a shell: use a terminal."),
          row(
              "(?:import|from)\\s+matplotlib\\b.*",
              "That is Python. Results plot themselves, as in solution.plot()."),
          row(
              "import\\s+[\\w.]+\\s+as\\s+\\w+.*",
              "That is Python. An import of Java names a class: import java.util.List;"),
          row(
              "(?:from\\s+\\S+\\s+)?import\\s+\\w+(\\s+as\\s+\\w+|\\s+import.*)?\\s*;?",
              "That is Python. An import of Java names a class: import java.util.List;"),
          row(
              "from\\s+\\S+\\s+import.*",
              "An import of Java names a class: import java.util.List;"),
          row(
              "def\\s+(\\w+).*",
              "A method of Java says its types: double {1}(double x) { return x; }"),
          row("for\\s+\\w+\\s+in\\b.*", "Java: for (int i = 0; i < n; i++) { … }"),
          row("(elif)\\b.*", "Java: else if (…) { … }"),
          row("(if|while)\\s+[^(].*:\\s*.*", "Java: {1} (…) { … }"),
          row("(if|while)\\s*\\(.*\\)\\s*:.*", "Java: {1} (…) { … }"),
          row("(try|else|finally)\\s*:.*", "Java: {1} { … }"),
          row("class\\s+(\\w+)\\s*(\\(.*\\))?:.*", "Java: class {1} { … }"),
          row(".*\\blambda\\s+\\w+\\s*:.*", "A lambda of Java: x -> x + 1."),
          row(
              ".*\\[.*\\bfor\\s+\\w+\\s+in\\b.*\\].*",
              "Java: IntStream.range(0, n).mapToObj(i -> …).toList(), or"
                  + " list.stream().map(x -> …).toList()."),
          row("with\\s+.*:", "Java: Files.readString(path); table(\"data.csv\") reads a table."),
          row(
              "(?:\\w+\\s*=\\s*)?\\(\\s*[^()]*,\\s*\\)\\s*;?"
                  + "|(?:var\\s+)?\\w+\\s*=\\s*\\([^()]*,[^()]*\\)\\s*;?",
              "Java has no tuples: List.of(1, 2), or new double[] {1, 2}."),
          row(
              "(\\w+)\\s*,\\s*(\\w+)(?:\\s*,\\s*\\w+)*\\s*=[^=].*",
              "One variable at a time: var {1} = …; var {2} = …;"),
          row("\"\"\"[^\"]+\"\"\"\\s*;?", "A comment of Java starts with //."),
          row(
              ".*\"\"\"[^\"]+.*",
              "A text block starts on the line after \"\"\"; within a line write \"x\"."),
          row(".*\"[^\"]*\\b[A-Za-z]:\\\\.*", "Paths are written with /: \"C:/data/cases.csv\"."),
          row(
              ".*\"[^\"]*\\\\[^btnfrsu0-7\"'\\\\][^\"]*\".*",
              "A backslash in a text is written twice: \"\\\\\"."),
          row(
              ".*[=(,]\\s*\\[.*",
              "Java: List.of(1, 2, 3) for a list, new double[] {1, 2, 3} for an array."),
          row(
              "\\[.*\\]",
              "Java: List.of(1, 2, 3) for a list, new double[] {1, 2, 3} for an array."),
          row(".*\\{\\s*(\"[^\"]*\"|\\w+)\\s*:.*\\}.*", "Java: Map.of(\"a\", 1, \"b\", 2)."),
          row(".*\\bf\".*", "Java: \"x = \" + x, or String.format(\"x = %.2f\", x)."),
          row(".*\\w\\s*\\*\\*\\s*\\w.*", "Powers are Math.pow(x, 2) in Java."),
          row(
              ".*\\w\\s*//\\s*\\w.*",
              "// starts a comment in Java; int / int divides without rest."),
          row(".*'[^']{2,}'.*", "Text stands between double quotes: \"hello\"."),
          row(".*[\u201c\u201d\u2018\u2019].*", "Use the plain quotes \" and '."),
          row("(const|let)\\s+\\w+\\s*=.*", "Java: var x = 5;"),
          row(".*\\b(and|or|not)\\b.*", "Java: && is and, || is or, ! is not."),
          row(
              "else\\b.*",
              "The if that this belongs to has ended: write } else { or leave out its ';'."),
          row(
              "\\w+\\s+(abstract|case|class|default|do|else|enum|final|for|goto|if|import|int"
                  + "|interface|long|native|new|package|return|static|super|switch|this|throw|try"
                  + "|void|while)\\s*[=;].*",
              "{1} is a word of Java itself: take another name."),
          row(
              "[^;{}]*[\\w)\\]\"]\\s+if\\s[^;{}]+\\selse\\s[^;{}]+;?",
              "Java: condition ? value : other."),
          row("\\w+\\s+\\d\\w*\\s*=.*", "A name cannot start with a digit."),
          row(".*\\bis\\s+(None|not)\\b.*", "Java: x == null, x != null."));

  private static final Pattern ARGUMENT = Pattern.compile("\\s*\\(\\s*([\\w.]+)\\s*\\).*");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("True", "Java writes true."),
          Map.entry("False", "Java writes false."),
          Map.entry("None", "Java writes null."),
          Map.entry("nil", "Java writes null."),
          Map.entry("np", "Episode needs no NumPy: math is in Math, arrays are double[]."),
          Map.entry("plt", "Results plot themselves: .plot()."),
          Map.entry("pd", "table(\"file.csv\") reads a table."),
          Map.entry("math", "Java writes Math, with a capital letter."),
          Map.entry("self", "Java writes this."),
          Map.entry("string", "Java writes String."),
          Map.entry("str", "Java writes String."),
          Map.entry("bool", "Java writes boolean."));

  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("print", "Java: System.out.println(…). The last value of a cell shows itself."),
          Map.entry(
              "println", "Java: System.out.println(…). The last value of a cell shows itself."),
          Map.entry("len", "Java: text.length(), list.size(), array.length."),
          Map.entry("range", "Java: IntStream.range(0, n), or for (int i = 0; i < n; i++) { … }."),
          Map.entry("str", "Java: String.valueOf(x)."),
          Map.entry("int", "Java: (int) x cuts off, Integer.parseInt(text) reads."),
          Map.entry("float", "Java: (double) x, or Double.parseDouble(text)."),
          Map.entry("list", "Java: new ArrayList<Double>() or List.of(1, 2)."),
          Map.entry("dict", "Java: new HashMap<String, Double>() or Map.of(\"a\", 1)."),
          Map.entry("input", "Java: new Scanner(System.in).nextLine()."),
          Map.entry("type", "Java: x.getClass()."),
          Map.entry("sum", "Java: Arrays.stream(array).sum()."),
          Map.entry("open", "Java: Files.readString(path); table(\"data.csv\") reads a table."),
          Map.entry("help", "Ask with a question mark: {1}?"),
          Map.entry("dir", "Ask with a question mark: {1}?"),
          Map.entry("exit", "A session ends by the menu Kernel, or when its page is shut down."),
          Map.entry("quit", "A session ends by the menu Kernel, or when its page is shut down."),
          Map.entry("isinstance", "Java: x instanceof String."),
          Map.entry("enumerate", "Java: for (int i = 0; i < n; i++) { … }."),
          Map.entry("zip", "Java: for (int i = 0; i < n; i++) { … }."),
          Map.entry("map", "Java: list.stream().map(x -> x + 1).toList()."),
          Map.entry("tuple", "Java: List.of(1, 2)."),
          Map.entry("set", "Java: Set.of(1, 2), or new HashSet<Double>()."),
          Map.entry("sorted", "Java: list.stream().sorted().toList()."));

  private Habits() {}

  private static Row row(String line, String remedy) {
    return new Row(Pattern.compile(line), remedy);
  }

  /** Returns what to write instead of a line that is not Java. */
  static Optional<String> inLine(String line) {
    for (Row row : LINES) {
      Matcher matcher = row.line().matcher(line.strip());
      if (matcher.matches()) {
        String remedy = row.remedy();
        for (int i = 1; i <= matcher.groupCount(); i++) {
          remedy = remedy.replace("{" + i + "}", String.valueOf(matcher.group(i)));
        }
        return Optional.of(remedy);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what to write instead of a name that there is not.
   *
   * @param name what is missing
   * @param call whether it is called
   * @param first whether a statement starts with it
   * @param rest the text of its line after it
   */
  static Optional<String> ofName(String name, boolean call, boolean first, String rest) {
    if (call) {
      boolean math =
          Arrays.stream(Math.class.getMethods()).anyMatch(method -> method.getName().equals(name));
      return math
          ? Optional.of("Java: Math." + name + "(…).")
          : Optional.ofNullable(CALLS.get(name)).map(remedy -> remedy.replace("{1}", asked(rest)));
    }
    if (NAMES.containsKey(name)) {
      return Optional.of(NAMES.get(name));
    }
    if (first && rest.matches("\\s*(?:[-+*/]=|\\+\\+|--).*")) {
      return Optional.of("Declare it first: var " + name + " = 0;");
    }
    return first && rest.matches("\\s*=[^=].*")
        ? Optional.of("Declare it first: var " + name + rest.stripTrailing())
        : Optional.empty();
  }

  /** Returns the name between the brackets of a call. */
  private static String asked(String rest) {
    Matcher argument = ARGUMENT.matcher(rest);
    return argument.lookingAt() ? argument.group(1) : "Math.sqrt";
  }
}
