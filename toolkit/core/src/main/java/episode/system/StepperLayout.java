package episode.system;

import episode.backend.array.CallerArrays;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Shape;
import episode.expr.Suggestion;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a stepper's arrays lie: state and parameters packed into one array each. Immutable. */
final class StepperLayout {
  private final OpSystem system;
  private final List<String> states;
  private final List<String> parameters = new ArrayList<>();
  private final int width;

  StepperLayout(OpSystem system) {
    this.system = system;
    states = system.stateLabels();
    system.parameters().forEach(each -> parameters.addAll(each.cellLabels()));
    width = parameters.size();
  }

  /**
   * An array that a caller gave.
   *
   * @param name what messages call it
   * @param array the caller's
   * @param shape that it should have
   * @param layout what it holds, in words
   */
  record Argument<A>(String name, A array, Shape shape, String layout) {}

  List<String> states() {
    return states;
  }

  List<String> parameters() {
    return List.copyOf(parameters);
  }

  <A> Argument<A> time(A t) {
    return new Argument<>("t", t, Shape.SCALAR, "It is one number, an array without axes.");
  }

  <A> Argument<A> state(A y) {
    return new Argument<>("y", y, Shape.of(states.size()), inOrder("y", states));
  }

  <A> Argument<A> packed(A array) {
    return new Argument<>("parameters", array, Shape.of(width), inOrder("parameters", parameters));
  }

  private static String inOrder(String name, List<String> labels) {
    return "'" + name + "' holds, in this order: " + Suggestion.list(labels) + ".";
  }

