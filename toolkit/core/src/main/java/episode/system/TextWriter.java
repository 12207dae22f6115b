package episode.system;

import episode.expr.AxisKind;
import episode.expr.DeepStack;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a system in the text form, one statement a line. For one system and one thread. */
final class TextWriter {
  private static final int WIDTH = 100;
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{Nd}_][\\p{L}\\p{Nd}_.+-]*");
  private static final String SIGNS = ",#\"'\\[\\]()\\p{Cntrl}\\u2028\\u2029";
  private static final Pattern LABEL =
      Pattern.compile("[^\\s" + SIGNS + "]([^" + SIGNS + "]*[^\\s" + SIGNS + "])?");
  private static final Pattern LINES = Pattern.compile("\\R");
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  private final OpSystem system;
  private final Definitions said;
  private final boolean explicit;
  private final NormalForm form;
  private final List<String> lines = new ArrayList<>();

  /**
   * Makes a writer.
   *
   * @param explicit whether formulas name every index, whatever they looked like when given
   */
  private TextWriter(OpSystem system, boolean explicit) {
    this.system = system;
    this.explicit = explicit;
    said = system.definitions();
    form = new NormalForm(said, false);
  }

  /** Returns the text that reads as the same system; formulas as they were given come first. */
  static String text(OpSystem system) {
    String given = new TextWriter(system, false).text();
    List<Problem> problems = problems(given, system);
    if (problems.isEmpty()) {
      return given;
    }
    String explicit = new TextWriter(system, true).text();
    List<Problem> left = problems(explicit, system);
    if (left.isEmpty()) {
      return explicit;
    }
    throw new EpisodeException(left.size() < problems.size() ? left : problems);
  }

  /** Returns what a text does not say of a system. */
  private static List<Problem> problems(String text, OpSystem system) {
    List<String> same = Meaning.of(system.definitions());
    try {
      List<String> read = Meaning.of(OpSystem.text(system.name(), text).definitions());
      return read.equals(same) ? List.of() : List.of(unsayable(different(same, read), ""));
    } catch (EpisodeException e) {
      return unread(e, text.lines().toList());
    }
  }

  private static String different(List<String> same, List<String> read) {
    for (int i = 0; i < same.size(); i++) {
      if (i >= read.size() || !same.get(i).equals(read.get(i))) {
        return same.get(i);
      }
    }
    return read.get(same.size());
  }

  /** Returns a problem for every statement that could not be read. */
  private static List<Problem> unread(EpisodeException read, List<String> lines) {
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : read.problems()) {
      Matcher line = LINE.matcher(problem.where().map(Problem.Where::context).orElse(""));
      String statement = line.matches() ? lines.get(Integer.parseInt(line.group(1)) - 1) : "";
      problems.add(unsayable(statement.strip(), problem.what()));
    }
    return problems;
  }

  private static Problem unsayable(String statement, String why) {
    String what = statement.isEmpty() ? "this system" : "'" + statement + "'";
    return Problem.of("E2184", "The text form cannot say " + what)
        .remedy((why.isEmpty() ? "" : why + ".\n") + "toYaml() writes every system.");
  }

  private String text() {
    if (said.time() != TimeScale.DAY) {
      lines.add("time " + (said.time() == TimeScale.NONE ? "none" : said.time().word()));
    }
    said.axes().forEach(this::axis);
    declare("state", said.states());
    declare("parameter", said.parameters());
    said.inputs().forEach(this::input);
    for (Definition alias : said.aliases()) {
      lines.add(withWord("alias", alias.declaration()) + " = " + formula(alias));
    }
    said.transitions().forEach(this::transition);
    for (Definition equation : said.equations()) {
      lines.add(cells(equation.target()) + "' = " + formula(equation));
    }
    for (Definition added : said.contributions()) {
      lines.add("operator " + oneLine(FluentWords.formula(added.formula())));
    }
    for (Definition initial : said.initialValues()) {
      lines.add("initial " + cells(initial.target()) + " = " + formula(initial));
    }
    for (Definition output : said.outputs()) {
      lines.add("output " + output.declaration() + " = " + formula(output));
    }
    if (said.closed()) {
      lines.add("closed");
    }
    if (!system.metadata().isEmpty()) {
      String keys = system.metadata().keySet().stream().sorted().collect(Collectors.joining(", "));
      lines.add("# What the spec says for engines is not here: " + keys);
    }
    return String.join("\n", lines) + "\n";
  }

  private static String withWord(String word, String declaration) {
    return TextWord.of(declaration).isPresent() ? word + " " + declaration : declaration;
  }

  private void axis(NamedAxis axis) {
    switch (axis.kind()) {
      case CATEGORICAL -> list("axis " + axis.name() + " =", labels(axis.elements()));
      case ORDINAL -> list("ordinal axis " + axis.name() + " =", labels(axis.elements()));
      case CONTINUOUS, TIME -> {
        String points = points(axis.coordinates());
        lines.add("axis " + axis.name() + " = " + points);
        if (axis.kind() == AxisKind.TIME && !axis.name().equals("time")) {
          String why = "An axis of points in time is called 'time'";
          throw new EpisodeException(unsayable("axis " + axis.name(), why));
        }
      }
    }
  }

  /** Returns the points as a grid, where those are to the last digit the same. */
  private static String points(List<Double> points) {
    int size = points.size();
    double low = points.get(0);
    double high = points.get(size - 1);
    boolean even = size > 3 && AxisPoints.spread(low, high, size, false).equals(points);
    boolean log = size > 3 && low > 0 && AxisPoints.spread(low, high, size, true).equals(points);
    String ends = number(low) + ", " + number(high) + ", " + size;
    String all = points.stream().map(TextWriter::number).collect(Collectors.joining(", "));
    return even ? "grid(" + ends + ")" : log ? "logGrid(" + ends + ")" : "points(" + all + ")";
  }

  private static String number(double value) {
    return Expr.number(value).toString();
  }

  private static List<String> labels(List<String> elements) {
    int size = elements.size();
    List<String> counted = IntStream.rangeClosed(1, size).mapToObj(Integer::toString).toList();
    if (elements.equals(counted)) {
      return List.of(Integer.toString(size));
    }
    List<String> labels = new ArrayList<>();
    for (String element : elements) {
      boolean sole = size == 1 && element.matches("\\d+|(grid|logGrid|points)\\b.*");
      labels.add(LABEL.matcher(element).matches() && !sole ? element : quoted(element));
    }
    return labels;
  }

  private static String quoted(String element) {
    if (element.indexOf('"') >= 0 && element.indexOf('\'') >= 0 || LINES.matcher(element).find()) {
      String why = "A label has one kind of quotes, and is on one line";
      throw new EpisodeException(unsayable(LINES.matcher(element).replaceAll(" "), why));
    }
    return element.indexOf('"') >= 0 ? "'" + element + "'" : "\"" + element + "\"";
  }

  private static String element(String element) {
    boolean plain = PLAIN.matcher(element).matches() && !Formula.isReserved(element);
    return plain ? element : quoted(element);
  }

  private static String cells(Cells cells) {
    return FluentWords.cells(cells, TextWriter::element);
  }

  /** Declares names in lists, those of which more is said in lines of their own. */
  private void declare(String word, List<Template> templates) {
    List<String> names = new ArrayList<>();
    for (Template template : templates) {
      String traits = traits(said.traits().getOrDefault(template.name(), Traits.NONE));
      if (traits.isEmpty()) {
        names.add(template.toString());
      } else {
        list(word, names);
        names.clear();
        lines.add(word + " " + template + traits);
      }
    }
    list(word, names);
  }

  private static String traits(Traits traits) {
    String written = traits.hasDefault() ? " = " + number(traits.byDefault()) : "";
    written += traits.unit().isEmpty() ? "" : " unit('" + traits.unit() + "')";
    String bounds = number(traits.lower()) + ", " + number(traits.upper());
    return written + (traits.hasBounds() ? " bounds(" + bounds + ")" : "");
  }

  /** Adds a statement that ends in a list, going on to further lines where it is long. */
  private void list(String start, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(start);
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i + 1 < items.size() ? "," : "");
      if (i > 0 && line.length() + item.length() + 1 > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(' ').append(item);
    }
    lines.add(line.toString());
  }

  private void input(Input input) {
    String times = input.times().stream().map(TextWriter::number).collect(Collectors.joining(", "));
    String values =
        input.values().stream().map(TextWriter::number).collect(Collectors.joining(", "));
    String rows = "([" + times + "], [" + values + "])";
    lines.add("input " + input.name() + " = " + input.curve().word() + rows);
  }

  private void transition(Transition flow) {
    String name = flow.name().isEmpty() ? "" : flow.name() + ": ";
    String arrow = flow.from().map(TextWriter::cells).orElse("0");
    arrow += " -> " + flow.to().map(TextWriter::cells).orElse("0");
    lines.add(name + arrow + " : " + formula(flow));
  }

  private String formula(Transition flow) {
    Formula rate = flow.rate();
    return explicit
        ? text(form.of(rate, List.of(), List.of(), flow.pinned()), rate)
        : oneLine(FluentWords.formula(rate));
  }

  private String formula(Definition one) {
    Formula formula = one.formula();
    List<NamedAxis> axes = one.target().template().axes();
    boolean named = one.indices().equals(axes.stream().map(NamedAxis::name).toList());
    return explicit && named ? text(form.of(one), formula) : oneLine(FluentWords.formula(formula));
  }

  private static String text(Expr expr, Formula formula) {
    return DeepStack.call(2 * formula.levels() + 100, expr::toString);
  }

  private static String oneLine(String formula) {
    return formula.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
