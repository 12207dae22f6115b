package episode.backend.djl;

import ai.djl.ndarray.NDArray;
import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.EngineTape;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.backend.array.ArrayRule;
import episode.expr.Node;
import java.util.Optional;

/**
 * The backend "mxnet": graphs evaluated over DJL's arrays on MXNet. Nothing native is loaded before
 * the first program is compiled. Immutable and safe to share; threads take turns, one function of a
 * program at a time, for MXNet promises nothing to two threads that call it at once. A thread that
 * calls MXNet by itself, on arrays of its own, is not seen here.
 */
public final class MxnetBackend implements Backend {
  private final EagerBackend eager;

  /** Makes the backend without rules of users; the service loader calls it. */
  public MxnetBackend() {
    this(EagerBackend.of("mxnet", new MxnetDialect()));
  }

  private MxnetBackend(EagerBackend eager) {
    this.eager = eager;
  }

  /** Returns this backend with a rule for the op of a name, in place of one that it had. */
  public MxnetBackend with(String op, ArrayRule<NDArray> rule) {
    return new MxnetBackend(eager.with(op, rule));
  }

  @Override
  public MxnetBackend with(String op, OpRule rule) {
    return new MxnetBackend(eager.with(op, rule));
  }

  /** Returns true: a call of the engine costs more than what it computes for one member. */
  @Override
  public boolean wantsBatches() {
    return eager.wantsBatches();
  }

  @Override
  public String name() {
    return eager.name();
  }

  /** Returns whether MXNet's part of DJL is on the class path. */
  @Override
  public boolean installed() {
    return Engines.isThere(Engines.MXNET);
  }

  @Override
  public boolean hasOwn(Node node) {
    return eager.hasOwn(node);
  }

  /**
   * Returns the compiled form of a program.
   *
   * @throws episode.expr.EpisodeException E3207 where MXNet's native libraries do not load, E3204
   *     where it cannot do an op or a primitive
   */
  @Override
  public CompiledProgram compile(Program program) {
    return eager.compile(program);
  }

  @Override
  public Optional<EngineTape> tape() {
    return eager.tape();
  }

  @Override
  public String toString() {
    return name();
  }
}
