package episode.backend.function;

import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of a function, each with what it is called. A result is found by its whole name, or
 * by the end of it: {@code "k"} finds {@code "f by k"}. Immutable.
 *
 * @param labels what each is called
 * @param tensors the results, in order
 */
public record Outputs(List<String> labels, List<Tensor> tensors) implements Display {
  private static final int MOST = 40;
  private static final int FIRST = 8;
  private static final int DIGITS = 4;

  /** Copies the lists. */
  public Outputs {
    labels = List.copyOf(labels);
    tensors = List.copyOf(tensors);
  }

  /**
   * Returns the only result.
   *
   * @throws EpisodeException E3125 where there are several
   */
  public Tensor tensor() {
    if (tensors.size() != 1) {
      throw Arguments.misfit(
          "There are " + tensors.size() + " results, not one", "Name one of them: " + list() + ".");
    }
    return tensors.get(0);
  }

  /**
   * Returns a result by its name.
   *
   * @throws EpisodeException E3125 where there is none, or more than one
   */
  public Tensor tensor(String name) {
    if (labels.contains(name)) {
      return tensors.get(labels.indexOf(name));
    }
    List<Tensor> found = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).endsWith(" by " + name) || labels.get(i).endsWith(" of " + name)) {
        found.add(tensors.get(i));
      }
    }
    if (found.size() != 1) {
      String what = found.isEmpty() ? "No result is called '" : "Several results end with '";
      throw Arguments.misfit(what + name + "'", "There are: " + list() + ".");
    }
    return found.get(0);
  }

  private String list() {
    return String.join("; ", labels);
  }

  /**
   * Returns the only result, a number.
   *
   * @throws EpisodeException E3125 where there are several results, or where it is an array
   */
  public double number() {
    return number(tensor());
  }

  /** Returns a result by its name, a number; errors as {@link #number()} and {@link #tensor}. */
  public double number(String name) {
    return number(tensor(name));
  }

  private static double number(Tensor tensor) {
    if (tensor.shape().size() != 1) {
      throw Arguments.misfit(
          "The result is an array " + tensor.shape() + ", not a number", "Write array().");
    }
    return tensor.at(0);
  }

  /** Returns the elements of the only result in row-major order; errors as {@link #tensor()}. */
  public double[] array() {
    return tensor().toDoubles();
  }

  /** Returns the elements of a result in row-major order; errors as {@link #tensor(String)}. */
  public double[] array(String name) {
    return tensor(name).toDoubles();
  }

  /** Returns names and results as a table; small matrices are written out. */
  @Override
  public List<Part> parts() {
    Grid grid = Grid.of("result", "value");
    List<Part> matrices = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      Shape shape = tensor.shape();
      Object cell = shape.isScalar() ? (Object) tensor.at(0) : brief(tensor);
      if (shape.rank() == 2 && shape.extent(0) <= MOST && shape.extent(1) <= MOST) {
        matrices.add(matrix(labels.get(i), tensor));
        cell = tensor.type().toString();
      }
      grid = grid.row(labels.get(i), cell);
    }
    List<Part> parts = new ArrayList<>(List.of(grid));
    parts.addAll(matrices);
    return parts;
  }

  /** Returns the type and the first elements, with as many digits as tables have. */
  private static String brief(Tensor tensor) {
    MathContext digits = new MathContext(DIGITS);
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(FIRST, tensor.shape().size()); i++) {
      double element = tensor.at(i);
      boolean whole = !Double.isFinite(element) || element == Math.rint(element);
      double shown = whole ? element : new BigDecimal(element).round(digits).doubleValue();
      elements.add(Expr.number(shown).toString());
    }
    String more = tensor.shape().size() > FIRST ? ", …" : "";
    return tensor.type() + "{" + String.join(", ", elements) + more + "}";
  }

  private static Grid matrix(String label, Tensor tensor) {
    int columns = tensor.shape().extent(1);
    List<String> heads = new ArrayList<>(List.of(""));
    for (int j = 0; j < columns; j++) {
      heads.add(Integer.toString(j));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < tensor.shape().extent(0); i++) {
      List<Object> row = new ArrayList<>(List.of(Integer.toString(i)));
      for (int j = 0; j < columns; j++) {
        row.add(tensor.at(i * columns + j));
      }
      rows.add(row);
    }
    return new Grid(label, heads, rows, 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tensors.size(); i++) {
      text.append(i == 0 ? "" : "\n").append(labels.get(i)).append(" = ").append(tensors.get(i));
    }
    return text.toString();
  }
}
