package episode.solve;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The models of epi_ode.csv as graphs made by hand, and the reference numbers of that file. */
final class EpidemicModels {
  private EpidemicModels() {}

  /** One line of the reference. */
  record Line(String problem, String what, double time, double[] values) {}

  static List<Line> reference(String problem, String what) {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                EpidemicModels.class.getResourceAsStream("epi_ode.csv"), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",");
        if (cells[0].equals(problem) && cells.length > 3 && cells[1].equals(what)) {
          double[] values = new double[cells.length - 3];
          for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(cells[i + 3]);
          }
          lines.add(new Line(problem, what, Double.parseDouble(cells[2]), values));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** S′ = −β S I / N, I′ = β S I / N − γ I, R′ = γ I with N = S + I + R. */
  static OdeProblem sir() {
    return OdeProblem.of(sirRhs(), starts("S", "I", "R"), states("S", "I", "R"));
  }

  static Graph sirRhs() {
    GraphBuilder b = new GraphBuilder();
    b.input("t");
    Node s = b.input("S");
    Node i = b.input("I");
    Node r = b.input("R");
    Node beta = b.input("beta");
    Node gamma = b.input("gamma");
    Node n = b.add(b.add(s, i), r);
    Node infection = b.div(b.mul(b.mul(beta, s), i), n);
    Node recovery = b.mul(gamma, i);
    return b.build("sir", List.of(b.neg(infection), b.sub(infection, recovery), recovery));
  }

  static OdeProblem seir() {
    GraphBuilder b = new GraphBuilder();
    b.input("t");
    Node s = b.input("S");
    Node e = b.input("E");
    Node i = b.input("I");
    Node r = b.input("R");
    Node n = b.add(b.add(b.add(s, e), i), r);
    Node infection = b.div(b.mul(b.mul(b.input("beta"), s), i), n);
    Node onset = b.mul(b.input("sigma"), e);
    Node recovery = b.mul(b.input("gamma"), i);
    Graph rhs =
        b.build(
            "seir",
            List.of(b.neg(infection), b.sub(infection, onset), b.sub(onset, recovery), recovery));
    return OdeProblem.of(rhs, starts("S", "E", "I", "R"), states("S", "E", "I", "R"));
  }

  /** Initial values are parameters of the states' names. */
  static Graph starts(String... names) {
    GraphBuilder b = new GraphBuilder();
    List<Node> outputs = new ArrayList<>();
    for (String name : names) {
      outputs.add(b.input(name));
    }
    return b.build("initial", outputs);
  }

  static Graph states(String... names) {
    return starts(names);
  }

  static List<Tensor> point(OdeProblem problem, Map<String, Double> values) {
    List<Tensor> tensors = new ArrayList<>();
    for (Node parameter : problem.parameters()) {
      tensors.add(Tensor.of(values.get(parameter.name())));
    }
    return tensors;
  }

  static List<Boolean> active(OdeProblem problem, String... names) {
    List<Boolean> active = new ArrayList<>();
    for (Node parameter : problem.parameters()) {
      active.add(List.of(names).contains(parameter.name()));
    }
    return active;
  }
}
