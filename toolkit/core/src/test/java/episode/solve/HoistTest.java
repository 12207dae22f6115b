package episode.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.backend.Backends;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoistTest {
  private static final Map<String, Double> POINT =
      Map.of("beta", 0.5, "gamma", 0.2, "mu", 0.01, "S", 999.0, "I", 1.0, "R", 0.0);

  /** SIR in which the infectious die at the rate mu, so that S + I + R shrinks. */
  private static OdeProblem open() {
    GraphBuilder b = new GraphBuilder();
    b.input("t");
    Node s = b.input("S");
    Node i = b.input("I");
    Node r = b.input("R");
    Node n = b.add(b.add(s, i), r);
    Node infection = b.div(b.mul(b.mul(b.input("beta"), s), i), n);
    Node recovery = b.mul(b.input("gamma"), i);
    Node death = b.mul(b.input("mu"), i);
    Node change = b.sub(b.sub(infection, recovery), death);
    Graph rhs = b.build("open", List.of(b.neg(infection), change, recovery));
    return OdeProblem.of(
        rhs, EpidemicModels.starts("S", "I", "R"), EpidemicModels.states("S", "I", "R"));
  }

  private static long count(Graph graph, Prim prim) {
    return graph.nodes().stream().filter(node -> node.prim() == prim).count();
  }

  @Test
  void sizeOfAClosedPopulationIsTakenAtTheStart() {
    OdeProblem closed = EpidemicModels.sir();
    // beta / N has moved to the prelude; nothing of the sum is left in the right-hand side
    assertThat(count(closed.rhs(), Prim.DIV)).isZero();
    assertThat(count(closed.rhs(), Prim.ADD)).isZero();
    assertThat(count(closed.prelude(), Prim.DIV)).isEqualTo(1);
  }

  @Test
  void sizeOfAnOpenPopulationIsFollowed() {
    assertThat(count(open().rhs(), Prim.DIV)).isEqualTo(1);
    assertThat(count(open().rhs(), Prim.ADD)).isEqualTo(2);
  }

  @Test
  void derivativesByStartsGoThroughTheSizeOfThePopulation() {
    for (OdeProblem problem : List.of(EpidemicModels.sir(), open())) {
      List<List<String>> active = new ArrayList<>();
      for (Node parameter : problem.parameters()) {
        active.add(List.of(parameter.name()));
      }
      GradientCheck check =
          GradientCheck.of(
              problem,
              SolveSettings.defaults(),
              Backends.jvm(),
              new GradientCheck.Point(0, new double[] {30}, EpidemicModels.point(problem, POINT)),
              List.of("S", "I", "R"),
              active);
      assertThat(check.disagreement()).isLessThan(1e-6);
    }
  }

  @Test
  void openModelWithoutDeathsIsTheClosedOne() {
    double[] times = {10, 20, 40};
    Map<String, Double> none = new java.util.HashMap<>(POINT);
    none.put("mu", 0.0);
    SolveSettings tight = SolveSettings.defaults().withTolerances(1e-12, 1e-12);
    Trajectory open = solve(open(), tight, times, none);
    Trajectory closed = solve(EpidemicModels.sir(), tight, times, POINT);
    for (int row = 0; row < times.length; row++) {
      for (int state = 0; state < 3; state++) {
        assertThat(open.row(row)[state]).isCloseTo(closed.row(row)[state], within(1e-7));
      }
    }
  }

  private static Trajectory solve(
      OdeProblem problem, SolveSettings settings, double[] times, Map<String, Double> values) {
    List<Tensor> point = EpidemicModels.point(problem, values);
    return Trajectory.of(problem, settings, Backends.jvm(), 0, times, point);
  }
}
