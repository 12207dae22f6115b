package episode.expr;

import episode.expr.FormulaWord.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every word that formulas know without a declaration, with what it means and an example: the table
 * that manuals, completion and inspection read. Immutable.
 */
public final class FormulaWords {
  private static final List<FormulaWord> ALL = new ArrayList<>();
  private static final Map<String, FormulaWord> BY_NAME = new LinkedHashMap<>();

  static {
    functions();
    ofSeveral();
    reductions();
    curves();
    history();
    space();
    constants();
    operators();
  }

  private FormulaWords() {}

  /** Returns all words, in the order in which manuals list them. */
  public static List<FormulaWord> all() {
    return List.copyOf(ALL);
  }

  /** Returns the word of a name or of one of its synonyms; empty where there is none. */
  public static Optional<FormulaWord> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Returns the words that an opening bracket follows, as a Markdown table. */
  public static String table() {
    StringBuilder text = new StringBuilder("| function | kind | meaning | example |\n");
    text.append("|---|---|---|---|\n");
    for (FormulaWord word : ALL) {
      if (word.isCalled()) {
        text.append("| `").append(word.call()).append('`');
        word.synonyms().forEach(also -> text.append(", `").append(also).append('`'));
        text.append(" | ").append(word.kind().words());
        text.append(" | ").append(word.meaning());
        text.append(" | `").append(word.example()).append("` |\n");
      }
    }
    return text.toString();
  }

  private static void functions() {
    of("abs(x)", "The absolute value.", "abs(-4) = 4");
    of("sign(x)", "−1, 0 or 1, as x is below, at or above 0.", "sign(-3) = -1");
    of("floor(x)", "The largest whole number up to x.", "floor(-0.5) = -1");
    of("ceil(x)", "The smallest whole number from x on.", "ceil(0.5) = 1");
    of("round(x)", "The nearest whole number; halves go to the even one.", "round(2.5) = 2");
    of("sqrt(x)", "The square root; not a number below 0.", "sqrt(9) = 3");
    of("exp(x)", "e to the power of x.", "exp(0) = 1");
    of("expm1(x)", "exp(x) − 1, precise near 0.", "expm1(0) = 0");
    of("log(x)", "The natural logarithm.", "log(e) = 1");
    of("log1p(x)", "log(1 + x), precise near 0.", "log1p(0) = 0");
    of("log2(x)", "The logarithm to base 2.", "log2(8) = 3");
    of("log10(x)", "The logarithm to base 10.", "log10(100) = 2");
    of("sin(x)", "The sine of an angle in radians.", "sin(pi / 2) = 1");
    of("cos(x)", "The cosine of an angle in radians.", "1 + 0.2 * cos(2 * pi * t / 365)");
    of("tan(x)", "The tangent of an angle in radians.", "tan(0) = 0");
    of("asin(x)", "The angle in radians with this sine, from −π/2 to π/2.", "asin(1) = pi / 2");
    of("acos(x)", "The angle in radians with this cosine, from 0 to π.", "acos(1) = 0");
    of("atan(x)", "The angle in radians with this tangent, −π/2 to π/2.", "atan(1) = pi / 4");
    of("sinh(x)", "(exp(x) − exp(−x)) / 2.", "sinh(0) = 0");
    of("cosh(x)", "(exp(x) + exp(−x)) / 2.", "cosh(0) = 1");
    of("tanh(x)", "sinh(x) / cosh(x), from −1 to 1.", "tanh(0) = 0");
    of("erf(x)", "The error function, 2/√π ∫ exp(−s²) ds from 0 to x.", "erf(0) = 0");
    of(
        "lgamma(x)",
        "The logarithm of Γ(x) without its sign; Γ(n + 1) = n!.",
        "lgamma(5) = log(24)");
    of("digamma(x)", "The derivative of lgamma.", "digamma(x + 1) - digamma(x)");
    of("logistic(x)", "1 / (1 + exp(−x)), from 0 to 1.", "logistic(0) = 0.5");
    of("logit(x)", "log(x / (1 − x)), the inverse of logistic.", "logit(0.5) = 0");
  }

  private static void ofSeveral() {
    of("min(a, b, …)", "The smallest of two or more; of one, over all its axes.", "min(1, 2) = 1");
    of("max(a, b, …)", "The largest of two or more; of one, over all its axes.", "max(1, 2) = 2");
    of("pow(a, b)", "a to the power of b, as a ^ b.", "pow(2, 3) = 8");
    of("atan2(y, x)", "The angle of the point (x, y), from −π to π.", "atan2(1, 1) = pi / 4");
    of("hypot(a, b)", "√(a² + b²).", "hypot(3, 4) = 5");
    of("clip(x, low, high)", "x, no less than low and no more than high.", "clip(1.2, 0, 1) = 1");
    of("where(c, a, b)", "a where c holds, else b.", "where(1 > 2, 7, 8) = 8");
  }

