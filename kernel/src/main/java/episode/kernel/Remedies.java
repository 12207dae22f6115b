package episode.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What helps against the compile errors that beginners make most: one row for each. */
final class Remedies {

  /** A kind of error, what it says, and what to do; {1} is the first group. */
  private record Row(String code, Pattern message, String remedy) {}

  private static final List<Row> ROWS =
      List.of(
          row(".*lossy conversion from (\\w+) to int", "Math.round(x) rounds, (int) x cuts off."),
          row(".*lossy conversion from (\\w+) to float", "Write 1.5f, or declare a double."),
          row(".*lossy conversion from (\\w+) to long", "Math.round(x) rounds, (long) x cuts off."),
          row(
              ".*\\bList<.*> cannot be converted to double\\[\\]",
              "Write new double[] {1, 2}; a list of numbers: list.stream().mapToDouble("
                  + "Number::doubleValue).toArray()."),
          row(".*String cannot be converted to int", "Integer.parseInt(text) reads a number."),
          row(".*String cannot be converted to double", "Double.parseDouble(text) reads a number."),
          row(".*String cannot be converted to char", "A char stands between single quotes: 'a'."),
          row(
              ".*\\b(?:int|double|long|char|boolean) cannot be converted to String",
              "String.valueOf(x) makes a text of it."),
          row(
              ".*\\bint cannot be converted to boolean",
              "A condition compares: x == 0. A single = assigns."),
          row(
              ".*\\bint cannot be converted to (?:Double|Long)",
              "Write 1.0 for a Double, 1L for a Long."),
          row(
              ".*\\b(double|int) cannot be converted to BigDecimal",
              "Write new BigDecimal(\"1.5\")."),
          new Row("type.found.req", Pattern.compile(".*found: +int"), "Write Integer."),
          new Row("type.found.req", Pattern.compile(".*found: +double"), "Write Double."),
          new Row("type.found.req", Pattern.compile(".*found: +long"), "Write Long."),
          new Row("type.found.req", Pattern.compile(".*found: +boolean"), "Write Boolean."),
          new Row(
              "unreported.exception.need.to.catch.or.throw",
              Pattern.compile("unreported exception (\\S+);.*"),
              "Add throws {1} to the method, or catch it: try { … } catch ({1} e) { … }"),
          new Row("missing.ret.stmt", Pattern.compile(".*"), "Add a return before this brace."),
          new Row("array.req.but.found", Pattern.compile(".*List.*"), "Write list.get(i)."),
          new Row("array.req.but.found", Pattern.compile(".*Map.*"), "Write map.get(key)."),
          new Row("array.req.but.found", Pattern.compile(".*String.*"), "Write text.charAt(i)."),
          new Row(
              "int.number.too.large", Pattern.compile(".*"), "End it with L to make it a long."),
          new Row(
              "operator.cant.be.applied.1",
              Pattern.compile(".*'\\^'.*(?:double|float).*"),
              "Powers are Math.pow(x, 2); ^ is the exclusive or of whole numbers."),
          new Row(
              "operator.cant.be.applied.1",
              Pattern.compile(".*'\\*'.*String.*"),
              "\"ab\".repeat(3) repeats a text; Double.parseDouble(text) reads a number."),
          new Row(
              "operator.cant.be.applied.1",
              Pattern.compile(".*'[-/%]'.*String.*"),
              "Double.parseDouble(text) reads a number."),
          new Row(
              "operator.cant.be.applied.1",
              Pattern.compile(".*'(?:==|!=)'.*"),
              "Both sides of a comparison need the same type."),
          new Row(
              "operator.cant.be.applied.1",
              Pattern.compile(".*'[-+*/]'.*(?:BigDecimal|BigInteger|\\[\\]|List).*"),
              "Operators are for numbers; objects have methods, such as a.add(b)."),
          new Row(
              "cant.infer.local.var.type",
              Pattern.compile(".*"),
              "Write the type in place of var, such as double x;"),
          new Row(
              "cant.ref.non.effectively.final.var",
              Pattern.compile(".*"),
              "Copy it into a variable of its own just before, or keep it in an array."),
          new Row(
              "limit.string",
              Pattern.compile(".*"),
              "Keep it in a file: Files.readString(Path.of(\"text.txt\"))."),
          new Row(
              "limit.code",
              Pattern.compile(".*"),
              "Read long data from a file, as in table(\"data.csv\"); cut long methods."),
          new Row("not.exhaustive", Pattern.compile(".*"), "Add a case default -> …"));

  private Remedies() {}

  private static Row row(String message, String remedy) {
    return new Row("prob.found.req", Pattern.compile(message), remedy);
  }

  /**
   * Returns what helps, where that is known.
   *
   * @param code the compiler's name of the error
   * @param message the compiler's words
   */
  static Optional<String> of(String code, String message) {
    String line =
        Wording.shortened(message.lines().map(String::strip).collect(Collectors.joining("; ")));
    for (Row row : ROWS) {
      Matcher matcher = row.message().matcher(line);
      if (code.equals("compiler.err." + row.code()) && matcher.matches()) {
        String first = matcher.groupCount() > 0 ? matcher.group(1) : "";
        return Optional.of(row.remedy().replace("{1}", first));
      }
    }
    return Optional.empty();
  }
}
