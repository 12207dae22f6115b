package episode.benchmarks;

import episode.backend.Backends;
import episode.backend.Call;
import episode.backend.CompiledFunction;
import episode.backend.Program;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.model.Posterior;
import episode.sample.LogDensity;
import episode.solve.OdeProblem;
import episode.solve.Solve;
import episode.solve.SolveSettings;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.Values;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What is measured, compiled and ready to run. */
final class Workloads {
  private static final double STEP = 1e-9;

  private Workloads() {}

  /** Returns the loop y ← y + 10⁻⁹ f(y), which gives the first cell of the second state. */
  static Repeatable rhs(OpSystem system, Values point, int times) {
    Graph rhs = system.rhs();
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = new ArrayList<>();
    rhs.inputs().forEach(input -> inputs.add(b.input(input.name(), input.type())));
    List<Node> slopes = b.inline(rhs, inputs);
    List<Node> moved = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < slopes.size(); i++) {
      Node state = inputs.get(i + 1);
      moved.add(b.add(state, b.mul(b.constant(STEP), slopes.get(i))));
      names.add(state.name());
    }
    Program program = Program.named("rhs").function(b.build("euler", moved), names).build();
    Call call = Backends.jvm().compile(program).newCall();
    start(call, program, system, point);
    int second = program.slot(names.get(1));
    return () -> {
      for (int i = 0; i < times; i++) {
        call.run(0);
      }
      return call.read(second).doubles()[0];
    };
  }

  private static void start(Call call, Program program, OpSystem system, Values point) {
    Values all = point.with("t", 0);
    double[] y = system.compile().initial(point);
    int from = 0;
    for (Template state : system.states()) {
      double[] cells = Arrays.copyOfRange(y, from, from + state.size());
      all = all.with(state.name(), Tensor.of(state.shape(), cells));
      from += state.size();
    }
    for (int slot = 0; slot < program.slots().size(); slot++) {
      call.write(slot, all.tensor(program.slots().get(slot).name()).orElseThrow());
    }
  }

  /** Returns an adaptive solve with 161 saved points, which gives the last cell at the end. */
  static Repeatable solve(OpSystem system, Values point) {
    List<String> all = system.states().stream().map(Template::name).toList();
    OdeProblem problem = OdeProblem.of(system.rhs(), system.initial(Set.of()), system.observe(all));
    GraphBuilder b = new GraphBuilder();
    Solve solve = Solve.of(problem, SolveSettings.defaults());
    Node packed = b.host(solve, operands(b, problem, days(0, 160))).get(0);
    Node end = b.slice(b.slice(packed, 0, 160, 161), 1, system.size() - 1, system.size());
    return first(ready(b.build("solve", List.of(end)), point));
  }

  /** Returns value and gradient of a Gaussian log likelihood of 160 points in three parameters. */
  static Repeatable sirGradient() {
    double[] days = days(1, 160);
    double[] noisy = new double[days.length];
    Arrays.setAll(
        noisy,
        i -> 400 * Math.exp(-Math.pow((days[i] - 32) / 14, 2)) + 5 * Math.sin(1.7 * days[i]));
    OpSystem system = Models.sir();
    GraphBuilder b = new GraphBuilder();
    Node infected = infected(b, system, days);
    Node density = gaussian(b, b.sub(infected, b.constant(Tensor.of(noisy))), 10);
    Values point = Values.of("beta", 0.38, "gamma", 0.11, "N", 1000, "I0", 2);
    return gradient(b.build("density", List.of(density)), point, List.of("beta", "gamma", "I0"));
  }

  /** Returns the same of 160 points in each of 16 groups, in 20 parameters. */
  static Repeatable seirGradient() {
    double[] days = days(1, 160);
    double[] noisy = new double[days.length * Models.AGES];
    Arrays.setAll(noisy, i -> noisy(days[i / Models.AGES], i % Models.AGES));
    OpSystem system = Models.seir16();
    GraphBuilder b = new GraphBuilder();
    Node infected = infected(b, system, days);
    Node expected = b.mul(b.input("rho", Type.float64()), infected);
    Node observed = b.constant(Tensor.of(infected.shape(), noisy));
    Node density = gaussian(b, b.sub(expected, observed), 50);
    return gradient(
        b.build("density", List.of(density)),
        Models.seir16Point().with("rho", 0.5),
        List.of("q", "sigma", "gamma", "I0", "rho"));
  }

  private static double noisy(double day, int age) {
    double size = 1e5 * (1 - 0.04 * age);
    return 0.1 * size * Math.exp(-Math.pow((day - 60) / 20, 2)) + 20 * Math.sin(1.7 * day + age);
  }

  private static Node infected(GraphBuilder b, OpSystem system, double[] days) {
    Graph observed = system.observe(List.of("I"));
    OdeProblem problem = OdeProblem.of(system.rhs(), system.initial(Set.of()), observed);
    List<Node> operands = operands(b, problem, days);
    return Solve.of(problem, SolveSettings.defaults()).apply(b, operands).get(0);
  }

  /** Returns −½ Σ (r/sd)². */
  private static Node gaussian(GraphBuilder b, Node residual, double sd) {
    Node scaled = b.div(residual, b.constant(sd));
    return b.mul(b.constant(-0.5), b.sum(b.mul(scaled, scaled)));
  }

  private static Repeatable gradient(Graph density, Values point, List<String> names) {
    return first(ready(Gradients.valueAndGradient(density, names), point));
  }

  private static Repeatable first(CompiledFunction.Invocation run) {
    int output = run.output(0);
    return () -> {
      run.run();
      return run.call().get(output);
    };
  }

  /** Returns the boarding school's log posterior with its gradient, as the sampler asks for it. */
  static Repeatable school() {
    Posterior posterior = Models.school();
    LogDensity density = posterior.newLogDensity();
    double[] u = posterior.unconstrained(Values.of("beta", 1.7, "gamma", 0.5, "phi_inv", 0.1));
    double[] gradient = new double[density.dimension()];
    return () -> density.logDensityAndGradient(u, gradient);
  }

  private static CompiledFunction.Invocation ready(Graph graph, Values point) {
    CompiledFunction compiled = Backends.jvm().compile(graph);
    CompiledFunction.Invocation run = compiled.newCall();
    for (int i = 0; i < compiled.inputs().size(); i++) {
      String name = compiled.inputs().get(i).name();
      run.call().write(run.input(i), point.tensor(name).orElseThrow());
    }
    return run;
  }

  private static List<Node> operands(GraphBuilder b, OdeProblem problem, double[] times) {
    List<Node> operands = new ArrayList<>();
    operands.add(b.constant(0));
    operands.add(b.constant(Tensor.of(times)));
    for (Node parameter : problem.parameters()) {
      operands.add(b.input(parameter.name(), parameter.type()));
    }
    return operands;
  }

  private static double[] days(int from, int to) {
    double[] days = new double[to - from + 1];
    Arrays.setAll(days, i -> from + i);
    return days;
  }
}
