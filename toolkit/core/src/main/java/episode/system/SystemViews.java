package episode.system;

import episode.draw.SvgCanvas;
import episode.expr.Expr;
import episode.expr.NamedAxis;
import episode.expr.Printable;
import episode.expr.Problem;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a system shows of itself. */
final class SystemViews {
  private static final int SHOWN_BREAKS = 12;
  private static final int SHOWN_USES = 6;

  private SystemViews() {}

  static Part equations(OpSystem system) {
    return Part.latex(Equations.latex(system), system.toString());
  }

  static Optional<Part> diagram(OpSystem system) {
    List<String> arrows = new ArrayList<>();
    system.transitions().forEach(transition -> arrows.add(transition.arrow()));
    String plain = "Flow diagram: " + String.join(", ", arrows);
    return FlowDiagram.svg(system).map(svg -> Part.svg(svg, plain));
  }

  static Optional<Part> warnings(OpSystem system) {
    if (system.warnings().isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    for (Problem warning : system.warnings()) {
      String what = warning.code() + " " + warning.what() + ".";
      String where = warning.where().map(place -> " (" + place.context() + ")").orElse("");
      lines.add("Warning " + what.replaceFirst("\\.$", "") + where + ". " + line(warning.remedy()));
    }
    return Optional.of(Part.text(Printable.of(String.join("\n", lines))));
  }

  private static String line(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  static Grid parameters(OpSystem system) {
    List<Column> columns = Column.used(system);
    List<String> names = new ArrayList<>(List.of("parameter", "shape", "axes"));
    columns.forEach(column -> names.add(column.name()));
    names.add("used in");
    Grid grid = Grid.of(names.toArray(String[]::new));
    for (Template parameter : system.parameters()) {
      String shape = parameter.axes().isEmpty() ? "number" : parameter.shape().toString();
      List<String> along = new ArrayList<>();
      for (NamedAxis axis : parameter.axes()) {
        along.add(axis.toString());
      }
      String uses = few(uses(system, parameter.name()));
      String all = String.join(" × ", along);
      grid = grid.row(row(columns, system, List.of(parameter.name(), shape, all, uses)));
    }
    for (Input input : system.inputs()) {
      String uses = few(uses(system, input.name()));
      grid = grid.row(row(columns, system, List.of(input.name(), "input", input.summary(), uses)));
    }
    return grid;
  }

  /** Returns names, of which the first ones stand for many. */
  private static String few(List<String> names) {
    List<String> all = List.copyOf(new LinkedHashSet<>(names));
    int shown = all.size() > SHOWN_USES + 1 ? SHOWN_USES : all.size();
    String more = shown < all.size() ? " and " + (all.size() - shown) + " more" : "";
    return String.join(", ", all.subList(0, shown)) + more;
  }

  /** Returns a row with what was said of the quantity before its last cell. */
  private static Object[] row(List<Column> columns, OpSystem system, List<String> cells) {
    List<Object> row = new ArrayList<>(cells);
    Traits traits = system.traits(cells.get(0));
    for (Column column : columns) {
      row.add(row.size() - 1, column.of().apply(traits));
    }
    return row.toArray();
  }

  /** A column of what was said of parameters, shown where something was said. */
  private record Column(String name, Function<Traits, String> of) {
    static List<Column> used(OpSystem system) {
      List<Column> all =
          List.of(
              new Column("unit", Traits::unit),
              new Column("default", t -> t.hasDefault() ? Traits.plain(t.byDefault()) : ""),
              new Column("bounds", t -> t.hasBounds() ? t.bounds() : ""));
      return all.stream()
          .filter(
              column ->
                  system.parameters().stream()
                      .anyMatch(p -> !column.of.apply(system.traits(p.name())).isEmpty()))
          .toList();
    }
  }

  private static List<String> uses(OpSystem system, String name) {
    List<String> uses = new ArrayList<>();
    for (Definition alias : system.aliases()) {
      if (alias.formula().names().contains(name)) {
        uses.add(alias.target().template().name());
      }
    }
    for (Transition transition : system.transitions()) {
      if (transition.rate().names().contains(name)) {
        uses.add(transition.label());
      }
    }
    for (Definition equation : system.equations()) {
      if (equation.formula().names().contains(name)) {
        uses.add("d" + equation.target() + "/dt");
      }
    }
    for (Definition added : system.contributions()) {
      if (added.formula().names().contains(name)) {
        uses.add("d" + added.target() + "/dt");
      }
    }
    for (Definition initial : system.initialValues()) {
      if (initial.formula().names().contains(name)) {
        uses.add(initial.target() + "(0)");
      }
    }
    for (Definition output : system.outputs()) {
      if (output.formula().names().contains(name)) {
        uses.add(output.target().template().name());
      }
    }
    return uses;
  }

  /** Returns what the system says, in sentences. */
  static Part summary(OpSystem system) {
    List<String> lines = new ArrayList<>();
    String unit =
        system.time() == TimeScale.NONE ? "a bare number" : "in " + system.time().word() + "s";
    lines.add("**" + text(system.name()) + "**; time is " + unit + ".");
    system.axes().forEach(axis -> lines.add("- Axis " + text(axis.toString()) + "."));
    lines.add("- " + counted(system.states(), "state") + " (" + cells(system.size()) + ").");
    lines.add("- " + counted(system.parameters(), "parameter") + ".");
    for (Input input : system.inputs()) {
      lines.add("- Input " + code(input.name()) + ": " + input.summary() + ".");
    }
    for (Definition alias : system.aliases()) {
      lines.add(
          "- "
              + code(alias.target().template().toString())
              + " stands for "
              + code(alias.formula().text())
              + ".");
    }
    system.transitions().forEach(transition -> lines.add("- " + sentence(transition, system)));
    for (Definition equation : system.equations()) {
      lines.add(
          "- "
              + code(equation.target().toString())
              + " changes at the rate "
              + code(equation.formula().text())
              + ".");
    }
    for (Definition added : system.contributions()) {
      String target = code(added.target().toString());
      lines.add("- " + target + " also changes by " + code(added.formula().text()) + ".");
    }
    for (Definition initial : system.initialValues()) {
      lines.add(
          "- "
              + code(initial.target().toString())
              + " starts at "
              + code(initial.formula().text())
              + ", if not given.");
    }
    for (Definition output : system.outputs()) {
      lines.add(
          "- Output "
              + code(output.target().template().toString())
              + ": "
              + code(output.formula().text())
              + ".");
    }
    String breaks = breakpoints(system);
    if (!breaks.isEmpty()) {
      lines.add("- Steps of a solve end at " + breaks + ".");
    }
    for (HistoryRequirement past : system.historyRequirements()) {
      lines.add("- It needs past values of " + code(past.signal()) + ".");
    }
    lines.add(population(system));
    String markdown = String.join("\n", lines);
    return Part.markdown(markdown, system.toString());
  }

  private static String breakpoints(OpSystem system) {
    List<Double> times = system.breakpoints();
    List<String> texts = new ArrayList<>();
    system.movingBreakpoints().forEach(time -> texts.add(code(time.expr().toString())));
    for (double time : times.subList(0, Math.min(times.size(), SHOWN_BREAKS))) {
      texts.add(Expr.number(time).toString());
    }
    times = times.subList(Math.min(times.size(), SHOWN_BREAKS), times.size());
    int more = times.size();
    return String.join(", ", texts) + (more > 0 ? " and " + more + " more times" : "");
  }

  /** Returns whether people enter or leave, and by which flows. */
  private static String population(OpSystem system) {
    List<String> through = new ArrayList<>();
    for (Transition flow : system.transitions()) {
      if (flow.from().isEmpty() || flow.to().isEmpty()) {
        through.add(code(flow.label()));
      }
    }
    String flows = String.join(", ", new LinkedHashSet<>(through));
    boolean conserved = through.isEmpty() && system.isConserved();
    return conserved
        ? "- The population is conserved: nobody enters or leaves."
        : through.isEmpty()
            ? "- It is not known whether the population is conserved."
            : "- The population is not conserved: people enter or leave by " + flows + ".";
  }

  private static String cells(int size) {
    return size == 1 ? "1 number" : size + " numbers";
  }

  private static String counted(List<Template> templates, String noun) {
    List<String> names = new ArrayList<>();
    templates.forEach(template -> names.add(code(template.toString())));
    String count = templates.size() + " " + noun + (templates.size() == 1 ? "" : "s");
    return names.isEmpty() ? count : count + ": " + String.join(", ", names);
  }

  private static String sentence(Transition transition, OpSystem system) {
    String per = system.time() == TimeScale.NONE ? "" : " and " + system.time().word();
    String rate = code(transition.rate().text());
    String name = transition.name().isEmpty() ? "" : code(transition.name()) + ": ";
    if (transition.from().isEmpty()) {
      String alone = system.time() == TimeScale.NONE ? "" : " per " + system.time().word();
      return name + rate + alone + " enter " + code(side(transition.to())) + ".";
    }
    String from = code(side(transition.from()));
    String moves =
        transition.to().isEmpty()
            ? " leaves " + from
            : " moves from " + from + " to " + code(side(transition.to())) + each(transition);
    return name + "everyone" + moves + " at the rate " + rate + " per head" + per + ".";
  }

  /** Returns along which axes everyone moves to the next element, or to each of them. */
  private static String each(Transition transition) {
    List<String> words = new ArrayList<>();
    for (NamedAxis axis : transition.to().orElseThrow().running()) {
      int step = transition.shifted().getOrDefault(axis.name(), 0);
      if (step != 0) {
        words.add(step > 0 ? ", but nobody from the last" : ", but nobody from the first");
      } else if (!transition.from().orElseThrow().running().contains(axis)) {
        words.add(", for each " + code(axis.name()));
      }
    }
    return words.isEmpty() ? "" : String.join("", words) + ",";
  }

  private static String side(Optional<Cells> cells) {
    return cells.map(Cells::toString).orElse("");
  }

  private static String code(String text) {
    String clean = Printable.of(text).replace('`', '\'').replaceAll("\\s+", " ");
    return "`" + clean + "`";
  }

  /** Returns a text whose characters mean nothing to Markdown or HTML. */
  private static String text(String text) {
    return SvgCanvas.escaped(text.replaceAll("([\\\\`*_{}\\[\\]()#+!|~$])", "\\\\$1"));
  }

  /** Returns the definitions, one to a line. */
  static String text(OpSystem system) {
    StringBuilder text = new StringBuilder("system ").append(system.name());
    lines(text, "axis ", system.axes());
    lines(text, "state ", system.states());
    lines(text, "parameter ", system.parameters());
    lines(text, "input ", system.inputs());
    lines(text, "alias ", system.aliases());
    lines(text, "", system.transitions());
    lines(text, "equation ", system.equations());
    lines(text, "operator ", system.contributions().stream().map(c -> c.formula().text()).toList());
    lines(text, "initial ", system.initialValues());
    lines(text, "output ", system.outputs());
    return text.toString();
  }

  private static void lines(StringBuilder text, String word, List<?> definitions) {
    definitions.forEach(one -> text.append("\n  ").append(word).append(one));
  }
}
