package episode.notebook.assist;

import episode.system.CompiledSystem;
import episode.system.OpSystem;
import episode.system.SystemBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What helps against compile errors that are mistakes with the toolkit: one row for each. */
final class Mistakes {

  /**
   * What the compiler says, what stands there («: the mark), the remedy; {1} is the first group.
   */
  private record Row(Pattern said, Pattern code, String remedy) {}

  private static final Pattern MISSING =
      Pattern.compile("cannot find method '(\\w+)' in (SystemBuilder|Stratification|OpSystem)");
  private static final Pattern ARGUMENTS = Pattern.compile("«\\w+\\s*\\(\\s*[^)\\s]");
  private static final Pattern RECEIVER = Pattern.compile("(\\w+)\\s*\\.\\s*«");
  private static final String VALUE = "(\\w+|values\\([^;()]*\\))";
  private static final String NUMBER = "(?:int|double|long)";

  private static final List<Row> ROWS =
      List.of(
          row(
              "wrong type: OpSystem is given where CompiledSystem is needed",
              "«(\\w+)\\s*[,)]",
              "Compile it first: {1}.compile()."),
          row(
              "wrong type: (?:SystemBuilder|Stratification) is given where OpSystem is needed",
              "«(\\w+)\\s*[,)]",
              "It is not built yet: {1}.build()."),
          row(
              "wrong type: (?:SystemBuilder|Stratification) is given where CompiledSystem is"
                  + " needed",
              "«(\\w+)\\s*[,)]",
              "It is not built yet: {1}.build().compile()."),
          row(
              "solve\\(Values, TimeSpan\\) is called with .*",
              "solve\\(\\s*" + VALUE + "\\s*,\\s*([\\d.]+)\\s*,\\s*([\\d.]+)\\s*\\)",
              "Say the unit of time: solve({1}, days({2}, {3}))."),
          row(
              "solve\\(Values, TimeSpan\\) is called with \\(Values\\)",
              "solve\\(\\s*" + VALUE + "\\s*\\)",
              "Say from when to when: solve({1}, days(0, 14))."),
          row(
              "wrong type: (?:int|double) is given where TimeSpan is needed",
              "(\\w+)\\([^;]*«([\\w.]+)\\s*[,)]",
              "Say from when to when, with the unit of time: days(0, {2})."),
          row(
              "wrong type: TimeSpan is given where Values is needed",
              "«",
              "The values come first, the span behind them: solve(values, days(0, 14))."),
          row(
              "no posterior\\(Values, (?:CompiledSystem|OpSystem).*"
                  + "|no (?:explore|posterior)\\(\\w+,"
                  + " TimeSpan, Values.*|wrong type: Values is given where (?:Op|Compiled)System is"
                  + " needed",
              "(explore|posterior|nextGeneration)\\(",
              "The system comes first, then the values, then the span."),
          row(
              "no posterior\\((?:CompiledSystem|OpSystem), Values\\).*",
              "posterior\\(\\s*(\\w+)\\s*,\\s*" + VALUE + "\\s*\\)",
              "Say from when to when: posterior({1}, {2}, days(0, 14))."),
          row(
              "no \\w+\\((?:SystemBuilder|Stratification)\\b.*",
              "\\(\\s*(\\w+)\\s*[,)]",
              "It is not built yet: {1}.build()."),
          row(
              "no explore\\(CompiledSystem, Values(?:, TimeSpan)?, String\\);.*",
              "(\"\\w+\")\\s*\\)",
              "Say from where to where it moves: {1}, 0, 3."),
          row(
              "priorPredictive\\(int, long\\) is called with .*",
              "priorPredictive\\(\\s*(\\d*)",
              "Say how many draws, and a seed: priorPredictive(200, 1)."),
          row(
              "posteriorPredictive\\(Draws, int, long\\) is called with .*",
              "posteriorPredictive\\(\\s*(\\w*)",
              "Say whose draws, how many, and a seed: posteriorPredictive(fit, 200, 1)."),
          row(
              "no plot\\(Solution.*",
              "plot\\(\\s*(\\w+)\\s*,\\s*(\"[^)]*\")\\s*\\)",
              "A solution plots itself: {1}.plot({2})."),
          row(
              "no plot\\((?:Solution|Prediction|Draws|Exploration).*",
              "plot\\(\\s*(\\w+)",
              "It plots itself: {1}.plot()."),
          row("no table\\(Solution.*", "table\\(\\s*(\\w+)", "Write {1}.table()."),
          row(
              "cannot find method '(?:write|save|to\\w*|csv)' in Columns",
              "«",
              "As a table it has files: table(solution.table()).write().csv(\"solution.csv\")."),
          row(
              "wrong type: String is given where Expr is needed|no prior\\(String, String\\);.*",
              "prior\\(\\s*\"(\\w+)\"\\s*,\\s*\"([^\"]*)\"\\s*\\)",
              "Write it as one text: prior(\"{1} ~ {2}\")."),
          row(
              "no transition\\(String\\);.*",
              "transition\\(\\s*(\"[^\":]*(?::[^\":]*->[^\":]*)?\")\\s*\\)",
              "The rate per head follows it: transition({1}, \"beta * I\")."),
          row(
              "no transition\\(String\\);.*",
              "transition\\(\\s*\"([^\"]*->[^\":]*?)\\s*:\\s*([^\"]*)\"\\s*\\)",
              "The rate has quotes of its own: transition(\"{1}\", \"{2}\")."),
          row(
              "no (?:equation|alias|initial|output)\\(String\\);.*"
                  + "|(?:equation|alias|initial|output)\\(String, String\\) is called with .*",
              "(equation|alias|initial|output)\\(\\s*\"([^\"'=]*?)\\s*'?\\s*=\\s*([^\"]*)\"\\s*\\)",
              "Name and formula have quotes of their own: {1}(\"{2}\", \"{3}\")."),
          row(
              "cannot find variable '\\w+'",
              "table\\(\\s*«([\\w./]+\\.(?:csv|tsv|txt))",
              "A path has quotes: table(\"{1}\")."),
          row(
              "cannot find variable '\\w+'",
              "values\\(\\s*«?(\\w+)\\s*=(?!=)\\s*([^,()]+)",
              "Names and values take turns: values(\"{1}\", {2}, …)."),
          row(
              "cannot find variable '\\w+'",
              "(?:values|with|state|parameter|axis|bounds|number|array|plot|prior|explore|gradient)"
                  + "\\((?:[^;()]*,)?\\s*«(\\w+)\\s*[,)]",
              "A name has quotes: \"{1}\"."),
          row("cannot find variable '\\w+' in Table", "«(\\w+)", "Write .column(\"{1}\")."),
          row("cannot find method 'head' in Table", "«", "Write .first(5)."),
          row("cannot find method 'tail' in Table", "«", "Write .last(5)."),
          row(
              "(?:hours|days|weeks|years)\\(double, double\\) is called with \\(" + NUMBER + "\\)",
              "(hours|days|weeks|years)\\(\\s*([\\w.]+)\\s*\\)",
              "Say from when to when: {1}(0, {2})."),
          row(
              "wrong type: String is given where double is needed",
              "(hours|days|weeks|years)\\(«\"",
              "A span is numbers: {1}(0, 31). Dates belong to data: at(\"date\","
                  + " from(\"2024-01-01\"))."),
          row("cannot find variable '\\w+' in Solution", "«(\\w+)", "Write .state(\"{1}\")."),
          row("cannot find variable '\\w+' in Values", "«(\\w+)", "Write .number(\"{1}\")."),
          row(
              "cannot find method 'get\\w*' in Solution",
              "«get\\w*\\(\\s*(\"[^\"]*\")\\s*\\)",
              "Write .state({1})."),
          row(
              "cannot find method 'get\\w*' in Values",
              "«get\\w*\\(\\s*(\"[^\"]*\")\\s*\\)",
              "Write .number({1})."),
          row(".*arrays, and this is Solution", "\\[\\s*(\"[^\"]*\")\\s*\\]", "Write .state({1})."),
          row(".*arrays, and this is Values", "\\[\\s*(\"[^\"]*\")\\s*\\]", "Write .number({1})."),
          row(".*arrays, and this is Table", "\\[\\s*(\"[^\"]*\")\\s*\\]", "Write .column({1})."),
          row(
              "unexpected type.*",
              "values\\(.*?(\"\\w+\")\\s*=\\s*([^,()]+)",
              "Names and values take turns: values({1}, {2})."),
          row(
              "no transition\\(String, " + NUMBER + "\\);.*",
              "transition\\(\\s*\"[^\"]*\"\\s*,\\s*([\\w.]+)\\s*\\)",
              "A rate is a formula in quotes: \"{1}\"."),
          row(
              "no observe\\(String, \\S.*, String\\);.*",
              "observe\\(.*,\\s*(\"[^\"]*\")\\s*\\)",
              "Name the column of times so: at({1})."));

