package episode.backend.djl;

import episode.expr.DType;
import episode.expr.Ints;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of one TorchScript method, as they are written. Expressions call functions of the
 * namespace {@code torch} on tensors, numbers and lists. For one thread.
 */
public final class TorchScript {
  private static final String INDENT = "    ";

  private final StringBuilder text = new StringBuilder();
  private final Precision precision;
  private String indent = INDENT;
  private int locals;
  private int lines;

  TorchScript(Precision precision) {
    this.precision = precision;
  }

  /**
   * A tensor that an op is given.
   *
   * @param text its name in the script
   * @param type what the graph says of it
   */
  public record Operand(String text, Type.ArrayOf type) {
    /** Returns the text, so that operands can stand in expressions. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Returns the name of a new variable for the value of an expression. */
  public String let(String expression) {
    String name = name();
    line(name + " = " + expression);
    return name;
  }

  /** Returns the names of new variables for the values of a tuple. */
  public List<String> let(int count, String expression) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(name());
    }
    line(String.join(", ", names) + " = " + expression);
    return names;
  }

  /** Writes a line as it is. */
  public void line(String line) {
    text.append(indent).append(line).append('\n');
    lines++;
  }

  /** Returns a name that nothing has yet. */
  public String name() {
    return "v" + locals++;
  }

  /** Writes the lines of a loop or a branch: further in, below a line that ends with a colon. */
  public void block(String head, Runnable body) {
    line(head);
    String before = indent;
    indent = before + "  ";
    body.run();
    indent = before;
  }

  /** Returns the number by which TorchScript knows an element type. */
  public String code(DType dtype) {
    return switch (precision.held(dtype)) {
      case BOOL -> "11";
      case INT64 -> "4";
      case FLOAT32 -> "6";
      case FLOAT64 -> "7";
    };
  }

  /** Returns the element type that tensors of a graph's type have here. */
  public DType held(DType dtype) {
    return precision.held(dtype);
  }

  /** Returns a cast of an expression. */
  public String cast(String expression, DType dtype) {
    return "torch.to(" + expression + ", " + code(dtype) + ", False, False, None)";
  }

  /** Returns an array of zeros. */
  public String zeros(DType dtype, Shape shape) {
    return "torch.zeros(" + ints(shape) + ", dtype=" + code(dtype) + ", device=" + device() + ")";
  }

  /** Returns the device on which arrays are made. */
  public String device() {
    return "torch.device(\"" + precision.device() + "\")";
  }

  /** Returns a list of integers. */
  public static String ints(int... values) {
    if (values.length == 0) {
      return "annotate(List[int], [])";
    }
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < values.length; i++) {
      list.append(i == 0 ? "" : ", ").append(values[i]);
    }
    return list.append(']').toString();
  }

  static String ints(Ints values) {
    return ints(values.toArray());
  }

  static String ints(Shape shape) {
    return ints(shape.extents());
  }

  /** Returns a call of a function of the namespace torch. */
  public static String call(String function, Object... arguments) {
    StringBuilder call = new StringBuilder("torch.").append(function).append('(');
    for (int i = 0; i < arguments.length; i++) {
      call.append(i == 0 ? "" : ", ").append(arguments[i]);
    }
    return call.append(')').toString();
  }

  /** Returns a number as it is written in a script, exact to the last bit. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value).replace('E', 'e');
  }

  int lines() {
    return lines;
  }

  /** Returns everything that was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}
