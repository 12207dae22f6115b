package episode.epi;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Perform;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.Values;
import episode.transform.Gradients;
import episode.transform.Jvp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Derivatives of R0 by parameters: those of uᵀ (F − R0 V) x with the vectors u and x held. */
final class Sensitivity {
  private final NextGeneration next;
  private final OpSystem system;
  private final Set<String> given = new LinkedHashSet<>();

  private Sensitivity(NextGeneration next) {
    this.next = next;
    system = next.state().system;
    for (Template state : system.states()) {
      if (next.state().values.tensor(state.name()).isPresent()) {
        given.add(state.name());
      }
    }
  }

  static Values gradient(NextGeneration next, String... names) {
    return new Sensitivity(next).by(names);
  }

  static Values elasticities(NextGeneration next, String... names) {
    Values gradient = gradient(next, names);
    Map<String, Tensor> scaled = new LinkedHashMap<>();
    for (String name : gradient.names()) {
      double[] by = gradient.tensor(name).orElseThrow().doubles();
      Tensor value = next.state().values.tensor(name).orElseThrow();
      double[] elasticity = new double[by.length];
      for (int i = 0; i < by.length; i++) {
        elasticity[i] = by[i] * value.at(i) / next.r0();
      }
      scaled.put(name, Tensor.of(value.shape(), elasticity));
    }
    return Values.of(scaled);
  }

  private Values by(String... asked) {
    List<String> names = system.derivativeNames(next.state().values, asked);
    Graph gradient = Gradients.gradient(scalar(), names);
    List<Tensor> inputs = new ArrayList<>();
    for (Node input : gradient.inputs()) {
      inputs.add(next.state().values.tensor(input.name()).orElseThrow());
    }
    List<Tensor> outputs = Perform.evaluate(gradient, inputs);
    Map<String, Tensor> derivatives = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      derivatives.put(names.get(i), outputs.get(i));
    }
    return Values.of(derivatives);
  }

  /** Returns uᵀ (F − R0 V) x over the parameters and the given states. */
  private Graph scalar() {
    double[] x = infectedFor(next.distribution());
    double[] u = worth();
    GraphBuilder b = new GraphBuilder();
    List<Node> parameters = new ArrayList<>();
    for (Template parameter : system.parameters()) {
      parameters.add(input(b, parameter));
    }
    List<Node> start = new ArrayList<>(parameters);
    Graph initial = system.initial(given);
    for (Node each : initial.inputs().subList(parameters.size(), initial.inputs().size())) {
      start.add(b.input(each.name(), each.type()));
    }
    List<Node> args = new ArrayList<>(List.of(b.constant(0)));
    args.addAll(b.inline(initial, start));
    args.addAll(parameters);
    int states = system.states().size();
    List<Optional<Node>> along =
        new ArrayList<>(Collections.nCopies(args.size(), Optional.empty()));
    for (Template owner : owners()) {
      along.set(1 + system.states().indexOf(owner), Optional.of(spread(b, owner, x)));
    }
    Graph apart = system.rhsApart(next.infection().flows());
    List<Optional<Node>> changes = Jvp.of(b, apart, args, along).tangents();
    Node sum = b.constant(0);
    for (Template owner : owners()) {
      int place = system.states().indexOf(owner);
      Node worth = spread(b, owner, u);
      sum = added(b, sum, changes.get(place), worth, 1);
      sum = added(b, sum, changes.get(states + place), worth, next.r0());
    }
    return b.build("r0", List.of(sum));
  }

  private static Node added(
      GraphBuilder b, Node sum, Optional<Node> change, Node worth, double factor) {
    if (change.isEmpty()) {
      return sum;
    }
    Node weighted = b.sum(b.mul(worth, change.get()));
    return b.add(sum, b.mul(b.constant(factor), weighted));
  }

  private static Node input(GraphBuilder b, Template template) {
    return b.input(template.name(), Type.array(DType.FLOAT64, template.shape()));
  }

  private List<Template> owners() {
    return next.state().cells.owners(next.infection().cells());
  }

  /** Returns a state's array with some numbers at the infected cells and 0 elsewhere. */
  private Node spread(GraphBuilder b, Template owner, double[] infected) {
    double[] array = new double[owner.size()];
    int start = next.state().cells.start(owner);
    int i = 0;
    for (int place : next.infection().cells().stream().toArray()) {
      if (place >= start && place < start + array.length) {
        array[place - start] = infected[i];
      }
      i++;
    }
    return b.constant(Tensor.of(owner.shape(), array));
  }

  /** Returns x = V⁻¹ w for a number of new infections of each kind. */
  private double[] infectedFor(double[] kinds) {
    double[] w = new double[next.infected().size()];
    for (int i = 0; i < kinds.length; i++) {
      w[next.beginPlaces()[i]] = kinds[i];
    }
    return Spectrum.column(Spectrum.solve(next.transfers(), Spectrum.columns(w)));
  }

  /** Returns u over all infected cells, from Vᵀ u R0 = Fᵀ (u where infections begin). */
  private double[] worth() {
    double[] kinds = next.reproductiveValues();
    double[] right = new double[next.infected().size()];
    for (int j = 0; j < right.length; j++) {
      for (int i = 0; i < kinds.length; i++) {
        right[j] += kinds[i] * next.newInfections()[next.beginPlaces()[i]][j] / next.r0();
      }
    }
    double[][] transposed = Spectrum.transposed(next.transfers());
    return Spectrum.column(Spectrum.solve(transposed, Spectrum.columns(right)));
  }
}
