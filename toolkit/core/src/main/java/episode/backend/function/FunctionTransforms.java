package episode.backend.function;

import episode.expr.Given;
import episode.expr.Graph;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Gradients;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The transforms of functions: each writes out its function and transforms the graph. */
final class FunctionTransforms {
  private FunctionTransforms() {}

  static GraphFunction grad(GraphFunction f, String[] asked, boolean withValue) {
    List<String> names = f.names(asked);
    Traced.Tracer tracer =
        types -> {
          Traced traced = f.trace(types);
          Graph graph =
              withValue
                  ? Gradients.valueAndGradient(traced.graph(), names)
                  : Gradients.gradient(traced.graph(), names);
          List<String> labels = new ArrayList<>(withValue ? traced.labels() : List.of());
          labels.addAll(by(traced.labels(), names));
          return new Traced(graph, labels);
        };
    int outputs = names.size() + (withValue ? 1 : 0);
    return derived(withValue ? "valueAndGrad" : "grad", f, names, f.inlets(), outputs, tracer);
  }

  static GraphFunction jvp(GraphFunction f, String... asked) {
    List<String> names = f.names(asked);
    List<Inlet> inlets = new ArrayList<>(f.inlets());
    for (String name : names) {
      Inlet like = f.inlets().get(f.inputs().indexOf(name));
      inlets.add(like.renamed(fresh(inlets, "tangent of " + name)));
    }
    int own = f.inlets().size();
    Traced.Tracer tracer =
        types -> {
          Traced traced = f.trace(types.subList(0, own));
          List<String> labels = new ArrayList<>(traced.labels());
          traced.labels().forEach(label -> labels.add("tangent of " + label));
          Traced both = new Traced(Gradients.jvp(traced.graph(), names), labels);
          return Arguments.fitting(both, types);
        };
    return derived("jvp", f, names, inlets, 2 * f.outputs(), tracer);
  }

  static GraphFunction vjp(GraphFunction f, String... asked) {
    List<String> names = f.names(asked);
    List<Inlet> inlets = new ArrayList<>(f.inlets());
    for (int i = 0; i < f.outputs(); i++) {
      String name = fresh(inlets, "cotangent " + i);
      inlets.add(new Inlet(name, name, f.inlets().get(0).dtype()));
    }
    int own = f.inlets().size();
    Traced.Tracer tracer =
        types -> {
          Traced traced = f.trace(types.subList(0, own));
          List<String> labels = new ArrayList<>(traced.labels());
          names.forEach(name -> labels.add("cotangent of " + name));
          Traced both = new Traced(Gradients.vjp(traced.graph(), names), labels);
          return Arguments.fitting(both, types);
        };
    return derived("vjp", f, names, inlets, f.outputs() + names.size(), tracer);
  }

  static GraphFunction jacobian(
      GraphFunction f, Optional<Gradients.Direction> direction, String... asked) {
    List<String> names = f.names(asked);
    Traced.Tracer tracer =
        types -> {
          Traced traced = f.trace(types);
          Gradients.Direction way = direction.orElseGet(() -> cheaper(traced.graph(), names));
          Graph graph = Gradients.jacobian(traced.graph(), names, way);
          return new Traced(graph, by(traced.labels(), names));
        };
    return derived("jacobian", f, names, f.inlets(), f.outputs() * names.size(), tracer);
  }

  private static Gradients.Direction cheaper(Graph graph, List<String> names) {
    long rows = 0;
    long columns = 0;
    for (Node output : graph.outputs()) {
      rows += output.shape().size();
    }
    for (Node input : graph.inputs()) {
      columns += names.contains(input.name()) ? input.shape().size() : 0;
    }
    return columns <= rows ? Gradients.Direction.FORWARD : Gradients.Direction.REVERSE;
  }

