package episode.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.transform.Gradients;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BodyCodeTest {
  private static final int RUNS = 1000;

  /** Euler's method for logistic growth, with a harvest while there is enough to take. */
  private static Graph growth(int steps) {
    GraphBuilder take = new GraphBuilder();
    Node much = take.input("y", Type.float64(3));
    Graph harvest = take.build("harvest", List.of(take.mul(much, take.constant(0.9))));
    GraphBuilder keep = new GraphBuilder();
    Graph rest = keep.build("rest", List.of(keep.input("y", Type.float64(3))));
    GraphBuilder b = new GraphBuilder();
    Node y = b.input("y", Type.float64(3));
    Node rate = b.input("rate");
    Node rise = b.mul(b.mul(rate, y), b.sub(b.constant(1), y));
    Node next = b.add(y, b.mul(b.constant(0.01), rise));
    Node enough = b.binary(Prim.LT, b.constant(2), b.sum(next));
    Node after = b.ifElse(enough, harvest, rest, List.of(next)).get(0);
    Graph body = b.build("euler", List.of(after, b.sum(after)));
    GraphBuilder outer = new GraphBuilder();
    Node start = outer.input("y", Type.float64(3));
    List<Node> last =
        outer.scan(body, steps, List.of(start), List.of(), List.of(outer.input("rate")));
    return outer.build("growth", last);
  }

  private static CompiledFunction.Invocation ready(Graph graph) {
    CompiledFunction.Invocation call = JvmBackend.create().compile(graph).newCall();
    call.call().write(call.input(0), Tensor.of(new double[] {0.1, 0.2, 0.3}));
    call.call().write(call.input(1), Tensor.of(1.5));
    return call;
  }

  @Test
  void aLoopAgreesWithJava() {
    CompiledFunction.Invocation call = ready(growth(500));
    call.run();
    double[] y = {0.1, 0.2, 0.3};
    double[] sums = new double[500];
    for (int k = 0; k < sums.length; k++) {
      for (int i = 0; i < 3; i++) {
        y[i] += 0.01 * 1.5 * y[i] * (1 - y[i]);
      }
      if (y[0] + y[1] + y[2] > 2) {
        for (int i = 0; i < 3; i++) {
          y[i] *= 0.9;
        }
      }
      sums[k] = y[0] + y[1] + y[2];
    }
    Tensor seen = call.call().read(call.output(1));
    for (int k = 0; k < sums.length; k++) {
      // roundings of 500 steps
      assertThat(Math.abs(seen.at(k) - sums[k])).isLessThan(1e-12);
    }
  }

  @Test
  void loopsAllocateNothing() {
    Graph growth = growth(300);
    GraphBuilder b = new GraphBuilder();
    List<Node> in = List.of(b.input("y", Type.float64(3)), b.input("rate"));
    Graph total = b.build("total", List.of(b.sum(b.inline(growth, in).get(1))));
    for (Graph graph : List.of(growth, Gradients.gradient(total, List.of("y", "rate")))) {
      CompiledFunction.Invocation call = ready(graph);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      call.run();
      threads.getCurrentThreadAllocatedBytes();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < RUNS; run++) {
        call.call().run(0);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // measuring takes some bytes itself; one object per run would be 16 at least
      assertThat(bytes).isLessThan(8 * RUNS);
    }
  }

  @Test
  void codeDoesNotGrowWithTheLength() {
    List<Integer> few = bytes(growth(10));
    List<Integer> many = bytes(growth(20_000));
    assertThat(many).hasSameSizeAs(few);
    for (int i = 0; i < few.size(); i++) {
      // a large number takes two bytes more than a small one, a few times per method
      assertThat(many.get(i)).isLessThan(few.get(i) + 30);
    }
  }

  private static List<Integer> bytes(Graph graph) {
    Pattern size = Pattern.compile("  f0\\w*: (\\d+) bytes");
    return JvmBackend.create()
        .compile(graph)
        .explain()
        .lines()
        .map(size::matcher)
        .filter(Matcher::matches)
        .map(found -> Integer.parseInt(found.group(1)))
        .toList();
  }
}
