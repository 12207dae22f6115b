package episode.expr;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that formulas may call, each applied element by element. */
public enum MathFunction {
  ABS(Prim.ABS, "abs"),
  SIGN(Prim.SIGN, "sign"),
  FLOOR(Prim.FLOOR, "floor"),
  CEIL(Prim.CEIL, "ceil"),
  ROUND(Prim.ROUND, "round", "rint"),
  SQRT(Prim.SQRT, "sqrt"),
  EXP(Prim.EXP, "exp"),
  EXPM1(Prim.EXPM1, "expm1"),
  LOG(Prim.LOG, "log", "ln"),
  LOG1P(Prim.LOG1P, "log1p"),
  LOG2("log2"),
  LOG10("log10"),
  SIN(Prim.SIN, "sin"),
  COS(Prim.COS, "cos"),
  TAN(Prim.TAN, "tan"),
  ASIN(Prim.ASIN, "asin", "arcsin"),
  ACOS(Prim.ACOS, "acos", "arccos"),
  ATAN(Prim.ATAN, "atan", "arctan"),
  SINH(Prim.SINH, "sinh"),
  COSH(Prim.COSH, "cosh"),
  TANH(Prim.TANH, "tanh"),
  ERF(Prim.ERF, "erf"),
  LGAMMA(Prim.LGAMMA, "lgamma", "gammaln"),
  DIGAMMA("digamma"),
  /** 1 / (1 + exp(−x)). */
  LOGISTIC("logistic", "expit", "sigmoid"),
  /** log(x / (1 − x)). */
  LOGIT("logit"),
  /** The smallest argument; NaN wins. */
  MIN(2, Integer.MAX_VALUE, "min", "minimum"),
  /** The largest argument; NaN wins. */
  MAX(2, Integer.MAX_VALUE, "max", "maximum"),
  POW(2, 2, "pow", "power"),
  ATAN2(2, 2, "atan2", "arctan2"),
  HYPOT(2, 2, "hypot"),
  /** The first argument, no less than the second and no more than the third. */
  CLIP(3, 3, "clip", "clamp"),
  /** The second argument where the first holds, else the third. */
  WHERE(3, 3, "where", "ifelse");

  private static final Map<String, MathFunction> BY_NAME = new LinkedHashMap<>();

  static {
    for (MathFunction function : values()) {
      for (String name : function.names) {
        BY_NAME.put(name, function);
      }
    }
  }

  private final Prim prim;
  private final int fewest;
  private final int most;
  private final String[] names;

  MathFunction(Prim prim, String... names) {
    this.prim = prim;
    this.fewest = 1;
    this.most = 1;
    this.names = names;
  }

  MathFunction(String... names) {
    this(Prim.CONST, names);
  }

  MathFunction(int fewest, int most, String... names) {
    this.prim = Prim.CONST;
    this.fewest = fewest;
    this.most = most;
    this.names = names;
  }

  /** Returns the function of a name as written in formulas. */
  public static Optional<MathFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Returns every name that formulas may call. */
  public static Collection<String> allNames() {
    return Collections.unmodifiableCollection(BY_NAME.keySet());
  }

  /** Returns what formulas may call this, the usual name first. */
  List<String> names() {
    return List.of(names);
  }

  boolean takes(int arguments) {
    return fewest <= arguments && arguments <= most;
  }

  /** Returns the number of arguments in words. */
  String arity() {
    if (most == Integer.MAX_VALUE) {
      return "at least " + fewest + " arguments";
    }
    return fewest == 1 ? "1 argument" : fewest + " arguments";
  }

  /** Returns the node of this function over floating arguments of fitting shapes. */
  Node apply(GraphBuilder b, List<Node> in) {
    Node x = in.get(0);
    return switch (this) {
      case LOG2 -> b.div(b.unary(Prim.LOG, x), b.constant(Math.log(2)));
      case LOG10 -> b.div(b.unary(Prim.LOG, x), b.constant(Math.log(10)));
      case DIGAMMA -> b.make(Prim.POLYGAMMA, 0, List.of(x));
      case LOGISTIC -> b.div(b.constant(1), b.add(b.constant(1), b.unary(Prim.EXP, b.neg(x))));
      case LOGIT -> b.sub(b.unary(Prim.LOG, x), b.unary(Prim.LOG1P, b.neg(x)));
      case MIN -> fold(b, Prim.MIN, in);
      case MAX -> fold(b, Prim.MAX, in);
      case POW -> b.binary(Prim.POW, x, in.get(1));
      case ATAN2 -> b.binary(Prim.ATAN2, x, in.get(1));
      case HYPOT -> b.unary(Prim.SQRT, b.add(b.mul(x, x), b.mul(in.get(1), in.get(1))));
      case CLIP -> b.binary(Prim.MIN, b.binary(Prim.MAX, x, in.get(1)), in.get(2));
      case WHERE -> b.where(x, in.get(1), in.get(2));
      case ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, TAN ->
          b.unary(prim, x);
      case ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, LGAMMA -> b.unary(prim, x);
    };
  }

  private static Node fold(GraphBuilder b, Prim prim, List<Node> in) {
    Node result = in.get(0);
    for (Node next : in.subList(1, in.size())) {
      result = b.binary(prim, result, next);
    }
    return result;
  }
}
