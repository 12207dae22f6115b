package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.List;

/**
 * A number that follows from a solution, and its derivatives. Immutable.
 *
 * @param formula what was asked for, such as {@code max(I)}
 * @param value its value; NaN where the solve failed
 * @param derivatives its derivative by every number of some parameters and initial values
 */
public record Gradient(String formula, double value, Values derivatives) implements Display {

  /**
   * Returns the derivative by a parameter without axes.
   *
   * @throws EpisodeException E2103 for a name that was not asked for, E2209 for one with axes
   */
  public double of(String name) {
    Tensor tensor = tensor(name);
    if (!tensor.shape().isScalar()) {
      String what = "'" + name + "' is an array of shape " + tensor.shape();
      throw new EpisodeException(
          Problem.of("E2209", what).remedy("Write array(\"" + name + "\")."));
    }
    return tensor.at(0);
  }

  /**
   * Returns the derivatives by all numbers of a parameter in row-major order.
   *
   * @throws EpisodeException E2103 for a name that was not asked for
   */
  public double[] array(String name) {
    return tensor(name).toDoubles();
  }

  private Tensor tensor(String name) {
    return derivatives
        .tensor(name)
        .orElseThrow(
            () ->
                new EpisodeException(
                    Problem.of("E2103", "Unknown name '" + name + "'")
                        .remedy(Suggestion.remedy(name, derivatives.names(), "Known names"))));
  }

  /** Returns value and derivatives as a table. */
  @Override
  public List<Part> parts() {
    Grid grid = Grid.of("", formula).row("value", value);
    for (String name : derivatives.names()) {
      Tensor tensor = tensor(name);
      Object cell = tensor.shape().isScalar() ? (Object) tensor.at(0) : tensor.toString();
      grid = grid.row("by " + name, cell);
    }
    return List.of(grid);
  }
}
