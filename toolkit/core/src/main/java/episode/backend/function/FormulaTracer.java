package episode.backend.function;

import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Formula;
import episode.expr.Given;
import episode.expr.GraphBuilder;
import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Quantity;
import episode.expr.Scope;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes out a formula for inputs whose axes get their lengths from the values. */
final class FormulaTracer implements Traced.Tracer {
  private static final Pattern INPUT =
      Pattern.compile(
          "\\s*(\\p{L}\\w*)\\s*(?:\\[\\s*(\\p{L}\\w*(?:\\s*,\\s*\\p{L}\\w*)*)\\s*])?\\s*");
  private static final int LONG = 40;

  private final Formula formula;
  private final Map<String, List<String>> inputs;

  private FormulaTracer(Formula formula, Map<String, List<String>> inputs) {
    this.formula = formula;
    this.inputs = inputs;
  }

  static GraphFunction function(String formula, String... inputs) {
    Map<String, List<String>> declared = new LinkedHashMap<>();
    List<Inlet> inlets = new ArrayList<>();
    for (String input : Given.arguments(inputs, "input", "function")) {
      Matcher matcher = INPUT.matcher(input);
      if (!matcher.matches() || Formula.isReserved(matcher.group(1))) {
        throw undeclared("'" + input + "' is no name of an input");
      }
      String name = matcher.group(1);
      String axes = matcher.group(2);
      if (declared.put(name, axes == null ? List.of() : List.of(axes.split("\\s*,\\s*"))) != null) {
        throw undeclared("Input '" + name + "' is there twice");
      }
      String layout = axes == null ? name : name + "[" + axes + "]";
      inlets.add(new Inlet(name, layout, DType.FLOAT64));
    }
    FormulaTracer tracer = new FormulaTracer(Formula.parse("function", formula), declared);
    if (declared.values().stream().allMatch(List::isEmpty)) {
      tracer.trace(inlets.stream().map(inlet -> Type.float64()).toList());
    }
    return new GraphFunction(formula, inlets, 1, tracer, Map.of());
  }

  private static EpisodeException undeclared(String what) {
    return new EpisodeException(
        Problem.of("E3129", what)
            .remedy("Inputs are names, with axes where they are arrays: \"k\", \"x[age]\"."));
  }

  @Override
  public Traced trace(List<Type.ArrayOf> types) {
    Scope scope = new Scope(axes(types));
    GraphBuilder builder = new GraphBuilder();
    int place = 0;
    for (Map.Entry<String, List<String>> input : inputs.entrySet()) {
      Node node = builder.input(input.getKey(), types.get(place++));
      List<NamedAxis> axes = new ArrayList<>();
      input.getValue().forEach(axis -> axes.add(scope.axis(axis).orElseThrow()));
      scope.put(input.getKey(), new Quantity(node, axes));
    }
    List<Problem> problems = new ArrayList<>();
    Quantity value = new Lowering(builder, scope, problems).free(formula).orElse(null);
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
    String label = formula.text().length() > LONG ? "value" : formula.text();
    return new Traced(builder.build("formula", List.of(value.node())), List.of(label));
  }

  /** Returns the axes with the lengths that the values give them. */
  private List<NamedAxis> axes(List<Type.ArrayOf> types) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    Map<String, String> first = new LinkedHashMap<>();
    int place = 0;
    for (Map.Entry<String, List<String>> input : inputs.entrySet()) {
      String name = input.getKey();
      Type.ArrayOf type = types.get(place++);
      List<String> axes = input.getValue();
      if (axes.size() != type.shape().rank()) {
        throw Arguments.misfit(
            "'" + name + "' has " + axes.size() + " axes, the value is a " + type,
            "Declare axes for an array: \"" + name + "[i]\"; or take many at once with vmap.");
      }
      for (int axis = 0; axis < axes.size(); axis++) {
        int size = type.shape().extent(axis);
        Integer known = sizes.putIfAbsent(axes.get(axis), size);
        String of = first.putIfAbsent(axes.get(axis), name);
        if (known != null && known != size) {
          throw Arguments.sizes(
              "Axis '"
                  + axes.get(axis)
                  + "' has "
                  + known
                  + " elements in '"
                  + of
                  + "' and "
                  + size
                  + " in '"
                  + name
                  + "'",
              "An axis is equally long wherever it stands.");
        }
      }
    }
    List<NamedAxis> named = new ArrayList<>();
    sizes.forEach((axis, size) -> named.add(new NamedAxis(axis, numbers(size))));
    return named;
  }

  private static List<String> numbers(int size) {
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      numbers.add(Integer.toString(i));
    }
    return numbers;
  }
}
