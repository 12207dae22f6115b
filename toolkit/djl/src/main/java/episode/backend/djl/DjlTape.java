package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import episode.backend.array.ArrayRule;
import episode.backend.array.EagerFunction;
import episode.backend.array.Recorder;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * An engine's arrays while its tape records. A function of elements that the engine lacks, or whose
 * derivative it does not know to the last digits, is recorded as the line that touches it. Safe to
 * share.
 */
final class DjlTape implements Recorder<NDArray> {
  private final DjlNamespace namespace;
  private final Dialect dialect;
  private final Map<Kind, Touching> functions = new ConcurrentHashMap<>();

  DjlTape(DjlNamespace namespace, Dialect dialect) {
    this.namespace = namespace;
    this.dialect = dialect;
  }

  @Override
  public String name() {
    return namespace.name();
  }

  @Override
  public boolean takes(Node node) {
    return isDiscrete(node) ? dialect.takes(node) : dialect.differentiates(node) || isTouched(node);
  }

  /** Whether nothing comes back through a node; MXNet passes cotangents through its casts. */
  private static boolean isDiscrete(Node node) {
    return node.isArray() && !node.dtype().isFloating();
  }

  private NDArray unrecorded(Supplier<NDArray> computation) {
    boolean before = dialect.record(false);
    try {
      return computation.get();
    } finally {
      dialect.record(before);
    }
  }

  /** Whether a node is a function of real elements that is to be recorded as its touching line. */
  private boolean isTouched(Node node) {
    return node.prim().isElementwise()
        && node.dtype().isFloating()
        && node.input(0).dtype().isFloating()
        && !dialect.differentiates(node);
  }

  @Override
  public NDArray apply(Node node, List<NDArray> operands) {
    if (isDiscrete(node)) {
      return unrecorded(() -> namespace.apply(node, operands));
    }
    if (!isTouched(node) || node.shape().size() == 0) {
      return namespace.apply(node, operands);
    }
    Touching function =
        functions.computeIfAbsent(Kind.of(node), own -> new Touching(node, namespace, dialect));
    return function.apply(operands);
  }

  @Override
  public <T> T inTurn(Supplier<T> work) {
    return namespace.inTurn(work);
  }

  @Override
  public Recording<NDArray> record() {
    return new OnThread(dialect);
  }

  /** The tape of the thread that makes it. */
  private static final class OnThread implements Recording<NDArray> {
    private final Dialect dialect;
    private final boolean before;
    private final List<NDArray> watched = new ArrayList<>();

    OnThread(Dialect dialect) {
      this.dialect = dialect;
      before = dialect.record(true);
    }

    @Override
    public void watch(NDArray array) {
      dialect.record(false);
      dialect.watch(array);
      dialect.record(true);
      watched.add(array);
    }

    /** Goes back from the sum of all products of results and cotangents. */
    @Override
    public List<NDArray> pull(List<NDArray> results, List<NDArray> cotangents) {
      List<NDArray> pulled = new ArrayList<>();
      Memory.freeing(
          () -> {
            dialect.backward(products(results, cotangents));
            dialect.record(false);
            for (NDArray array : watched) {
              NDArray gradient = dialect.gradient(array);
              NDScope.unregister(gradient);
              pulled.add(gradient);
            }
          });
      return pulled;
    }

    /** What is watched takes part, with 0, for an engine does not go back to what does not. */
    private NDArray products(List<NDArray> results, List<NDArray> cotangents) {
      List<NDArray> terms = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        terms.add(results.get(i).mul(cotangents.get(i)).sum());
      }
      for (NDArray array : watched) {
        NDArray none = array.getManager().zeros(array.getShape(), array.getDataType());
        terms.add(array.mul(none).sum());
      }
      NDArray sum = terms.get(0);
      for (NDArray term : terms.subList(1, terms.size())) {
        sum = sum.add(term);
      }
      return sum;
    }

    @Override
    public void close() {
      dialect.record(before);
    }
  }

  /** A function of elements with its derivatives by each operand, computed without the tape. */
  private static final class Touching {
    private final EagerFunction<NDArray> function;
    private final Dialect dialect;

    Touching(Node node, DjlNamespace namespace, Dialect dialect) {
      this.dialect = dialect;
      function = new EagerFunction<>(Slopes.of(node), namespace);
    }

    /** Returns y(x₀) + Σ y′(x₀) (x − x₀), where x₀ are the same numbers without a past. */
    NDArray apply(List<NDArray> operands) {
      return Memory.only(
          () -> {
            boolean before = dialect.record(false);
            List<NDArray> fixed = new ArrayList<>();
            operands.forEach(operand -> fixed.add(dialect.stopped(operand)));
            List<NDArray> values = function.apply(fixed);
            dialect.record(before);
            NDArray line = values.get(0);
            for (int i = 0; i < operands.size(); i++) {
              line = line.add(step(operands.get(i), fixed.get(i), values.get(1 + i)));
            }
            return line;
          });
    }

    /** Where a slope or a number has no bounds, nothing is known of the way there. */
    private NDArray step(NDArray x, NDArray fixed, NDArray slope) {
      boolean before = dialect.record(false);
      NDArray size = fixed.mul(slope);
      NDArray zero = size.sub(size);
      NDArray known = zero.eq(zero);
      NDArray none = fixed.getManager().zeros(fixed.getShape(), fixed.getDataType());
      NDArray bounded = dialect.where(known, slope, none);
      NDArray start = dialect.where(known, fixed, none);
      dialect.record(before);
      return dialect.where(known, x, none).sub(start).mul(bounded);
    }
  }

  @Override
  public NDArray of(Tensor value) {
    return namespace.of(value);
  }

  @Override
  public NDArray zeros(Type.ArrayOf type) {
    return namespace.zeros(type);
  }

  @Override
  public boolean owns(NDArray array, Type.ArrayOf type) {
    return namespace.owns(array, type);
  }

  @Override
  public Tensor read(NDArray array, Type.ArrayOf type) {
    return namespace.read(array, type);
  }

  @Override
  public boolean shares(Node node) {
    return namespace.shares(node);
  }

  @Override
  public Optional<ArrayRule<NDArray>> rule(Op op) {
    return Optional.empty();
  }

  @Override
  public NDArray copy(NDArray array) {
    return namespace.copy(array);
  }

  @Override
  public void putRow(NDArray array, int row, NDArray value) {
    namespace.putRow(array, row, value);
  }

  @Override
  public NDArray withRow(NDArray array, int row, NDArray value) {
    return namespace.withRow(array, row, value);
  }

  @Override
  public NDArray row(NDArray array, int row, Type.ArrayOf type) {
    return namespace.row(array, row, type);
  }

  @Override
  public void free(NDArray array) {
    namespace.free(array);
  }
}
