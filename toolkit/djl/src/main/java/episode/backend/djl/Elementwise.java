package episode.backend.djl;

import static episode.backend.djl.TorchScript.call;

import episode.backend.djl.MethodWriter.Value;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Primitives that work element by element, in PyTorch's words. */
final class Elementwise {
  /** Exponents for which PyTorch takes a short cut that goes wrong at infinity or underflows. */
  private static final Set<String> SHORT_CUTS = Set.of("0.5", "-0.5", "-2.0");

  /** Far below where the logarithm of 1 + x differs from x. */
  private static final String TINY = "1e-100";

  /** 2⁵⁵⁰: no quotient of two numbers is larger than its fourth power. */
  private static final String SCALE = TorchScript.number(0x1p550);

  private static final String LARGEST = "9223372036854775807";

  private final MethodWriter method;
  private final Node node;
  private List<Node> sources;

  private Elementwise(MethodWriter method, Node node) {
    this.method = method;
    this.node = node;
    sources = node.inputs();
  }

  /** Returns the value, written; empty where PyTorch lacks the primitive or is not exact enough. */
  static Optional<Value> value(MethodWriter method, Node node) {
    Elementwise own = new Elementwise(method, node);
    return own.expression().map(own::written);
  }

  private Value written(String expression) {
    Shape held = Shape.SCALAR;
    for (Node operand : sources) {
      held = Shape.broadcast(held, method.held(operand).held());
    }
    return new Value(method.script().let(expression), held, true);
  }

  private String operand(int i) {
    return method.name(method.held(node.input(i)));
  }

  private boolean isFloating() {
    return node.dtype().isFloating();
  }

  private Optional<String> expression() {
    return switch (node.prim()) {
      case NEG -> one("neg");
      case ABS -> one("abs");
      case SIGN -> Optional.of(sign(operand(0)));
      case FLOOR -> one("floor");
      case CEIL -> one("ceil");
      case ROUND -> one("round");
      case SQRT -> one("sqrt");
      case EXP -> one("exp");
      case LOG -> one("log");
      case EXPM1 -> one("expm1");
      case LOG1P -> Optional.of(log1p(operand(0)));
      case SIN -> one("sin");
      case COS -> one("cos");
      case TAN -> one("tan");
      case ASIN -> one("asin");
      case ACOS -> one("acos");
      case ATAN -> one("atan");
      case SINH -> one("sinh");
      case COSH -> one("cosh");
      case TANH -> one("tanh");
      case ERF -> one("erf");
      case LGAMMA -> one("lgamma");
      case POLYGAMMA -> node.index() == 0 ? one("digamma") : Optional.empty();
      case CAST -> Optional.of(cast(operand(0)));
      case ADD -> Optional.of(withProduct("add").orElseGet(() -> commuting("add")));
      case SUB -> Optional.of(withProduct("sub").orElseGet(this::difference));
      case MUL -> Optional.of(commuting("mul"));
      case DIV -> Optional.of(two("div"));
      case MOD -> Optional.of(isFloating() ? remainder() : remainderOfIntegers());
      case POW -> Optional.of(power());
      case MIN -> tensors("minimum");
      case MAX -> tensors("maximum");
      case ATAN2 -> tensors("atan2");
      case EQ -> Optional.of(two("eq"));
      case NE -> Optional.of(two("ne"));
      case LT -> Optional.of(two("lt"));
      case LE -> Optional.of(two("le"));
      case AND -> tensors("logical_and");
      case OR -> tensors("logical_or");
      case NOT -> one("logical_not");
      case WHERE -> Optional.of(call("where", operand(0), operand(1), operand(2)));
      default -> throw new IllegalArgumentException(node + " is not elementwise");
    };
  }

  private Optional<String> one(String function) {
    return Optional.of(call(function, operand(0)));
  }

  private Optional<String> tensors(String function) {
    return Optional.of(call(function, operand(0), operand(1)));
  }

  private Optional<String> literal(int i) {
    return MethodWriter.literal(method.held(node.input(i)));
  }

  /** A known second operand stands there as a number. */
  private String two(String function) {
    return call(function, operand(0), literal(1).orElseGet(() -> operand(1)));
  }

  /** Adds or subtracts a product that is used here alone, in one pass. */
  private Optional<String> withProduct(String function) {
    boolean adds = function.equals("add");
    int place = method.isWaiting(node.input(1)) ? 1 : 0;
    if (!method.isWaiting(node.input(place)) || place == 0 && !adds) {
      return Optional.empty();
    }
    Node product = node.input(place);
    Node other = node.input(1 - place);
    Node x = product.input(0);
    Node y = product.input(1);
    boolean first = MethodWriter.literal(method.held(x)).isPresent();
    Optional<String> factor = MethodWriter.literal(method.held(first ? x : y));
    sources = List.of(other, x, y);
    String base = method.name(method.held(other));
    if (factor.isPresent()) {
      String scaled = method.name(method.held(first ? y : x));
      return Optional.of(call(function, base, scaled, "alpha=" + factor.get()));
    }
    String sign = adds ? "value=1" : "value=-1";
    String left = method.name(method.held(x));
    return Optional.of(call("addcmul", base, left, method.name(method.held(y)), sign));
  }

