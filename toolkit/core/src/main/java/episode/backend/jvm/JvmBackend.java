package episode.backend.jvm;

import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.HostRule;
import episode.backend.NodeRule;
import episode.backend.OpGraph;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.backend.Refusal;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The default backend: every program becomes bytecode in a hidden class of its own, which goes away
 * with the last reference to the compiled program. Immutable and safe to share.
 */
public final class JvmBackend implements Backend {
  private static final int ROUNDS = 10;
  private static final int CALLS = 64;
  private static final long SLOWEST_NANOS = 1000;

  private final Options options;

  private JvmBackend(Options options) {
    this.options = options;
  }

  /** Returns the backend that uses what the processor has, on simplified graphs. */
  public static JvmBackend create() {
    return new JvmBackend(new Options(hasFma(), true));
  }

  /**
   * Returns this backend with or without fused multiply-add: {@code a + b·c} rounded once is faster
   * and at least as accurate where the processor has it, very slow where it has not, and its
   * results differ from the interpreter's in the last bits.
   */
  public JvmBackend withFma(boolean use) {
    return new JvmBackend(new Options(use, options.reorder(), options.rules()));
  }

  /**
   * Returns this backend without simplification, fused multiply-add and sums taken in parts:
   * slower, and its results are the interpreter's to the last bit (sums of FLOAT32 excepted).
   */
  public JvmBackend asWritten() {
    return new JvmBackend(new Options(false, false, options.rules()));
  }

  @Override
  public JvmBackend with(String op, OpRule rule) {
    if (!(rule instanceof NodeRule) && !(rule instanceof HostRule)) {
      throw Refusal.ofRule(name(), op, "NodeRule and HostRule");
    }
    Refusal.checkName(op);
    Map<String, OpRule> rules = new HashMap<>(options.rules());
    rules.put(op, rule);
    return new JvmBackend(new Options(options.fma(), options.reorder(), rules));
  }

  /** Returns "jvm". */
  @Override
  public String name() {
    return "jvm";
  }

  /** Ops that are not lowered are performed on the host. */
  @Override
  public boolean hasOwn(Node node) {
    return node.prim() != Prim.OP
        || options.host(node.op()).isPresent()
        || OpGraph.of(node, options.nodes(node.op())).isEmpty();
  }

  @Override
  public CompiledProgram compile(Program program) {
    return Compiler.compile(program, options);
  }

  /** Returns the name, and the ops for which there are rules: "jvm with CumMax". */
  @Override
  public String toString() {
    String ops = String.join(", ", new TreeSet<>(options.rules().keySet()));
    return ops.isEmpty() ? name() : name() + " with " + ops;
  }

  /**
   * A virtual machine that has no instruction for it computes with {@code BigDecimal}: a thousand
   * times slower. Asking its management interface would take longer than a first compile.
   */
  private static boolean hasFma() {
    double sum = 1;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        sum = Math.fma(sum, 0.5, 0.25);
      }
      if (System.nanoTime() - start < CALLS * SLOWEST_NANOS) {
        return sum > 0;
      }
    }
    return false;
  }
}
