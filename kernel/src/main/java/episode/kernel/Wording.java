package episode.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what the compiler says in fewer and plainer words: one row for each kind of error. */
final class Wording {

  /** What is said of most text that is not Java at all. */
  static final String NO_VALUE = "a value is missing here";

  private static final int SIGNATURES = 4;

  /** What a kind of error is called, by the words that its code ends with. */
  private record Row(String code, Pattern message, String words) {}

  private static final List<Row> ROWS =
      List.of(
          row(
              "prob.found.req",
              "(?s).*equality constraints: ([^;]+);.*lower bounds: ([^;]+)",
              "wrong type: {2} is given where {1} is needed"),
          row(
              "prob.found.req",
              "(?s).*possible lossy conversion from (\\S+) to (\\S+)",
              "wrong type: {1} is given where {2} is needed"),
          row(
              "prob.found.req",
              "(?s)(?:.*; )?(?:incompatible types: )?(\\S.*) cannot be converted to (.+)",
              "wrong type: {1} is given where {2} is needed"),
          row(
              "prob.found.req",
              ".*incompatible parameter types in lambda expression",
              "this lambda has another number or kind of parameters than is needed here"),
          row(
              "prob.found.req",
              ".*: unexpected return value",
              "a value is returned where none is expected"),
          row("prob.found.req", ".*: missing return value", "return needs a value here"),
          row(
              "type.found.req",
              ".*required: reference; found: +(\\w+)",
              "{1} cannot stand between < and >"),
          row(
              "cant.apply.symbol",
              "(?:method|constructor) (\\w+) in .*; required: (.*); found: +(.*); reason: .*lists"
                  + " differ.*",
              "{1}({2}) is called with ({3})"),
          row("missing.ret.stmt", ".*", "some way through this method returns no value"),
          row("unreachable.stmt", ".*", "this is never reached"),
          row(
              "unreported.exception.need.to.catch.or.throw",
              "unreported exception (\\S+);.*",
              "{1} may be thrown here and must be caught or declared"),
          row(
              "operator.cant.be.applied.1",
              ".*operator '(.+)'; first type: +(.+); second type: +(.+)",
              "{1} does not work for {2} and {3}"),
          row(
              "operator.cant.be.applied",
              "bad operand type (.+) for unary operator '(.+)'",
              "{2} does not work for {1}"),
          row("array.req.but.found", ".*, but (.+) found", "[…] is for arrays, and this is {1}"),
          row("cant.deref", "(\\w+) cannot.*", "{1} is no object and has no members"),
          row("already.defined", "(\\w+ \\S+) is already defined in .*", "{1} is declared already"),
          row(
              "does.not.override.abstract",
              "(\\S+) is not abstract.* abstract method (.+) in (\\S+)",
              "{1} has to implement {2} of {3}"),
          row(
              "abstract.cant.be.instantiated",
              "(\\S+) is abstract.*",
              "{1} is abstract: make one of a class that implements it"),
          row(
              "cant.infer.local.var.type",
              ".*variable (\\w+); \\((.*)\\)",
              "var cannot tell the type of {1}: {2}"),
          row(
              "cant.ref.non.effectively.final.var",
              ".*",
              "a lambda or class can use a local variable only if it never changes"),
          row("not.exhaustive", ".*", "the switch does not cover every value"),
          row("except.never.thrown.in.try", "exception (\\S+) .*", "nothing here throws {1}"),
          row(
              "var.might.not.have.been.initialized",
              "variable (\\w+) .*",
              "{1} has no value yet on some way to here"),
          row("non-static.cant.be.ref", ".* variable this .*", "there is no 'this' here"),
          row(
              "non-static.cant.be.ref",
              "non-static (\\w+ \\S+) .*",
              "{1} belongs to an object, not to its class"),
          row("report.access", "(\\S+) has (\\w+) access in (\\S+)", "{1} of {3} is {2}"),
          row("doesnt.exist", "package (\\S+) does not exist", "there is no package {1}"),
          row("int.number.too.large", ".*", "this number is too large for an int"),
          row("limit.string", ".*", "this text is longer than the 65,535 bytes that Java allows"),
          row(
              "limit.string.overflow",
              ".*",
              "this text is longer than the 65,535 bytes that Java allows"),
          row("limit.code", ".*", "this is more code than the 64 kB that Java allows in one place"),
          row("unclosed.str.lit", ".*", "this text is never closed"),
          row("unclosed.text.block", ".*", "this text block is never closed"),
          row("unclosed.comment", ".*", "this comment is never closed"),
          row("unclosed.char.lit", ".*", "single quotes hold exactly one character"),
          row("empty.char.lit", ".*", "single quotes hold exactly one character"),
          row("premature.eof", ".*", "something is missing at the end"),
          row("not.stmt", ".*", "this is a value and does nothing as a statement"),
          row("expected", "';' expected", "a ';' is missing"),
          row("illegal.start.of.expr", ".*", NO_VALUE));

  private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
  private static final Pattern CAPTURE =
      Pattern.compile("capture#\\d+ of (\\?(?: (?:super|extends) )?)");
  private static final Pattern SIGNATURE =
      Pattern.compile("(?:method|constructor) (?:\\w+\\.)*(?:<[^>]*>)?(\\w+\\(.*?\\)) is not");
  private static final Pattern CALL =
      Pattern.compile("no suitable \\w+ found for (\\w+)\\((no arguments)?");
  private static final Map<String, String> NO_TYPES =
      Map.of("<null>", "null", "no arguments", "", "<identifier>", "a name");

  private Wording() {}

  private static Row row(String code, String message, String words) {
    return new Row("compiler.err." + code, Pattern.compile(message), words);
  }

  /**
   * Returns the message of an error on one line.
   *
   * @param code the compiler's name of the error
   * @param message the compiler's words
   */
  static String of(String code, String message) {
    String line = shortened(message.lines().map(String::strip).collect(Collectors.joining("; ")));
    if (code.endsWith("cant.apply.symbols")) {
      return choices(line);
    }
    for (Row row : ROWS) {
      Matcher matcher = row.message().matcher(line);
      if (code.equals(row.code()) && matcher.matches()) {
        return filled(row.words(), matcher.toMatchResult());
      }
    }
    return line;
  }

  /** Returns a text without the packages of types. */
  static String shortened(String text) {
    String simple = QUALIFIED.matcher(text).replaceAll("");
    String plain = CAPTURE.matcher(simple).replaceAll("$1").replaceAll(",(?=\\S)", ", ");
    for (Map.Entry<String, String> odd : NO_TYPES.entrySet()) {
      plain = plain.replace(odd.getKey(), odd.getValue());
    }
    return plain.replace("do_it$()", "this cell");
  }

  private static String filled(String words, MatchResult parts) {
    String text = words;
    for (int i = 1; i <= parts.groupCount(); i++) {
      text = text.replace("{" + i + "}", parts.group(i).strip());
    }
    return text;
  }

  /** Returns which calls there would be instead of one that fits none of them. */
  private static String choices(String message) {
    Matcher call = CALL.matcher(message);
    int end = message.indexOf("; ");
    if (!call.lookingAt() || end < 0) {
      return message;
    }
    String called = message.substring(call.start(1), end);
    Set<String> signatures = new LinkedHashSet<>();
    SIGNATURE.matcher(message).results().map(found -> found.group(1)).forEach(signatures::add);
    String shown = signatures.stream().limit(SIGNATURES).collect(Collectors.joining(", "));
    int more = signatures.size() - SIGNATURES;
    return "no " + called + "; there is " + shown + (more > 0 ? " and " + more + " more" : "");
  }
}
