package episode.system;

import episode.expr.Printable;
import episode.expr.Problem;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a system shows of itself: the parts of its display. */
final class SystemViews {
  private SystemViews() {}

  /** Returns the equations, the flow diagram, the parameters and the warnings. */
  static List<Part> parts(OpSystem system) {
    List<Part> parts = new ArrayList<>();
    parts.add(equations(system));
    diagram(system).ifPresent(parts::add);
    if (!system.parameters().isEmpty() || !system.inputs().isEmpty()) {
      parts.add(ParameterTable.of(system));
    }
    warnings(system).ifPresent(parts::add);
    return parts;
  }

  static Part equations(OpSystem system) {
    return Part.latex(Equations.latex(system), system.toString());
  }

  static Optional<Part> diagram(OpSystem system) {
    List<String> arrows = new ArrayList<>();
    system.transitions().forEach(transition -> arrows.add(transition.arrow()));
    String plain = "Flow diagram: " + String.join(", ", arrows);
    return FlowDiagram.svg(system).map(svg -> Part.svg(svg, plain));
  }

  private static Optional<Part> warnings(OpSystem system) {
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