  private static void reductions() {
    Kind kind = Kind.REDUCTION;
    row(
        kind,
        "sum(b in axis, f)",
        "The sum of f over an axis; sum(f) over all.",
        "sum(a in age, I)");
    row(kind, "prod(b in axis, f)", "The product of f over an axis.", "prod(a in age, 1 - p[a])");
    row(
        kind,
        "integrate(x in axis, f)",
        "The integral of f over an axis of points, by trapezoids.",
        "integrate(x in x, u)");
    row(
        kind,
        "apply_along(f, axis=b, kernel=sum)",
        "sum or integrate, as specs write them.",
        "apply_along(I, age=a, kernel=sum)");
    row(
        kind,
        "sum_over(f, axis=b)",
        "The sum of f over an axis, as specs write it.",
        "sum_over(I, age=a)");
    row(
        kind,
        "integrate_over(f, axis=b)",
        "The integral of f over an axis of points, as specs write it.",
        "integrate_over(u, x=q)");
  }

  private static void curves() {
    for (CurveFunction curve : CurveFunction.values()) {
      row(Kind.CURVE, curve.example(), curve.meaning(), curve.example());
    }
  }

  private static void history() {
    Kind kind = Kind.HISTORY;
    row(kind, "delay(f, tau)", "The value of f a time tau ago.", "delay(I, 7)");
    row(kind, "history(f, lag)", "A past value of f, from a provider of values.", "history(I, 7)");
    row(
        kind,
        "convolve_history(f, kernel=K, window=w)",
        "The past values of f over a window, weighted by a kernel.",
        "convolve_history(I, kernel=K, window=30)");
  }

  private static void space() {
    Kind kind = Kind.SPACE;
    row(
        kind,
        "advection(u, x, v)",
        "−∂(v u)/∂x: u moves along x with velocity v.",
        "advection(u, x, v)");
    row(
        kind,
        "diffusion(u, x, D)",
        "∂/∂x(D ∂u/∂x): u spreads along x.",
        "diffusion(u, x, D, 'no-flux')");
    row(
        kind,
        "jump(u, x, rate, kernel, width)",
        "What jumps along x bring less what they take, at a rate per head.",
        "jump(u, x, rate, 'gaussian', sigma)");
    row(
        Kind.OBSERVATION,
        "incidence(flow)",
        "A named flow, integrated over the interval that ends at each row of the data.",
        "cases ~ poisson(incidence(infection))");
  }

  private static void constants() {
    Kind kind = Kind.CONSTANT;
    row(kind, "t", "The time, in the system's unit.", "1 + cos(2 * pi * t / 365)");
    row(kind, "pi", "The circle's circumference over its diameter, 3.14159…", "2 * pi");
    row(kind, "e", "The base of the natural logarithm, 2.71828…", "e ^ x");
    row(kind, "inf", "Infinity.", "truncated(normal(0, 1), 0, inf)");
    row(kind, "nan", "Not a number.", "nan");
    row(kind, "True", "Truth, 1 where a number is needed.", "True + 1 = 2");
    row(kind, "False", "Falsehood, 0 where a number is needed.", "False + 1 = 1");
  }

  private static void operators() {
    Kind kind = Kind.OPERATOR;
    row(kind, "if", "a if c else b: a where c holds, else b.", "2 if 1 < 2 else 3 = 2");
    row(kind, "else", "a if c else b: a where c holds, else b.", "2 if 2 < 1 else 3 = 3");
    row(kind, "and", "The first operand that is 0, else the last one.", "2 and 3 = 3");
    row(kind, "or", "The first operand that is not 0, else the last one.", "2 or 3 = 2");
    row(kind, "not", "True where the operand is 0.", "not 0 = 1");
    row(kind, "in", "Makes an index run over an axis.", "sum(a in age, I[a])");
  }

  private static void of(String call, String meaning, String example) {
    row(Kind.FUNCTION, call, meaning, example);
  }

  private static void row(Kind kind, String call, String meaning, String example) {
    int bracket = call.indexOf('(');
    String name = bracket < 0 ? call : call.substring(0, bracket);
    List<String> synonyms = new ArrayList<>();
    if (kind == Kind.FUNCTION) {
      synonyms.addAll(MathFunction.named(name).orElseThrow().names());
      synonyms.remove(name);
    }
    FormulaWord word = new FormulaWord(name, kind, call, meaning, example, List.copyOf(synonyms));
    ALL.add(word);
    BY_NAME.put(name, word);
    synonyms.forEach(also -> BY_NAME.put(also, word));
  }
}