  private String commuting(String function) {
    Optional<String> first = literal(0);
    return first.isPresent() && literal(1).isEmpty()
        ? call(function, operand(1), first.get())
        : two(function);
  }

  private String difference() {
    Optional<String> first = literal(0);
    return first.isPresent() && literal(1).isEmpty()
        ? call("rsub", operand(1), first.get())
        : two("sub");
  }

  /** PyTorch's sign of NaN is 0. */
  private String sign(String x) {
    String sign = call("sign", x);
    return isFloating() ? call("where", call("ne", x, x), x, sign) : sign;
  }

  /** PyTorch's gives 0 for what is closest to 0. */
  private static String log1p(String x) {
    return call("where", call("lt", call("abs", x), TINY), x, call("log1p", x));
  }

  private String cast(String x) {
    DType from = method.script().held(node.input(0).dtype());
    DType to = method.script().held(node.dtype());
    if (to == DType.BOOL) {
      return call("ne", x, from == DType.BOOL ? "False" : "0");
    }
    if (to == DType.INT64 && from.isFloating()) {
      return integers() + "(" + x + ")";
    }
    return from == to ? call("clone", x) : method.script().cast(x, node.dtype());
  }

  /** C leaves open what NaN and what is too large are cast to. */
  private String integers() {
    return method
        .writer()
        .shared(
            "integers",
            "x: Tensor",
            "    known = torch.where(torch.ne(x, x), torch.zeros_like(x), x)\n"
                + "    below = torch.clamp(known, -9223372036854775808., 9223371487098961920.)\n"
                + "    whole = torch.to(below, 4, False, False, None)\n"
                + "    most = torch.full_like(whole, "
                + LARGEST
                + ")\n"
                + "    return torch.where(torch.ge(known, 9223372036854775808.), most, whole)\n");
  }

  /** PyTorch's is NaN where the quotient overflows; there, multiples of the divisor go first. */
  private String remainder() {
    String remainder =
        method
            .writer()
            .shared(
                "remainders",
                "x: Tensor, y: Tensor",
                "    rest = torch.remainder(x, y)\n"
                    + "    known = torch.logical_and(torch.eq(y, y), torch.ne(y, 0))\n"
                    + "    given = torch.logical_and(torch.isfinite(x), known)\n"
                    + "    lost = torch.logical_and(torch.ne(rest, rest), given)\n"
                    + "    if bool(torch.any(lost)):\n"
                    + "      large = torch.mul(y, "
                    + SCALE
                    + ")\n"
                    + "      less = torch.fmod(x, torch.mul(large, "
                    + SCALE
                    + "))\n"
                    + "      again = torch.remainder(torch.fmod(less, large), y)\n"
                    + "      rest = torch.where(lost, again, rest)\n"
                    + "    else:\n"
                    + "      pass\n"
                    + "    return rest\n");
    return remainder + "(" + operand(0) + ", " + operand(1) + ")";
  }

  /** Division by 0 is an error there, that of the smallest integer by −1 ends the process. */
  private String remainderOfIntegers() {
    String remainder =
        method
            .writer()
            .shared(
                "integer_remainders",
                "x: Tensor, y: Tensor",
                "    none = torch.logical_or(torch.eq(y, 0), torch.eq(y, -1))\n"
                    + "    divisor = torch.masked_fill(y, none, 1)\n"
                    + "    return torch.remainder(x, divisor)\n");
    return remainder + "(" + operand(0) + ", " + operand(1) + ")";
  }

  /** C gives 1 for 1 to the power of NaN and for ±1 to an infinite power; the reference NaN. */
  private String power() {
    if (!isFloating()) {
      return call("pow", operand(0), operand(1));
    }
    Optional<String> exponent = literal(1);
    if (exponent.isPresent()) {
      boolean finite = Character.isDigit(exponent.get().charAt(exponent.get().length() - 1));
      if (finite && !SHORT_CUTS.contains(exponent.get())) {
        return call("pow", operand(0), exponent.get());
      }
    }
    String power =
        method
            .writer()
            .shared(
                "powers",
                "x: Tensor, y: Tensor",
                "    lost = torch.sub(y, y)\n"
                    + "    one = torch.eq(torch.abs(x), 1)\n"
                    + "    doubtful = torch.logical_and(torch.ne(lost, lost), one)\n"
                    + "    return torch.where(doubtful, lost, torch.pow(x, y))\n");
    return power + "(" + operand(0) + ", " + operand(1) + ")";
  }
}
