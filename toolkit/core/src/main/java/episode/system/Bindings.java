package episode.system;

import episode.expr.Given;
import episode.expr.NamedAxis;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Matches values with what a system asks for. Reports everything that does not fit at once. */
final class Bindings {
  private final OpSystem system;
  private final Values values;
  private final List<Problem> problems = new ArrayList<>();

  private Bindings(OpSystem system, Values values) {
    this.system = system;
    this.values = completed(system, values);
  }

  /** Returns the values with the defaults of the parameters that have none. */
  static Values completed(OpSystem system, Values values) {
    Values all = Given.argument(values, "values", "this call");
    for (Template parameter : system.parameters()) {
      Traits traits = system.traits(parameter.name());
      if (traits.hasDefault() && values.tensor(parameter.name()).isEmpty()) {
        double[] elements = new double[parameter.size()];
        Arrays.fill(elements, traits.byDefault());
        all = all.with(parameter.name(), Tensor.of(parameter.shape(), elements));
      }
    }
    return all;
  }

  /**
   * Returns the parameters' values in the order declared.
   *
   * @throws episode.expr.EpisodeException E2103, E2203 to E2206 with all problems
   */
  static List<Tensor> parameters(OpSystem system, Values values) {
    Bindings bindings = new Bindings(system, values);
    bindings.names();
    List<Tensor> tensors = new ArrayList<>();
    for (Template parameter : system.parameters()) {
      Optional<Tensor> tensor = bindings.value(parameter);
      if (bindings.values.tensor(parameter.name()).isEmpty()) {
        bindings.problems.add(missing(parameter));
      }
      if (tensor.isPresent()) {
        tensors.add(tensor.get());
      }
    }
    bindings.states();
    Reading.refuse(bindings.problems);
    return tensors;
  }

  /** Returns all that does not fit; the names elsewhere need no value. */
  static List<Problem> problems(OpSystem system, Values values, Set<String> elsewhere) {
    Bindings bindings = new Bindings(system, values);
    bindings.names();
    for (Template parameter : system.parameters()) {
      boolean missing =
          bindings.value(parameter).isEmpty() && bindings.values.tensor(parameter.name()).isEmpty();
      if (missing && !elsewhere.contains(parameter.name())) {
        bindings.problems.add(missing(parameter));
      }
    }
    bindings.states();
    return bindings.problems;
  }

  /** Returns the names of the states that the values give. */
  static Set<String> given(OpSystem system, Values values) {
    Set<String> given = new LinkedHashSet<>();
    for (Template state : system.states()) {
      if (values.tensor(state.name()).isPresent()) {
        given.add(state.name());
      }
    }
    return given;
  }

  /** Returns the names asked for, all parameters where there are none. */
  static List<String> derivativeNames(OpSystem system, Values values, String... asked) {
    List<String> all = new ArrayList<>();
    system.parameters().forEach(parameter -> all.add(parameter.name()));
    if (Given.arguments(asked, "names", "this call").length == 0) {
      return all;
    }
    all.addAll(given(system, values));
    List<Problem> problems = new ArrayList<>();
    for (String name : asked) {
      if (!all.contains(name)) {
        problems.add(
            Problem.of("E2305", "There is no derivative by '" + name + "'")
                .remedy(Suggestion.remedy(name, all, "Parameters and given states")));
      }
    }
    Reading.refuse(problems);
    return List.of(asked);
  }

  /** Returns the value of every input, matched by name. */
  static List<Tensor> inputs(List<Node> inputs, Values values) {
    List<Tensor> tensors = new ArrayList<>(inputs.size());
    for (Node input : inputs) {
      tensors.add(values.tensor(input.name()).orElseThrow());
    }
    return tensors;
  }

  private static Problem missing(Template parameter) {
    int rank = parameter.axes().size();
    String example = rank == 0 ? "1.0" : "new double" + "[]".repeat(rank) + " {…}";
    return Problem.of("E2203", "Parameter '" + parameter + "' has no value")
        .remedy("Give it one: .with(\"" + parameter.name() + "\", " + example + ").");
  }

