package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes one formula in LaTeX, quantities with their indices. For one formula and one thread.
 *
 * <p>A product that is divided becomes a fraction; a choice becomes cases.
 */
final class LatexFormula {
  private static final int ATOM = 9;

  private final LatexNames names;
  private Map<String, String> indices;

  /**
   * Makes a writer.
   *
   * @param indices what stands for each axis: an index letter, or a pinned element
   */
  LatexFormula(LatexNames names, Map<String, String> indices) {
    this.names = names;
    this.indices = indices;
  }

  String of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return number(literal.toString());
    } else if (expr instanceof Expr.Text text) {
      return LatexNames.text(text.value());
    } else if (expr instanceof Expr.Name name) {
      boolean number = !names.isQuantity(name.name()) && indices.containsKey(name.name());
      return number
          ? indices.get(name.name())
          : names.indexed(name.name(), names.places(name.name(), indices));
    } else if (expr instanceof Expr.Element element) {
      return element(element);
    } else if (expr instanceof Expr.Unary unary) {
      boolean not = unary.operator() == Operator.NOT;
      return (not ? "\\neg " : "-") + group(unary.operand(), 7);
    } else if (expr instanceof Expr.Chain chain) {
      return chain.isSum() ? sum(chain) : product(chain);
    } else if (expr instanceof Expr.Power power) {
      return group(power.base(), ATOM) + "^{" + of(power.exponent()) + "}";
    } else if (expr instanceof Expr.Comparison comparison) {
      return comparison(comparison);
    } else if (expr instanceof Expr.Logic logic) {
      return list(logic.operands(), logic.operator() == Operator.AND ? " \\land " : " \\lor ", 4);
    } else if (expr instanceof Expr.Choice choice) {
      return cases(choice.condition(), choice.then(), choice.otherwise());
    } else if (expr instanceof Expr.Reduction reduction) {
      return reduction(reduction);
    } else if (expr instanceof Expr.ListOf list) {
      return "\\left[" + list(list.items(), ", ", 0) + "\\right]";
    }
    return expr instanceof Expr.History history
        ? LatexHistory.of(history, part -> group(part, 6), this::of)
        : call((Expr.Call) expr);
  }

  private static String number(String text) {
    int exponent = text.indexOf('E');
    return exponent < 0
        ? text
        : text.substring(0, exponent) + " \\times 10^{" + text.substring(exponent + 1) + "}";
  }

  private static int tightness(Expr expr) {
    if (expr instanceof Expr.Choice || expr instanceof Expr.Logic) {
      return 1;
    }
    if (expr instanceof Expr.Comparison) {
      return 4;
    }
    if (expr instanceof Expr.Chain chain) {
      return chain.isSum() ? 5 : divides(chain) ? 8 : 6;
    }
    boolean negative = expr instanceof Expr.Literal literal && literal.value() < 0;
    boolean integral = expr instanceof Expr.History history && !history.hasFormulas();
    boolean open = isReduction(expr) || isSpatial(expr) || integral;
    if (expr instanceof Expr.Unary || open || negative) {
      return 5;
    }
    return expr instanceof Expr.Power ? 8 : ATOM;
  }

  /** Returns whether this acts along an axis and so is written with derivatives or integrals. */
  private static boolean isSpatial(Expr expr) {
    return Contributions.isOperator(expr)
        && expr.children().size() >= 3
        && expr.children().get(1) instanceof Expr.Name;
  }

  private String spatial(Expr.Call call, String axis) {
    Map<String, String> outer = indices;
    String letter = outer.getOrDefault(axis, names.letterOr(axis));
    String text =
        LatexOperators.of(
            call,
            letter,
            (expr, place) -> {
              indices = new HashMap<>(outer);
              indices.put(axis, place);
              return group(expr, 6);
            });
    indices = outer;
    return text;
  }

  private static boolean isReduction(Expr expr) {
    boolean total =
        expr instanceof Expr.Call call
            && call.arguments().size() == 1
            && List.of("sum", "prod", "min", "max").contains(call.function());
    return total || expr instanceof Expr.Reduction;
  }

  private static boolean divides(Expr.Chain chain) {
    return chain.rest().stream().anyMatch(step -> step.operator() == Operator.DIVIDE);
  }

  private String group(Expr expr, int loosest) {
    String text = of(expr);
    return tightness(expr) < loosest ? "\\left(" + text + "\\right)" : text;
  }

  private String list(List<Expr> exprs, String separator, int loosest) {
    List<String> parts = new ArrayList<>();
    exprs.forEach(expr -> parts.add(group(expr, loosest)));
    return String.join(separator, parts);
  }

  private String element(Expr.Element element) {
    List<String> places = new ArrayList<>();
    for (Expr.Subscript subscript : element.subscripts()) {
      String value = subscript.value();
      places.add(
          subscript.pinned()
              ? LatexNames.text(value)
              : indices.getOrDefault(value, LatexNames.name(value)));
    }
    return names.indexed(element.name(), places);
  }

  private String sum(Expr.Chain chain) {
    StringBuilder text = new StringBuilder(group(chain.first(), 5));
    for (Expr.Step step : chain.rest()) {
      boolean minus = step.operator() == Operator.SUBTRACT;
      boolean signed = step.operand() instanceof Expr.Unary;
      String operand = group(step.operand(), minus || signed ? 6 : 5);
      text.append(minus ? " - " : " + ").append(operand);
    }
    return text.toString();
  }

  private String product(Expr.Chain chain) {
    List<Expr> above = new ArrayList<>(List.of(chain.first()));
    List<Expr> below = new ArrayList<>();
    for (Expr.Step step : chain.rest()) {
      if (step.operator() == Operator.REMAINDER) {
        Expr left = above.size() == 1 && below.isEmpty() ? above.get(0) : null;
        String text = left == null ? fraction(above, below) : group(left, 6);
        return text + " \\bmod " + group(step.operand(), 7) + after(chain, step);
      }
      (step.operator() == Operator.DIVIDE ? below : above).add(step.operand());
    }
    return fraction(above, below);
  }

  /** Returns what follows a remainder in a chain of products. */
  private String after(Expr.Chain chain, Expr.Step remainder) {
    StringBuilder text = new StringBuilder();
    List<Expr.Step> rest =
        chain.rest().subList(chain.rest().indexOf(remainder) + 1, chain.rest().size());
    for (Expr.Step step : rest) {
      String sign =
          step.operator() == Operator.MULTIPLY
              ? " \\cdot "
              : step.operator() == Operator.DIVIDE ? " / " : " \\bmod ";
      text.append(sign).append(group(step.operand(), 7));
    }
    return text.toString();
  }

  private String fraction(List<Expr> all, List<Expr> below) {
    List<Expr> above = new ArrayList<>(all);
    above.removeIf(factor -> factor instanceof Expr.Literal literal && literal.value() == 1);
    if (above.isEmpty()) {
      above.add(all.get(0));
    }
    if (below.isEmpty()) {
      return factors(above);
    }
    List<Expr> wide = above.size() == 1 ? List.of() : above.stream().filter(this::isWide).toList();
    above.removeAll(wide);
    String beside = wide.isEmpty() || above.isEmpty() ? "" : factors(wide) + " \\, ";
    return beside + "\\frac{" + alone(above.isEmpty() ? wide : above) + "}{" + alone(below) + "}";
  }

  /**
   * Returns whether a factor is a long sum: it stands beside a fraction, where it can be broken.
   */
  private boolean isWide(Expr factor) {
    return factor instanceof Expr.Chain chain
        && chain.isSum()
        && LatexLines.width(of(factor)) > LatexLines.WIDEST / 2;
  }

  private String alone(List<Expr> factors) {
    return factors.size() == 1 ? of(factors.get(0)) : factors(factors);
  }

  private String factors(List<Expr> factors) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < factors.size(); i++) {
      Expr factor = factors.get(i);
      boolean last = i == factors.size() - 1;
      boolean open = isReduction(factor) && last;
      String written = open ? of(factor) : group(factor, i == 0 && signed(factor) ? 5 : 6);
      boolean digit = Character.isDigit(written.charAt(0)) || written.charAt(0) == '.';
      text.append(i == 0 ? "" : digit ? " \\cdot " : " \\, ").append(written);
    }
    return text.toString();
  }

  private static boolean signed(Expr factor) {
    return factor instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE;
  }

  private String comparison(Expr.Comparison comparison) {
    StringBuilder text = new StringBuilder(group(comparison.first(), 5));
    for (Expr.Step step : comparison.rest()) {
      String sign =
          switch (step.operator()) {
            case LESS -> " \\lt ";
            case GREATER -> " \\gt ";
            case LESS_EQUAL -> " \\le ";
            case GREATER_EQUAL -> " \\ge ";
            case EQUAL -> " = ";
            default -> " \\ne ";
          };
      text.append(sign).append(group(step.operand(), 5));
    }
    return text.toString();
  }

  private String cases(Expr condition, Expr then, Expr otherwise) {
    return "\\begin{cases} "
        + of(then)
        + " & \\text{if } "
        + of(condition)
        + " \\\\ "
        + of(otherwise)
        + " & \\text{otherwise} \\end{cases}";
  }

  /** Sums directly within a sum are one sum over all of their indices. */
  private String reduction(Expr.Reduction reduction) {
    Map<String, String> outer = indices;
    indices = new HashMap<>(outer);
    List<String> under = new ArrayList<>();
    List<String> over = new ArrayList<>();
    String function = reduction.function();
    Expr body = reduction;
    while (body instanceof Expr.Reduction inner && inner.function().equals(function)) {
      for (Expr.Binder binder : inner.binders()) {
        String letter = LatexNames.name(binder.index());
        String axis = LatexNames.name(binder.axis());
        indices.put(binder.index(), letter);
        under.add(
            (letter.equals(axis) ? letter : letter + " \\in " + axis) + part(binder.filter()));
        over.add(" \\, d" + letter);
      }
      body = inner.body();
    }
    String text = big(function, String.join(",\\, ", under)) + bodyOf(body);
    indices = outer;
    return function.equals("integrate") ? text + String.join("", over) : text;
  }

  /** Returns which part of an axis a sum runs over: its elements, or an interval. */
  private String part(List<Expr> filter) {
    List<String> ends = new ArrayList<>();
    filter.forEach(one -> ends.add(of(one)));
    return ends.isEmpty() ? "" : "[" + String.join(", ", ends) + "]";
  }

  private String bodyOf(Expr body) {
    return " " + group(body, 6);
  }

  private static String big(String function, String under) {
    return switch (function) {
      case "sum" -> "\\sum_{" + under + "}";
      case "prod" -> "\\prod_{" + under + "}";
      case "integrate" -> "\\int_{" + under + "}";
      default -> "\\" + function + "_{" + under + "}";
    };
  }

  private String call(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    if (isSpatial(call)) {
      return spatial(call, ((Expr.Name) arguments.get(1)).name());
    }
    if (isReduction(call)) {
      return total(call.function(), arguments.get(0));
    }
    if (arguments.size() == 3 && List.of("where", "ifelse").contains(call.function())) {
      return cases(arguments.get(0), arguments.get(1), arguments.get(2));
    }
    if (LatexCurve.writes(call)) {
      return LatexCurve.of(call, this::of);
    }
    String inner = list(arguments, ", ", 0);
    return switch (call.function()) {
      case "sqrt" -> "\\sqrt{" + inner + "}";
      case "abs" -> "\\left|" + inner + "\\right|";
      case "floor" -> "\\left\\lfloor " + inner + " \\right\\rfloor";
      case "ceil" -> "\\left\\lceil " + inner + " \\right\\rceil";
      case "exp" -> "e^{" + inner + "}";
      case "log", "ln" -> "\\log\\left(" + inner + "\\right)";
      case "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min" ->
          "\\" + call.function() + "\\left(" + inner + "\\right)";
      default ->
          "\\operatorname{" + LatexNames.escaped(call.function()) + "}\\left(" + inner + "\\right)";
    };
  }

  /** A reduction over everything: its axes get letters of their own, primed where taken. */
  private String total(String function, Expr body) {
    Set<NamedAxis> axes = new LinkedHashSet<>();
    for (String name : new Formula("", "", body, 1).names()) {
      axes.addAll(names.axes(name));
    }
    Map<String, String> outer = indices;
    indices = new HashMap<>(outer);
    List<String> under = new ArrayList<>();
    for (NamedAxis axis : axes) {
      String letter = names.letter(axis.name());
      String own = outer.containsKey(axis.name()) ? letter + "'" : letter;
      indices.put(axis.name(), own);
      under.add(own);
    }
    String text =
        under.isEmpty() ? of(body) : big(function, String.join(", ", under)) + bodyOf(body);
    indices = outer;
    return text;
  }
}
