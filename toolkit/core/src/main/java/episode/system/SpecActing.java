package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Span;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the operators and kernels of a spec part of its right-hand side, where {@code episode:
 * {operators: rhs}} asks for it. For one spec and one thread.
 */
final class SpecActing {
  /** What each kind of operator is in formulas. */
  private static final Map<String, String> KINDS =
      Map.of(
          "advection", "advection",
          "transport", "advection",
          "diffusion", "diffusion",
          "jump_integral", "jump");

  private static final List<String> FACTORS =
      List.of("velocity", "diffusivity", "coefficient", "rate");

  private final Map<String, NamedAxis> axes;
  private final Map<String, Template> states;
  private final Function<SpecNode, Optional<Expr>> formulas;

  /**
   * Makes a reader.
   *
   * @param formulas reads a formula and puts it into this library's terms; reports what is wrong
   */
  SpecActing(
      Map<String, NamedAxis> axes,
      Map<String, Template> states,
      Function<SpecNode, Optional<Expr>> formulas) {
    this.axes = axes;
    this.states = states;
    this.formulas = formulas;
  }

  /** Returns the entries of a list at the top of a spec and within its meta. */
  static List<SpecNode> entries(Map<String, SpecNode> keys, String key) {
    List<SpecNode> entries = new ArrayList<>();
    Map<String, SpecNode> meta = new LinkedHashMap<>();
    if (SpecNode.isThere(keys.get("meta"))) {
      meta.putAll(keys.get("meta").map());
    }
    for (Map<String, SpecNode> from : List.of(meta, keys)) {
      if (SpecNode.isThere(from.get(key)) && from.get(key).isList()) {
        entries.addAll(from.get(key).list());
      }
    }
    return entries;
  }

  /** Returns what the operators add to the derivatives of states. */
  List<Definition> contributions(List<SpecNode> operators) {
    List<Definition> contributions = new ArrayList<>();
    for (SpecNode node : operators) {
      Map<String, SpecNode> keys = node.isMap() ? node.map() : Map.of();
      boolean whole = keys.containsKey("kind") && keys.containsKey("axis");
      String axis = whole ? word(keys.get("axis")) : "";
      if (axes.containsKey(axis)) {
        operator(node, keys, axis, contributions);
      }
    }
    return contributions;
  }

  private static String word(SpecNode node) {
    return node.text().orElse("").strip();
  }

  private void operator(
      SpecNode node, Map<String, SpecNode> keys, String axis, List<Definition> contributions) {
    String kind = word(keys.get("kind")).toLowerCase(Locale.ROOT);
    if (!KINDS.containsKey(kind)) {
      String remedy = Suggestion.remedy(kind, KINDS.keySet().stream().sorted().toList(), "Kinds");
      String what = "An operator '" + kind + "' has no place in the right-hand side";
      keys.get("kind").problem("E2133", what, remedy);
      return;
    }
    Optional<Expr> factor = factor(node, keys, kind);
    List<Expr> rest = new ArrayList<>();
    boolean read = kind.equals("jump_integral") ? jump(keys, rest) : boundary(keys, rest);
    if (factor.isEmpty() || !read) {
      return;
    }
    for (Template state : applied(keys.get("apply_to"), axis)) {
      List<Expr> arguments = new ArrayList<>();
      arguments.add(Expr.name(state.name()));
      arguments.add(Expr.name(axis));
      arguments.add(factor.get());
      arguments.addAll(rest);
      Expr call = new Expr.Call(KINDS.get(kind), arguments, Span.NONE);
      contributions.add(new Definition(new Cells(state, Map.of()), Formula.of(node.path(), call)));
    }
  }

  private Optional<Expr> factor(SpecNode node, Map<String, SpecNode> keys, String kind) {
    for (String key : FACTORS) {
      if (SpecNode.isThere(keys.get(key))) {
        return formulas.apply(keys.get(key));
      }
    }
    if (kind.equals("diffusion")) {
      node.missing("rate", "Give the diffusivity, as in rate: 0.1.");
    }
    return Optional.empty();
  }

  private static boolean boundary(Map<String, SpecNode> keys, List<Expr> rest) {
    if (SpecNode.isThere(keys.get("bc"))) {
      rest.add(new Expr.Text(word(keys.get("bc")), Span.NONE));
    }
    return true;
  }

  /** Reads the kernel, without its scale, for which all who leave arrive, and the direction. */
  private boolean jump(Map<String, SpecNode> keys, List<Expr> rest) {
    if (!SpecNode.isThere(keys.get("kernel")) || !keys.get("kernel").isMap()) {
      return false;
    }
    SpecNode node = keys.get("kernel");
    Map<String, SpecNode> kernel = node.map();
    String form = kernel.containsKey("form") ? word(kernel.get("form")) : "";
    Optional<List<Expr>> parameters = parameters(node, kernel, form.toLowerCase(Locale.ROOT));
    if (parameters.isEmpty()) {
      return false;
    }
    rest.add(new Expr.Text(form, Span.NONE));
    rest.addAll(parameters.get());
    if (SpecNode.isThere(keys.get("direction"))) {
      String direction = word(keys.get("direction")).toLowerCase(Locale.ROOT);
      rest.add(new Expr.Text(direction, Span.NONE));
    }
    return true;
  }

  /** Returns the parameters of a form without its scale, in the order of the form. */
  private Optional<List<Expr>> parameters(
      SpecNode node, Map<String, SpecNode> kernel, String form) {
    Map<String, SpecNode> given = new LinkedHashMap<>();
    if (SpecNode.isThere(kernel.get("params"))) {
      given.putAll(kernel.get("params").map());
    }
    List<Expr> parameters = new ArrayList<>();
    for (String name : SpecKernels.parameters(form)) {
      if (name.equals("scale")) {
        continue;
      }
      if (!given.containsKey(name)) {
        node.missing("params." + name, "A kernel '" + form + "' has it, as in " + name + ": 1.");
        return Optional.empty();
      }
      Optional<Expr> value = formulas.apply(given.get(name));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      parameters.add(value.get());
    }
    return Optional.of(parameters);
  }

  /** Returns the states that are named, or all that have the axis. */
  private List<Template> applied(SpecNode node, String axis) {
    List<Template> applied = new ArrayList<>();
    if (SpecNode.isThere(node)) {
      for (SpecNode entry : node.list()) {
        Optional<Selector> selector = entry.text().flatMap(Selector::of);
        selector.map(one -> states.get(one.name())).ifPresent(applied::add);
      }
      return applied;
    }
    for (Template state : states.values()) {
      if (state.axes().contains(axes.get(axis))) {
        applied.add(state);
      }
    }
    return applied;
  }
}