  private void names() {
    Set<String> known = new LinkedHashSet<>();
    for (Template parameter : system.parameters()) {
      known.add(parameter.name());
    }
    for (Template state : system.states()) {
      known.add(state.name());
    }
    Set<String> derived = new LinkedHashSet<>();
    for (Definition alias : system.aliases()) {
      derived.add(alias.target().template().name());
    }
    for (String name : values.names()) {
      if (derived.contains(name) && !known.contains(name)) {
        problems.add(
            Problem.of("E2204", "'" + name + "' is an alias, which follows from its formula")
                .remedy("Leave it out, or declare it as a parameter."));
      } else if (!known.contains(name)) {
        String constant =
            "In formulas '" + name + "' is a number: give the parameter another name.";
        boolean number = name.equals("e") || name.equals("pi");
        problems.add(
            Problem.of("E2103", "Unknown name '" + name + "'")
                .at(new Problem.Where("values", name, 0, name.length()))
                .remedy(number ? constant : Suggestion.remedy(name, known, "Known names")));
      }
    }
  }

  private Optional<Tensor> value(Template template) {
    Optional<Tensor> tensor = values.tensor(template.name());
    if (tensor.isEmpty()) {
      return tensor;
    }
    if (!tensor.get().shape().equals(template.shape())) {
      problems.add(layout(template, tensor.get().shape()));
      return Optional.empty();
    }
    Traits traits = system.traits(template.name());
    for (int i = 0; i < tensor.get().shape().size(); i++) {
      double element = tensor.get().at(i);
      if (!Double.isNaN(element) && !traits.allows(element)) {
        String cell = template.cellLabels().get(i);
        problems.add(
            Problem.of("E2141", "The value of '" + cell + "' is " + Traits.plain(element))
                .remedy("Its bounds are " + traits.bounds() + "."));
        return Optional.empty();
      }
      if (Double.isNaN(element) || Double.isInfinite(element)) {
        String cell = template.cellLabels().get(i);
        problems.add(
            Problem.of("E2206", "The value of '" + cell + "' is " + element)
                .remedy("Values are finite numbers."));
        return Optional.empty();
      }
    }
    return tensor;
  }

  private static Problem layout(Template template, Shape seen) {
    String is = seen.isScalar() ? "is a number" : "has the shape " + seen;
    String what = "The value of '" + template + "' " + is;
    String wanted =
        template.axes().isEmpty()
            ? "It is a number."
            : "It has the shape " + template.shape() + ": ";
    List<String> along = new ArrayList<>();
    for (NamedAxis axis : template.axes()) {
      along.add(axis.toString());
    }
    String layout = template.axes().isEmpty() ? "" : String.join(" × ", along) + ".";
    return Problem.of("E2205", what).remedy(wanted + layout);
  }

  private void states() {
    Set<String> compartments = Checks.compartments(system.transitions());
    for (Template state : system.states()) {
      Optional<Tensor> tensor = value(state);
      if (tensor.isPresent() && compartments.contains(state.name())) {
        nonNegative(state, tensor.get().doubles(), 0, problems);
      }
    }
  }

  /** Throws E2207 where a compartment of a whole state starts below zero. */
  static void nonNegative(OpSystem system, double[] y) {
    List<Problem> problems = new ArrayList<>();
    Set<String> compartments = Checks.compartments(system.transitions());
    int start = 0;
    for (Template state : system.states()) {
      if (compartments.contains(state.name())) {
        nonNegative(state, y, start, problems);
      }
      start += state.size();
    }
    Reading.refuse(problems);
  }

  /** Adds a problem for the first cell of a compartment that starts below zero. */
  private static void nonNegative(Template state, double[] y, int offset, List<Problem> problems) {
    for (int i = 0; i < state.size(); i++) {
      if (y[offset + i] < 0) {
        String cell = state.cellLabels().get(i);
        problems.add(
            Problem.of("E2207", "The population '" + cell + "' starts at " + y[offset + i])
                .remedy("A population that people flow in and out of is not negative."));
        return;
      }
    }
  }
}
