package episode.notebook;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.system.OpSystem;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * The cell magic {@code %%system NAME}: the text form of a system, and a variable that holds it.
 */
final class SystemCell {

  private SystemCell() {}

  /**
   * Returns the system of a cell, which the variable holds from then on. A text with a mistake
   * leaves an earlier variable as it is.
   *
   * @param arguments the name of the variable and of the system
   * @param body the lines below
   * @throws EpisodeException E1 or E2 with every problem found; E2183 where there is no name
   */
  static OpSystem declare(BaseKernel kernel, List<String> arguments, String body) {
    String name = name(arguments);
    String text = "\n" + body; // The line of the magic is the first one of the cell.
    OpSystem system = OpSystem.text(name, text);
    kernel.evalRaw("var " + name + " = episode.system.OpSystem.text(" + literal(name, text) + ");");
    return system;
  }

  private static String name(List<String> arguments) {
    String name = String.join(" ", arguments);
    if (SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name)) {
      return name;
    }
    String what =
        name.isEmpty()
            ? "%%system needs the name of a variable"
            : "'" + name + "' is no name for a variable";
    throw new EpisodeException(
        Problem.of("E2183", what)
            .remedy("Write %%system SIR in the first line and the statements below it."));
  }

  /** Returns Java source for the arguments; a constant per line, as one has a limit of 64 KiB. */
  private static String literal(String name, String text) {
    return text.lines()
        .map(SystemCell::quoted)
        .collect(Collectors.joining(", ", quoted(name) + ", String.join(\"\\n\", ", ")"));
  }

  private static String quoted(String line) {
    return "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
