package episode.backend.function;

import episode.expr.Graph;
import episode.plot.Display;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * What was compiled and how: for each shape of the inputs the report, the graph as written, the
 * graph as compiled, and what the backend says of its code (methods and their sizes on {@code jvm},
 * the TorchScript text on {@code pytorch}), that of host loops included. Immutable.
 *
 * @param shapes one for each shape of the inputs, the latest first
 */
public record JitExplanation(List<Shaped> shapes) implements Display {
  /** Copies the list. */
  public JitExplanation {
    shapes = List.copyOf(shapes);
  }

  /**
   * What was compiled for one shape of the inputs.
   *
   * @param report what, where, how long, why
   * @param before the graph as written
   * @param after the graph as compiled
   * @param code what the backend says of its code
   */
  public record Shaped(JitCompilation report, Graph before, Graph after, String code) {}

  static JitExplanation of(List<JitFunction.Entry> entries) {
    List<Shaped> shapes = new ArrayList<>();
    for (JitFunction.Entry entry : entries) {
      shapes.add(
          new Shaped(entry.report(), entry.before(), entry.code().graph(), entry.code().explain()));
    }
    return new JitExplanation(shapes);
  }

  /**
   * Returns tables, pictures of the graphs and texts; a text of more than 400 lines is cut short.
   */
  @Override
  public List<Part> parts() {
    if (shapes.isEmpty()) {
      return List.of(Part.text("Nothing is compiled yet: that happens at the first call."));
    }
    List<Part> parts = new ArrayList<>();
    for (Shaped shape : shapes) {
      parts.addAll(new Compilations(List.of(shape.report())).parts());
      boolean same = shape.before().toString().equals(shape.after().toString());
      if (!same) {
        parts.addAll(GraphPicture.of(shape.before(), "As written").parts());
      }
      String title = same ? "As written and as compiled" : "As compiled";
      parts.addAll(GraphPicture.of(shape.after(), title).parts());
      parts.add(Part.text("Generated:\n" + GraphPicture.brief(shape.code())));
    }
    return parts;
  }

  /** Returns all of it as text, nothing cut short. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Shaped shape : shapes) {
      JitCompilation report = shape.report();
      text.append(report.function()).append(" on ").append(report.backend()).append(", ");
      text.append(report.milliseconds()).append(" ms, ").append(report.reason()).append('\n');
      text.append(shape.before()).append(shape.after()).append(shape.code());
    }
    return text.toString();
  }
}
