package episode.backend.function;

import episode.draw.SvgCanvas;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in the box of a node.
 *
 * @param text the operation: "×", "2 × ·", "exp"
 * @param shape its extents and type, where it is not one number of FLOAT64
 * @param operands the nodes that arrows come from: all but the numbers in the text
 * @param node the node
 */
record NodeLabel(String text, String shape, List<Node> operands, Node node) {
  private static final int LONGEST = 22;

  static NodeLabel of(Node node) {
    List<Node> operands = new ArrayList<>();
    List<String> written = new ArrayList<>();
    Prim.Family family = node.prim().family();
    boolean binary = family == Prim.Family.BINARY || family == Prim.Family.COMPARE;
    for (Node input : node.inputs()) {
      Optional<String> number = binary ? number(input) : Optional.empty();
      written.add(number.orElse("·"));
      if (number.isEmpty()) {
        operands.add(input);
      }
    }
    boolean numbers = operands.size() < node.inputs().size();
    String symbol = symbol(node);
    String text =
        numbers
            ? isOperator(symbol)
                ? written.get(0) + " " + symbol + " " + written.get(1)
                : symbol + "(" + String.join(", ", written) + ")"
            : symbol;
    return new NodeLabel(brief(text), shape(node), operands, node);
  }

  /** Returns the number that a node is in every element. */
  private static Optional<String> number(Node node) {
    Node source = node.prim() == Prim.BROADCAST ? node.input(0) : node;
    boolean scalar = source.prim() == Prim.CONST && source.shape().isScalar();
    return scalar ? Optional.of(text(source.constant().toDoubles()[0])) : Optional.empty();
  }

  private static String text(double number) {
    String text =
        number == Math.rint(number) && Math.abs(number) < 1e9
            ? Long.toString((long) number)
            : String.format(Locale.ROOT, "%.4g", number);
    return text.replace('-', '−');
  }

  private static String symbol(Node node) {
    return switch (node.prim()) {
      case INPUT -> node.name();
      case CONST -> number(node).orElse("constant");
      case NEG -> "−·";
      case ADD -> "+";
      case SUB -> "−";
      case MUL -> "×";
      case DIV -> "÷";
      case MOD -> "%";
      case POW -> "^";
      case EQ -> "=";
      case NE -> "≠";
      case LT -> "<";
      case LE -> "≤";
      case CALL -> node.callee().name();
      case OP -> node.op().name();
      case HOST -> node.host().name();
      default -> node.prim().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static boolean isOperator(String symbol) {
    return symbol.length() == 1 && !Character.isLetter(symbol.charAt(0));
  }

  private static String shape(Node node) {
    if (!node.isArray()) {
      return "several values";
    }
    String extents = node.shape().isScalar() ? "" : node.shape().toString();
    String type = node.dtype() == DType.FLOAT64 ? "" : node.dtype().toString() + " ";
    return brief((type.toLowerCase(Locale.ROOT) + extents).strip());
  }

  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  boolean isConstant() {
    return node.prim() == Prim.CONST;
  }

  boolean isInput() {
    return node.prim() == Prim.INPUT;
  }

  /** Returns what is counted where there are too many boxes. */
  String kind() {
    return isInput() ? "input" : symbol(node);
  }

  /** Returns which operand an arrow brings, where it matters and cannot be seen. */
  String place(int operand) {
    boolean ordered =
        switch (node.prim()) {
          case SUB, DIV, MOD, POW, LT, LE, ATAN2, WHERE, MATMUL, CONCAT, GATHER, SCATTER_ADD ->
              true;
          default -> false;
        };
    return ordered && operands.size() > 1 ? String.valueOf(operand + 1) : "";
  }

  double width() {
    double name = SvgCanvas.textWidth(text, 14) + 20;
    return Math.max(40, Math.max(name, SvgCanvas.textWidth(shape, 10) + 14));
  }
}