  /**
   * Returns the parameters given by name, in the order declared.
   *
   * @throws EpisodeException E3213 for names that are missing or unknown, with all problems
   */
  <A> List<Argument<A>> named(Map<String, ? extends A> given) {
    List<Problem> problems = new ArrayList<>();
    List<Argument<A>> arguments = new ArrayList<>();
    List<String> known = system.parameters().stream().map(Template::name).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            Problem.of("E3213", "Unknown parameter '" + name + "'")
                .remedy(Suggestion.remedy(name, known, "Parameters")));
      }
    }
    for (Template parameter : system.parameters()) {
      A array = given.get(parameter.name());
      if (array == null) {
        problems.add(
            Problem.of("E3213", "Parameter '" + parameter + "' has no array")
                .remedy("Put one of shape " + parameter.shape() + " into the map."));
      } else {
        String holds = inOrder(parameter.name(), parameter.cellLabels());
        arguments.add(new Argument<>(parameter.name(), array, parameter.shape(), holds));
      }
    }
    Reading.refuse(problems);
    return arguments;
  }

  /** Returns the parameters of values as one array. */
  double[] packed(Values values) {
    double[] all = new double[width];
    int start = 0;
    for (Tensor tensor : Bindings.parameters(system, values)) {
      System.arraycopy(tensor.doubles(), 0, all, start, tensor.shape().size());
      start += tensor.shape().size();
    }
    return all;
  }

  /** Refuses host arrays of other lengths than expected. */
  void check(List<Argument<double[]>> arguments) {
    List<Problem> problems = new ArrayList<>();
    for (Argument<double[]> argument : arguments) {
      if (argument.array() == null) {
        problems.add(absent(argument));
      } else if (argument.array().length != argument.shape().size()) {
        problems.add(shaped(argument, Shape.of(argument.array().length)));
      }
    }
    Reading.refuse(problems);
  }

  /**
   * Returns the element type that all arrays have.
   *
   * @throws EpisodeException E3213 where they do not, or have other shapes than expected
   */
  <A> DType check(CallerArrays<A> library, List<Argument<A>> arguments) {
    checkPlaces(library, arguments);
    List<Problem> problems = new ArrayList<>();
    Optional<DType> common = Optional.empty();
    for (Argument<A> argument : arguments) {
      Optional<Type.ArrayOf> type = library.typeOf(argument.array());
      Optional<DType> dtype = type.map(Type.ArrayOf::dtype).filter(DType::isFloating);
      if (dtype.isEmpty() || !dtype.equals(common.or(() -> dtype))) {
        problems.add(typed(argument, library.elementType(argument.array()), type, common));
      }
      common = common.or(() -> dtype);
      if (type.isPresent() && !type.get().shape().equals(argument.shape())) {
        problems.add(shaped(argument, type.get().shape()));
      }
    }
    Reading.refuse(problems);
    return common.orElseThrow();
  }

  /** Refuses what is no array, is freed, or is not of the library and place of the state. */
  private <A> void checkPlaces(CallerArrays<A> library, List<Argument<A>> arguments) {
    List<Problem> problems = new ArrayList<>();
    Optional<String> common = Optional.empty();
    for (Argument<A> argument : arguments) {
      A array = argument.array();
      if (array == null) {
        problems.add(absent(argument));
      } else if (!library.type().isInstance(array)) {
        String what = "'" + argument.name() + "' is of class " + array.getClass().getSimpleName();
        String wanted = library.type().getSimpleName();
        problems.add(Problem.of("E3213", what).remedy("All are of one library: " + wanted + "."));
      } else if (library.isFreed(array)) {
        String what = "'" + argument.name() + "' is closed, expected an array in use";
        String remedy = "Keep it, and the manager that owns it, open until the call has returned.";
        problems.add(Problem.of("E3213", what).remedy(remedy));
      } else {
        String place = library.place(array);
        if (common.isPresent() && !common.get().equals(place)) {
          String what = "'" + argument.name() + "' is on " + place + ", expected " + common.get();
          String remedy = "All arrays of a call are of one library and on one device.";
          problems.add(Problem.of("E3213", what).remedy(remedy));
        }
        common = common.or(() -> Optional.of(place));
      }
    }
    Reading.refuse(problems);
  }

  /** Refuses a time that is no number. */
  static void checkTime(double t) {
    if (Double.isNaN(t)) {
      String remedy = "It is the time in the system's unit.";
      throw new EpisodeException(
          Problem.of("E3213", "'t' is NaN, expected a number").remedy(remedy));
    }
  }

  /** Refuses an argument that is null. */
  static void checkThere(Argument<?> argument) {
    if (argument.array() == null) {
      throw new EpisodeException(absent(argument));
    }
  }

  private static Problem absent(Argument<?> argument) {
    String what = "'" + argument.name() + "' is null, expected an array of shape ";
    return Problem.of("E3213", what + argument.shape()).remedy(argument.layout());
  }

  private static Problem typed(
      Argument<?> argument, String own, Optional<Type.ArrayOf> type, Optional<DType> common) {
    String seen = type.map(each -> each.dtype().name()).orElse(own);
    String what = "'" + argument.name() + "' is " + seen;
    String wanted = common.map(DType::name).orElse("FLOAT64 or FLOAT32");
    return Problem.of("E3213", what + ", expected " + wanted)
        .remedy("All arrays of a call have one element type, which the result has, too.");
  }

  private static Problem shaped(Argument<?> argument, Shape seen) {
    String what = "'" + argument.name() + "' has shape " + seen;
    return Problem.of("E3213", what + ", expected " + argument.shape()).remedy(argument.layout());
  }

  /** Returns the graph t, y, parameters → the derivative of y. */
  Graph packedGraph() {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>(List.of(b.input("t")));
    Node y = b.input("y", Type.float64(states.size()));
    Node all = b.input("parameters", Type.float64(width));
    operands.addAll(split(b, y, system.states()));
    operands.addAll(split(b, all, system.parameters()));
    return b.build("stepper", List.of(joined(b, b.inline(system.rhs(), operands))));
  }

  /** Returns the graph t, y, each parameter → the derivative of y. */
  Graph namedGraph() {
    GraphBuilder b = new GraphBuilder();
    List<Node> operands = new ArrayList<>(List.of(b.input("t")));
    Node y = b.input("state", Type.float64(states.size()));
    operands.addAll(split(b, y, system.states()));
    for (Template parameter : system.parameters()) {
      operands.add(b.input("parameter " + parameter.name(), parameter.type()));
    }
    return b.build("stepper", List.of(joined(b, b.inline(system.rhs(), operands))));
  }

  private static List<Node> split(GraphBuilder b, Node packed, List<Template> templates) {
    List<Node> parts = new ArrayList<>();
    int start = 0;
    for (Template template : templates) {
      Node part = b.slice(packed, 0, start, start + template.size());
      parts.add(b.reshape(part, template.shape()));
      start += template.size();
    }
    return parts;
  }

  private static Node joined(GraphBuilder b, List<Node> parts) {
    List<Node> flat = new ArrayList<>();
    parts.forEach(part -> flat.add(b.reshape(part, Shape.of(part.shape().size()))));
    return b.concat(flat, 0);
  }
}
