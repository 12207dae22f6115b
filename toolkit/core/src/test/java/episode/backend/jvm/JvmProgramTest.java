package episode.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import episode.backend.Program;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Type;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmProgramTest {
  private static final Options OPTIONS = new Options(false, true);

  private static JvmProgram compiled(int number) {
    GraphBuilder b = new GraphBuilder();
    Node y = b.mul(b.input("x"), b.constant(number));
    Graph graph = b.build("f", List.of(y));
    Program program = Program.named("p").function(graph, List.of("y")).build();
    return Compiler.compile(program, OPTIONS);
  }

  private static long metaspace() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      used += pool.getName().contains("Metaspace") ? pool.getUsage().getUsed() : 0;
    }
    return used;
  }

  @Test
  void generatedClassIsUnloadedWithItsProgram() {
    WeakReference<Class<?>> type = new WeakReference<>(compiled(1).generatedClass());
    for (int i = 0; i < 100 && type.get() != null; i++) {
      System.gc();
    }
    assertThat(type.get()).isNull();
  }

  @Test
  void thousandsOfProgramsLeaveNoClassesBehind() {
    compiled(0);
    System.gc();
    long before = metaspace();
    for (int i = 0; i < 4000; i++) {
      assertThat(compiled(i).report().methods()).isEqualTo(1);
    }
    for (int i = 0; i < 20 && metaspace() - before > 4_000_000; i++) {
      System.gc();
    }
    // 4000 classes take about 15 MB; what stays is the code that was loaded on the way.
    assertThat(metaspace() - before).isLessThan(4_000_000);
  }

  @Test
  void elementwiseWorkOverOneSpaceIsOneLoop() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(20));
    Node y = b.input("y", Type.float64(20));
    Node product = b.mul(x, y);
    Node total = b.sum(product);
    Node sum = b.add(product, b.mul(b.input("s"), x));
    Graph graph = b.build("f", List.of(sum, b.sub(sum, y), total));
    Program program =
        Program.named("p").function(graph, List.of("sum", "difference", "total")).build();
    assertThat(Compiler.compile(program, OPTIONS).report().methods()).isEqualTo(1);
  }

  @Test
  void viewsAreNotCopied() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(12, 30));
    Node part = b.slice(b.transpose(x, Ints.of(1, 0)), 0, 10, 20);
    Node sum = b.add(part, b.broadcastTo(b.input("v", Type.float64(12)), Shape.of(10, 12)));
    Graph graph = b.build("f", List.of(sum));
    Program program = Program.named("p").function(graph, List.of("y")).build();
    JvmProgram compiled = Compiler.compile(program, OPTIONS);
    assertThat(compiled.report().methods()).isEqualTo(1);
    long slots = (12 * 30 + 12 + 120) * 8L;
    assertThat(compiled.explain()).contains("memory of a call: " + slots + " bytes");
  }
}
