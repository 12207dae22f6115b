package episode.system;

import episode.draw.SvgCanvas;
import episode.expr.Expr;
import episode.expr.NamedAxis;
import episode.expr.Printable;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What a system says, in sentences. */
final class SystemSummary {
  private static final int SHOWN_BREAKS = 12;

  private SystemSummary() {}

  /** Returns what the system says, in sentences. */
  static Part of(OpSystem system) {
    List<String> lines = new ArrayList<>();
    String unit =
        system.time() == TimeScale.NONE ? "a bare number" : "in " + system.time().word() + "s";
    lines.add("**" + text(system.name()) + "**; time is " + unit + ".");
    quantities(lines, system);
    changes(lines, system);
    others(lines, system);
    lines.add(population(system));
    String markdown = String.join("\n", lines);
    return Part.markdown(markdown, system.toString());
  }

  private static void quantities(List<String> lines, OpSystem system) {
    system.axes().forEach(axis -> lines.add("- Axis " + text(axis.toString()) + "."));
    lines.add("- " + counted(system.states(), "state") + " (" + cells(system.size()) + ").");
    lines.add("- " + counted(system.parameters(), "parameter") + ".");
    for (Input input : system.inputs()) {
      lines.add("- Input " + code(input.name()) + ": " + input.summary() + ".");
    }
    for (Definition alias : system.aliases()) {
      lines.add("- " + name(alias) + " stands for " + formula(alias) + ".");
    }
  }

  private static void changes(List<String> lines, OpSystem system) {
    system.transitions().forEach(transition -> lines.add("- " + sentence(transition, system)));
    for (Definition equation : system.equations()) {
      lines.add("- " + target(equation) + " changes at the rate " + formula(equation) + ".");
    }
    for (Definition added : system.contributions()) {
      lines.add("- " + target(added) + " also changes by " + formula(added) + ".");
    }
  }

  private static void others(List<String> lines, OpSystem system) {
    for (Definition initial : system.initialValues()) {
      lines.add("- " + target(initial) + " starts at " + formula(initial) + ", if not given.");
    }
    for (Definition output : system.outputs()) {
      lines.add("- Output " + name(output) + ": " + formula(output) + ".");
    }
    String breaks = breakpoints(system);
    if (!breaks.isEmpty()) {
      lines.add("- Steps of a solve end at " + breaks + ".");
    }
    for (HistoryRequirement past : system.historyRequirements()) {
      lines.add("- It needs past values of " + code(past.signal()) + ".");
    }
  }

  private static String name(Definition definition) {
    return code(definition.target().template().toString());
  }

  private static String target(Definition definition) {
    return code(definition.target().toString());
  }

  private static String formula(Definition definition) {
    return code(definition.formula().text());
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
}
