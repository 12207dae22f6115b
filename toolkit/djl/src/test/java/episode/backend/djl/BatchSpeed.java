package episode.backend.djl;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtNDArray;
import episode.backend.Backends;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.system.OpSystem;
import episode.transform.Simplify;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints how long 10,000 SIR epidemics of 1,000 steps each take: the graph of one epidemic, a loop
 * over steps of the classical Runge–Kutta method, mapped over all and compiled for "pytorch",
 * against TorchScript written by hand for the same, in the same process and in turn.
 */
final class BatchSpeed {
  private static final int MEMBERS = 10_000;
  private static final int STEPS = 1_000;
  private static final double SIZE = 0.1;
  private static final int ROUNDS = 7;

  private static final String BY_HAND =
      """
        def rhs(self: __torch__.M, s: Tensor, i: Tensor, r: Tensor, beta: Tensor, gamma: float) -> Tuple[Tensor, Tensor, Tensor]:
          new = beta * s * i / (s + i + r)
          out = i * gamma
          return (-new, new - out, out)
        def solve(self: __torch__.M, x: List[Tensor]) -> List[Tensor]:
          beta, s, i, r = x
          h = 0.1
          for k in range(1000):
            a1, b1, c1 = self.rhs(s, i, r, beta, 0.25)
            a2, b2, c2 = self.rhs(s + a1 * (h / 2), i + b1 * (h / 2), r + c1 * (h / 2), beta, 0.25)
            a3, b3, c3 = self.rhs(s + a2 * (h / 2), i + b2 * (h / 2), r + c2 * (h / 2), beta, 0.25)
            a4, b4, c4 = self.rhs(s + a3 * h, i + b3 * h, r + c3 * h, beta, 0.25)
            s = s + (a1 + (a2 + a3) * 2. + a4) * (h / 6)
            i = i + (b1 + (b2 + b3) * 2. + b4) * (h / 6)
            r = r + (c1 + (c2 + c3) * 2. + c4) * (h / 6)
          return [s, i, r]
      """;

  private BatchSpeed() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    double[] rates = new double[MEMBERS];
    for (int k = 0; k < MEMBERS; k++) {
      rates[k] = 0.3 + 0.5 * k / MEMBERS;
    }
    CompiledFunction ours = Backends.byName("pytorch").compile(mapped());
    CompiledFunction.Invocation call = ours.newCall();
    call.call().write(call.input(0), Tensor.of(rates));
    Script script = Script.load(ScriptWriter.HEAD + BY_HAND, List.of(), Device.cpu());
    TorchMemory memory = new TorchMemory(Precision.DEFAULT);
    PtNDArray[] given = {
      memory.of(Tensor.of(rates)), all(memory, 999), all(memory, 1), all(memory, 0)
    };
    double[] seconds = new double[ROUNDS];
    double[] byHand = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      call.run();
      seconds[round] = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      PtNDArray[] results = script.run("solve", given);
      byHand[round] = (System.nanoTime() - start) / 1e9;
      double difference = difference(call, results);
      System.out.printf(
          "round %d: ours %.3f s, by hand %.3f s, ratio %.2f; largest difference %.1e%n",
          round, seconds[round], byHand[round], seconds[round] / byHand[round], difference);
      Arrays.stream(results).forEach(PtNDArray::close);
    }
    Arrays.sort(seconds);
    Arrays.sort(byHand);
    System.out.printf(
        "median: ours %.3f s, by hand %.3f s, ratio %.2f%n",
        seconds[ROUNDS / 2], byHand[ROUNDS / 2], seconds[ROUNDS / 2] / byHand[ROUNDS / 2]);
    if (arguments.length > 0) {
      System.out.println(ours.explain());
    }
  }

  private static PtNDArray all(TorchMemory memory, double value) {
    return memory.filled(Type.float64(MEMBERS), value);
  }

  private static double difference(CompiledFunction.Invocation call, PtNDArray[] results) {
    double largest = 0;
    for (int k = 0; k < results.length; k++) {
      double[] own = call.call().read(call.output(k)).doubles();
      double[] other = results[k].toDoubleArray();
      for (int i = 0; i < own.length; i++) {
        largest = Math.max(largest, Math.abs(own[i] - other[i]));
      }
    }
    return largest;
  }

  private static Graph mapped() {
    GraphBuilder b = new GraphBuilder();
    Node beta = b.input("beta");
    List<Node> y = List.of(b.constant(999), b.constant(1), b.constant(0));
    Graph one = b.build("solve", b.scan(step(), STEPS, y, List.of(), List.of(beta)));
    return Vmap.of(one, MEMBERS, List.of(true));
  }

  /** One step; the rate of recovery is known. */
  private static Graph step() {
    Graph rhs =
        OpSystem.named("SIR")
            .state("S", "I", "R")
            .parameter("beta")
            .alias("N", "S + I + R")
            .transition("S -> I", "beta * I / N")
            .transition("I -> R", "0.25")
            .build()
            .rhs();
    GraphBuilder b = new GraphBuilder();
    List<Node> y = List.of(b.input("S"), b.input("I"), b.input("R"));
    Node beta = b.input("beta");
    List<List<Node>> slopes = new ArrayList<>();
    double[] shifts = {0, SIZE / 2, SIZE / 2, SIZE};
    for (double shift : shifts) {
      List<Node> at = new ArrayList<>();
      for (int k = 0; k < y.size(); k++) {
        Node base = y.get(k);
        at.add(
            slopes.isEmpty() ? base : b.add(base, b.mul(b.constant(shift), last(slopes).get(k))));
      }
      slopes.add(inlined(b, rhs, at, beta));
    }
    List<Node> next = new ArrayList<>();
    for (int k = 0; k < y.size(); k++) {
      Node middle = b.add(slopes.get(1).get(k), slopes.get(2).get(k));
      Node sum =
          b.add(b.add(slopes.get(0).get(k), b.mul(b.constant(2), middle)), last(slopes).get(k));
      next.add(b.add(y.get(k), b.mul(b.constant(SIZE / 6), sum)));
    }
    return Simplify.of(b.build("step", next));
  }

  private static List<Node> last(List<List<Node>> slopes) {
    return slopes.get(slopes.size() - 1);
  }

  private static List<Node> inlined(GraphBuilder b, Graph rhs, List<Node> y, Node beta) {
    List<Node> operands = new ArrayList<>();
    for (Node input : rhs.inputs()) {
      operands.add(
          switch (input.name()) {
            case "S" -> y.get(0);
            case "I" -> y.get(1);
            case "R" -> y.get(2);
            case "beta" -> beta;
            default -> b.constant(0);
          });
    }
    return b.inline(rhs, operands);
  }
}
