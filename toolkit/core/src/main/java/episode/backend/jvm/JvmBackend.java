package episode.backend.jvm;

import com.sun.management.HotSpotDiagnosticMXBean;
import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.Program;
import java.lang.management.ManagementFactory;

/**
 * The default backend: every program becomes bytecode in a hidden class of its own, which goes away
 * with the last reference to the compiled program. Immutable and safe to share.
 */
public final class JvmBackend implements Backend {
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
    return new JvmBackend(new Options(use, options.reorder()));
  }

  /**
   * Returns this backend without simplification, fused multiply-add and sums taken in parts: slower,
   * and its results are the interpreter's to the last bit (sums of FLOAT32 excepted).
   */
  public JvmBackend asWritten() {
    return new JvmBackend(new Options(false, false));
  }

  /** Returns whether products are added without rounding in between. */
  public boolean usesFma() {
    return options.fma();
  }

  /** Returns "jvm". */
  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public CompiledProgram compile(Program program) {
    return Compiler.compile(program, options);
  }

  @Override
  public String toString() {
    return name();
  }

  /** Only HotSpot says so; on other machines plain arithmetic is the safe choice. */
  private static boolean hasFma() {
    try {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return bean != null && Boolean.parseBoolean(bean.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException | LinkageError e) {
      return false;
    }
  }
}