  private Mistakes() {}

  private static Row row(String said, String code, String remedy) {
    return new Row(Pattern.compile(said), Pattern.compile(code, Pattern.DOTALL), remedy);
  }

  /**
   * Returns what helps.
   *
   * @param said what the compiler says, without the packages of types
   * @param code the statement
   * @param at the place in it that is marked
   */
  static Optional<String> remedy(String said, String code, int at) {
    int mark = Math.max(0, Math.min(at, code.length()));
    String marked = code.substring(0, mark) + "«" + code.substring(mark);
    for (Row row : ROWS) {
      Matcher words = row.code().matcher(marked);
      if (row.said().matcher(said).matches()
          && (words.find() || (words = row.code().matcher(code)).find())) {
        return Optional.of(filled(row.remedy(), words));
      }
    }
    return early(said, marked);
  }

  private static String filled(String remedy, Matcher words) {
    String text = remedy;
    for (int i = 1; i <= words.groupCount(); i++) {
      text = text.replace("{" + i + "}", words.group(i).strip());
    }
    return text;
  }

  /** Returns what a system lacks before it has the method that is called. */
  private static Optional<String> early(String said, String marked) {
    Matcher missing = MISSING.matcher(said);
    if (!missing.matches()) {
      return Optional.empty();
    }
    String method = missing.group(1);
    String single = method.equals("axes") ? "axis" : method.replaceFirst("(?<=alias)es$|s$", "");
    boolean plural = !single.equals(method) && has(SystemBuilder.class, single);
    if (missing.group(2).equals("SystemBuilder") && plural && ARGUMENTS.matcher(marked).find()) {
      return Optional.of("Did you mean '" + single + "'?");
    }
    boolean built = missing.group(2).equals("OpSystem");
    Matcher name = RECEIVER.matcher(marked);
    String receiver = name.find() ? name.group(1) : "…";
    if (!built && has(OpSystem.class, method)) {
      String call = method.equals("compile") ? method + "()" : method + "(…)";
      return Optional.of(
          "It is not built yet: end the chain with .build(), as in "
              + (receiver + ".build()." + call + "."));
    }
    if (!has(CompiledSystem.class, method)) {
      return Optional.empty();
    }
    return Optional.of(
        built
            ? "Compile it first: " + receiver + ".compile()." + method + "(…)."
            : "It is not built yet: end the chain with .build(), as in "
                + (receiver + ".build().compile()." + method + "(…)."));
  }

  private static boolean has(Class<?> type, String method) {
    return Arrays.stream(type.getMethods()).anyMatch(one -> one.getName().equals(method));
  }
}
