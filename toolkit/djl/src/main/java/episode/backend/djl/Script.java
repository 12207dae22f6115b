package episode.backend.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import episode.expr.DeepStack;
import episode.expr.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A script loaded into PyTorch, which goes away with the last reference to it. It runs without the
 * engine's tape and as it was written: measured, PyTorch's optimizer gains nothing for such scripts
 * and costs seconds in the first two calls of a long one. Safe to share.
 */
final class Script {
  static final Cleaner CLEANER = Cleaner.create();

  private final PtSymbolBlock block;
  private final int lines;
  private final long loadNanos;
  private final Set<String> prepared = ConcurrentHashMap.newKeySet();

  private Script(PtSymbolBlock block, int lines, long loadNanos) {
    this.block = block;
    this.lines = lines;
    this.loadNanos = loadNanos;
    CLEANER.register(this, block::close);
  }

  /**
   * Loads a script.
   *
   * @param code the text of the class {@code M}
   * @throws EngineException where PyTorch does not take it
   */
  static Script load(String code, List<Tensor> constants, Device device) {
    long start = System.nanoTime();
    int lines = (int) code.lines().count();
    byte[] archive = Archive.of(code, constants);
    long handle =
        DeepStack.call(
            lines,
            () -> {
              try {
                ByteArrayInputStream in = new ByteArrayInputStream(archive);
                return JniUtils.loadModuleHandle(in, device, false, false);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    PtSymbolBlock block = new PtSymbolBlock(TorchMemory.MANAGER, handle);
    return new Script(block, lines, System.nanoTime() - start);
  }

  /** Returns how long it took to load. */
  long loadNanos() {
    return loadNanos;
  }

  /** Returns what a method from a list of tensors to a list of tensors gives: arrays of its own. */
  PtNDArray[] run(String method, PtNDArray[] operands) {
    if (prepared.contains(method)) {
      return quick(method, operands);
    }
    // The first run prepares the method, on a stack that grows with the length of its chains.
    PtNDArray[] results = DeepStack.call(lines, () -> quick(method, operands));
    prepared.add(method);
    return results;
  }

  private PtNDArray[] quick(String method, PtNDArray[] operands) {
    try (IValue list = IValue.listFrom(operands);
        IValue result = call(method, list)) {
      return result.toTensorArray(TorchMemory.MANAGER);
    }
  }

  /** Returns what a method gives for any values. */
  IValue call(String method, IValue... values) {
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return IValueUtils.runMethod(block, method, values);
    } finally {
      // The setting belongs to the thread, and the thread to others.
      JniUtils.setGraphExecutorOptimize(true);
    }
  }
}