  static GraphFunction hessian(GraphFunction f, String... asked) {
    List<String> names = f.names(asked);
    Traced.Tracer tracer =
        types -> {
          Traced traced = f.trace(types);
          Graph graph =
              isNumber(traced.graph())
                  ? Gradients.hessian(traced.graph(), names)
                  : Gradients.jacobian(
                      Gradients.jacobian(traced.graph(), names, Gradients.Direction.FORWARD),
                      names,
                      Gradients.Direction.FORWARD);
          return new Traced(graph, by(by(traced.labels(), names), names));
        };
    int outputs = f.outputs() * names.size() * names.size();
    return derived("hessian", f, names, f.inlets(), outputs, tracer);
  }

  private static boolean isNumber(Graph graph) {
    return graph.outputs().size() == 1 && graph.outputs().get(0).shape().isScalar();
  }

  private static List<String> by(List<String> labels, List<String> names) {
    List<String> all = new ArrayList<>();
    for (String label : labels) {
      for (String name : names) {
        all.add(label + " by " + name);
      }
    }
    return all;
  }

  static GraphFunction vmap(GraphFunction f, String... asked) {
    List<String> mapped =
        Given.argument(asked, "names", "vmap").length == 0 ? f.inputs() : f.names(asked);
    List<Inlet> inlets = new ArrayList<>();
    List<Boolean> flags = new ArrayList<>();
    Map<String, Tensor> defaults = new LinkedHashMap<>(f.defaults());
    for (Inlet inlet : f.inlets()) {
      flags.add(mapped.contains(inlet.name()));
      inlets.add(mapped.contains(inlet.name()) ? inlet.mapped() : inlet);
    }
    mapped.forEach(defaults::remove);
    Traced.Tracer tracer =
        types -> {
          int size = members(inlets, types, flags);
          List<Type.ArrayOf> single = new ArrayList<>();
          for (int i = 0; i < types.size(); i++) {
            Type.ArrayOf type = types.get(i);
            single.add(
                flags.get(i) ? Type.array(type.dtype(), type.shape().without(Ints.of(0))) : type);
          }
          Traced traced = f.trace(single);
          return new Traced(Vmap.of(traced.graph(), size, flags), traced.labels());
        };
    String text = "vmap over " + String.join(", ", mapped) + " of " + f.text();
    return new GraphFunction(text, inlets, f.outputs(), tracer, defaults);
  }

  /** Returns how many members the mapped values have: all as many, at least one. */
  private static int members(List<Inlet> inlets, List<Type.ArrayOf> types, List<Boolean> flags) {
    Set<Integer> sizes = new LinkedHashSet<>();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (flags.get(i)) {
        if (types.get(i).shape().isScalar()) {
          throw Arguments.sizes(
              "'" + inlets.get(i).name() + "' is one number, and there is no axis to map over",
              "Give it an array with a leading axis of members, or name only those with one.");
        }
        int size = types.get(i).shape().extent(0);
        sizes.add(size);
        seen.add(size + " in '" + inlets.get(i).name() + "'");
      }
    }
    if (sizes.size() != 1 || sizes.contains(0)) {
      throw Arguments.sizes(
          "The numbers of members differ or are none: " + String.join(", ", seen),
          "Give every mapped input a leading axis, equally long; name those that are mapped.");
    }
    return sizes.iterator().next();
  }

  static GraphFunction checkpoint(GraphFunction f) {
    Traced.Tracer tracer =
        types -> {
          Traced traced = f.trace(types);
          return new Traced(Gradients.checkpoint(traced.graph()), traced.labels());
        };
    return new GraphFunction(f.text(), f.inlets(), f.outputs(), tracer, f.defaults());
  }

  private static GraphFunction derived(
      String kind,
      GraphFunction f,
      List<String> names,
      List<Inlet> inlets,
      int outputs,
      Traced.Tracer tracer) {
    String text = kind + " by " + String.join(", ", names) + " of " + f.text();
    return new GraphFunction(text, inlets, outputs, tracer, f.defaults());
  }

  private static String fresh(List<Inlet> taken, String name) {
    String free = name;
    while (isTaken(taken, free)) {
      free = free.concat("'");
    }
    return free;
  }

  private static boolean isTaken(List<Inlet> taken, String name) {
    return taken.stream().anyMatch(inlet -> inlet.name().equals(name));
  }
}
