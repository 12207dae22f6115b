package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import episode.backend.Backend;
import episode.backend.Backends;
import episode.backend.Call;
import episode.backend.Program;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long 100 steps of Runge and Kutta's method take for 10,000 epidemics at once: by a graph, one
 * operation at a time, and by the same operations written with DJL's arrays.
 */
final class EagerSpeed {
  private static final int MEMBERS = 10_000;
  private static final int STEPS = 100;
  private static final int ROUNDS = 15;
  private static final double STEP = 0.1;

  private EagerSpeed() {}

  /** Prints the median of each in milliseconds, taken in turns. */
  public static void main(String[] arguments) {
    for (String name : new String[] {"pytorch-eager", "mxnet"}) {
      boolean torch = name.equals("pytorch-eager");
      Backend backend = torch ? new PytorchBackend().eager() : Backends.byName(name);
      Program program = Program.named("sir").function(step(), List.of("S", "I")).build();
      try (Call call = backend.compile(program).newCall();
          NDManager manager =
              Engines.start(torch ? Engines.PYTORCH : Engines.MXNET).newBaseManager()) {
        double[] own = new double[ROUNDS];
        double[] raw = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
          own[round] = graph(program, call);
          raw[round] = raw(manager);
        }
        Arrays.sort(own);
        Arrays.sort(raw);
        double ratio = own[ROUNDS / 2] / raw[ROUNDS / 2];
        System.out.printf(
            "%s: graph %.1f ms, raw %.1f ms, ratio %.2f%n",
            name, own[ROUNDS / 2], raw[ROUNDS / 2], ratio);
      }
    }
  }

  private static double[] rates() {
    double[] rates = new double[MEMBERS];
    for (int i = 0; i < MEMBERS; i++) {
      rates[i] = 1 + 1e-4 * i;
    }
    return rates;
  }

  private static double[] filled(double value) {
    double[] all = new double[MEMBERS];
    Arrays.fill(all, value);
    return all;
  }

  private static double graph(Program program, Call call) {
    call.write(program.slot("S"), Tensor.of(filled(0.99)));
    call.write(program.slot("I"), Tensor.of(filled(0.01)));
    call.write(program.slot("beta"), Tensor.of(rates()));
    long start = System.nanoTime();
    for (int i = 0; i < STEPS; i++) {
      call.run(0);
    }
    call.read(program.slot("I"));
    return (System.nanoTime() - start) / 1e6;
  }

  private static Graph step() {
    GraphBuilder b = new GraphBuilder();
    Node s = b.input("S", Type.float64(MEMBERS));
    Node i = b.input("I", Type.float64(MEMBERS));
    Node beta = b.input("beta", Type.float64(MEMBERS));
    Node gamma = b.constant(0.5);
    Node[] y = {s, i};
    List<Node[]> slopes = new ArrayList<>();
    for (double part : new double[] {0.5, 0.5, 1, 0}) {
      Node infection = b.mul(b.mul(beta, y[0]), y[1]);
      Node[] slope = {b.neg(infection), b.sub(infection, b.mul(gamma, y[1]))};
      slopes.add(slope);
      Node h = b.constant(part * STEP);
      y = new Node[] {b.add(s, b.mul(h, slope[0])), b.add(i, b.mul(h, slope[1]))};
    }
    List<Node> next = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      Node inner = b.mul(b.constant(2), b.add(slopes.get(1)[k], slopes.get(2)[k]));
      Node sum = b.add(b.add(slopes.get(0)[k], inner), slopes.get(3)[k]);
      next.add(b.add(k == 0 ? s : i, b.mul(b.constant(STEP / 6), sum)));
    }
    return b.build("step", next);
  }

  /** The same, with a manager for each step, which is how DJL frees what a step makes. */
  private static double raw(NDManager manager) {
    try (NDManager all = manager.newSubManager()) {
      NDArray s = all.create(filled(0.99));
      NDArray i = all.create(filled(0.01));
      NDArray beta = all.create(rates());
      NDArray gamma = all.create(0.5);
      NDArray[] parts = {all.create(0.05), all.create(0.05), all.create(0.1)};
      NDArray two = all.create(2.0);
      NDArray sixth = all.create(STEP / 6);
      long start = System.nanoTime();
      for (int n = 0; n < STEPS; n++) {
        try (NDManager step = all.newSubManager()) {
          s.attach(step);
          i.attach(step);
          beta.attach(step);
          NDArray[] y = {s, i};
          List<NDArray[]> slopes = new ArrayList<>();
          for (int stage = 0; stage < 4; stage++) {
            NDArray infection = beta.mul(y[0]).mul(y[1]);
            NDArray[] slope = {infection.neg(), infection.sub(y[1].mul(gamma))};
            slopes.add(slope);
            if (stage < 3) {
              NDArray h = parts[stage];
              y = new NDArray[] {s.add(slope[0].mul(h)), i.add(slope[1].mul(h))};
            }
          }
          NDArray[] next = new NDArray[2];
          for (int k = 0; k < 2; k++) {
            NDArray inner = slopes.get(1)[k].add(slopes.get(2)[k]).mul(two);
            NDArray sum = slopes.get(0)[k].add(inner).add(slopes.get(3)[k]);
            next[k] = (k == 0 ? s : i).add(sum.mul(sixth));
          }
          s = next[0];
          i = next[1];
          s.attach(all);
          i.attach(all);
          beta.attach(all);
        }
      }
      i.toDoubleArray();
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
