package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the kernels of a spec matrices over an axis twice, where {@code episode: {operators: rhs}}
 * asks for it: op_system's connector computes the same. A kernel with a value is a parameter. For
 * one spec and one thread.
 */
final class SpecMatrices {
  private final Map<String, NamedAxis> axes;
  private final Function<SpecNode, Optional<Expr>> formulas;

  /**
   * Makes a reader.
   *
   * @param formulas reads a formula and puts it into this library's terms; reports what is wrong
   */
  SpecMatrices(Map<String, NamedAxis> axes, Function<SpecNode, Optional<Expr>> formulas) {
    this.axes = axes;
    this.formulas = formulas;
  }

  /** Returns the matrices as aliases, their formulas in this library's terms. */
  List<Definition> read(List<SpecNode> kernels) {
    List<Definition> matrices = new ArrayList<>();
    for (SpecNode node : kernels) {
      Map<String, SpecNode> keys = node.isMap() ? node.map() : Map.of();
      boolean formed = SpecNode.isThere(keys.get("form")) && !SpecNode.isThere(keys.get("value"));
      if (formed && keys.containsKey("name")) {
        matrix(node, keys).ifPresent(matrices::add);
      }
    }
    return matrices;
  }

  private Optional<Definition> matrix(SpecNode node, Map<String, SpecNode> keys) {
    List<SpecNode> along = SpecNode.isThere(keys.get("axes")) ? keys.get("axes").list() : List.of();
    String axis = along.isEmpty() ? "" : along.get(0).text().orElse("").strip();
    boolean square =
        along.size() == 1
            || along.size() == 2 && along.get(1).text().orElse("").strip().equals(axis);
    boolean points = axes.containsKey(axis) && axes.get(axis).kind().hasCoordinates();
    String name = keys.get("name").text().orElse("").strip();
    if (!square || !points || !Selector.isName(name)) {
      String what = "Kernel '" + name + "' is no matrix over one axis of points";
      node.problem("E2133", what, "Name its axis, as in axes: [x].");
      return Optional.empty();
    }
    String from = axis + "_from";
    while (axes.containsKey(from)) {
      from += "_";
    }
    String start = from;
    String form = keys.get("form").text().orElse("").strip().toLowerCase(Locale.ROOT);
    return parameters(keys, form)
        .map(given -> formula(form, "abs(" + axis + " - " + start + ")", given))
        .map(
            text -> {
              Template target = new Template(name, List.of(axes.get(axis), axes.get(axis)));
              Formula formula = Formula.parse(node.path(), text);
              return new Definition(new Cells(target, Map.of()), formula, List.of(axis, start));
            });
  }

  /** Returns the parameters of a form in brackets; empty where one is missing or wrong. */
  private Optional<Map<String, String>> parameters(Map<String, SpecNode> keys, String form) {
    Map<String, SpecNode> given = new LinkedHashMap<>();
    if (SpecNode.isThere(keys.get("params"))) {
      given.putAll(keys.get("params").map());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : SpecKernels.parameters(form)) {
      Optional<Expr> value =
          given.containsKey(name) ? formulas.apply(given.get(name)) : Optional.empty();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      parameters.put(name, "(" + value.get() + ")");
    }
    return parameters.isEmpty() ? Optional.empty() : Optional.of(parameters);
  }

  /** Returns the formula of a form over the distance d. */
  private static String formula(String form, String d, Map<String, String> given) {
    String sigma = given.get("sigma");
    String value =
        switch (form) {
          case "gaussian" -> "exp(-" + d + "^2 / (2 * " + sigma + "^2))";
          case "exponential" -> "exp(-" + d + " / " + given.get("lambda") + ")";
          case "gamma" -> gamma("max(" + d + ", 1e-12) / " + given.get("theta"), given.get("k"));
          case "power_law" -> "(1 + " + d + " / " + sigma + ")^(-" + given.get("p") + ")";
          default -> "(1 - erf(" + d + " / " + sigma + "))";
        };
    return given.get("scale") + " * " + value;
  }

  private static String gamma(String scaled, String k) {
    return "(" + scaled + ")^(" + k + " - 1) * exp(-(" + scaled + "))";
  }
}
