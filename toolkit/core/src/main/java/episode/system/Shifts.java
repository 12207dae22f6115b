package episode.system;

import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps along axes in the text of a transition: {@code +1} in {@code S[age] -> S[age+1]}.
 *
 * @param rest the text with spaces in place of the steps
 */
record Shifts(List<Step> steps, String rest) {
  private static final Pattern STEP =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{Nd}_]*)\\s*([+-]\\s*[0-9.]+)(?=\\s*[,\\]])");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

  /** One step, and where it stands in the text, the axis included. */
  record Step(String axis, String sign, int start, int end) {}

  /** Returns the steps of a text, from a place on. */
  static Shifts of(String text, int from) {
    String bare = QUOTED.matcher(text).replaceAll(quoted -> "?".repeat(quoted.group().length()));
    Matcher matcher = STEP.matcher(bare).region(from, bare.length());
    StringBuilder rest = new StringBuilder(text);
    List<Step> steps = new ArrayList<>();
    while (matcher.find()) {
      String sign = matcher.group(2).replaceAll("\\s", "");
      steps.add(new Step(matcher.group(1), sign, matcher.start(), matcher.end()));
      rest.replace(matcher.start(2), matcher.end(2), " ".repeat(matcher.group(2).length()));
    }
    return new Shifts(steps, rest.toString());
  }

  /** Returns whether every step can be taken; adds a problem where one cannot. */
  boolean fit(Formula right, int arrow, Optional<Cells> from, List<Problem> problems) {
    int before = problems.size();
    for (Step step : steps) {
      String remedy = remedy(step, arrow, from);
      if (!remedy.isEmpty()) {
        problems.add(
            Problem.of("E2135", "No step '" + step.axis + step.sign + "' can be taken here")
                .at(new Problem.Where(right.context(), right.text(), step.start, step.end))
                .remedy(remedy));
      }
    }
    return problems.size() == before;
  }

  private static String remedy(Step step, int arrow, Optional<Cells> from) {
    String axis = step.axis;
    if (step.start < arrow) {
      return "A step stands on the right: S[" + axis + "] -> S[" + axis + "+1].";
    }
    if (!step.sign.equals("+1") && !step.sign.equals("-1")) {
      return "A step is to the next element, " + axis + "+1, or to the one before, " + axis + "-1.";
    }
    for (NamedAxis one : from.map(Cells::running).orElse(List.of())) {
      if (one.name().equals(axis)) {
        return "";
      }
    }
    return "It is counted from the source, which does not run over '"
        + axis
        + "': write S["
        + axis
        + "] -> S["
        + axis
        + step.sign
        + "].";
  }

  /** Returns the cells with these steps. */
  Cells applied(Cells cells) {
    Map<String, Integer> shifted = new LinkedHashMap<>();
    for (Step step : steps) {
      shifted.put(step.axis, step.sign.equals("+1") ? 1 : -1);
    }
    return new Cells(cells.template(), cells.pinned(), shifted);
  }
}
