package episode.plot;

import java.util.List;

/**
 * A value that can be shown: it says what there is to see, a renderer decides how it looks.
 *
 * <p>Implement it in any type whose values end a notebook cell:
 *
 * <pre>{@code
 * public List<Part> parts() {
 *   return List.of(Part.latex(equations()), Part.svg(diagram(), "flow diagram of " + name));
 * }
 * }</pre>
 */
public interface Display {

  /** Returns what is shown, from top to bottom; every part becomes one output of the cell. */
  List<Part> parts();
}
