package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.EngineTape;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.backend.array.ArrayBackend;
import episode.backend.array.ArrayRule;
import episode.expr.Node;
import java.util.Optional;

/**
 * One of DJL's engines, one operation at a time. Nothing native is loaded before the first program
 * is compiled. Immutable and safe to share.
 */
public final class EagerBackend implements Backend {
  static final String PYTORCH = "pytorch-eager";

  private final Dialect dialect;
  private final DjlNamespace namespace;
  private final ArrayBackend<NDArray> arrays;

  private EagerBackend(Dialect dialect, DjlNamespace namespace, ArrayBackend<NDArray> arrays) {
    this.dialect = dialect;
    this.namespace = namespace;
    this.arrays = arrays;
  }

  static EagerBackend of(String name, Dialect dialect) {
    DjlNamespace namespace = new DjlNamespace(name, dialect);
    return new EagerBackend(dialect, namespace, new ArrayBackend<>(namespace));
  }

  /**
   * Returns the backend "pytorch-eager": PyTorch without TorchScript, for graphs that are used once
   * and for the engine's own tape.
   */
  public static EagerBackend pytorch() {
    return of(PYTORCH, new PytorchDialect());
  }

  /** Returns this backend with a rule for the op of a name, in place of one that it had. */
  public EagerBackend with(String op, ArrayRule<NDArray> rule) {
    ArrayRule<NDArray> tidy =
        (same, operands) -> Memory.all(dialect, operands, () -> rule.apply(same, operands));
    return new EagerBackend(dialect, namespace, arrays.with(op, tidy));
  }

  @Override
  public boolean hasOwn(Node node) {
    return arrays.hasOwn(node);
  }

  @Override
  @SuppressWarnings("unchecked")
  public EagerBackend with(String op, OpRule rule) {
    return rule instanceof ArrayRule
        ? with(op, (ArrayRule<NDArray>) rule)
        : new EagerBackend(dialect, namespace, arrays.with(op, rule));
  }

  /** Returns true: a call of the engine costs more than what it computes for one member. */
  @Override
  public boolean wantsBatches() {
    return arrays.wantsBatches();
  }

  @Override
  public String name() {
    return namespace.name();
  }

  /**
   * Returns the compiled form of a program.
   *
   * @throws episode.expr.EpisodeException E3207 where the engine's native libraries do not load,
   *     E3204 where it cannot do an op or a primitive
   */
  @Override
  public CompiledProgram compile(Program program) {
    Engines.start(dialect.engine());
    return arrays.compile(program);
  }

  /** Returns the engine's own tape, one per thread at a time. */
  @Override
  public Optional<EngineTape> tape() {
    return Optional.of(arrays.tape(new DjlTape(namespace, dialect)));
  }

  @Override
  public String toString() {
    return name();
  }
}
