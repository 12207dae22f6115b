package episode.backend.nd4j;

import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.backend.array.ArrayBackend;
import episode.backend.array.ArrayRule;
import episode.expr.Node;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The backend "nd4j". Nothing native is loaded before the first program is compiled. Immutable and
 * safe to share.
 */
public final class Nd4jBackend implements Backend {
  private final ArrayBackend<INDArray> arrays;

  /** Makes the backend without rules of users; the service loader calls it. */
  public Nd4jBackend() {
    this(new ArrayBackend<>(new Nd4jNamespace()));
  }

  private Nd4jBackend(ArrayBackend<INDArray> arrays) {
    this.arrays = arrays;
  }

  /**
   * Returns this backend with a rule for the op of a name, in place of one that it had. The results
   * are the backend's from then on, which frees them; the operands must not change.
   */
  public Nd4jBackend with(String op, ArrayRule<INDArray> rule) {
    return new Nd4jBackend(
        arrays.with(
            op,
            (same, operands) ->
                rule.apply(same, operands).stream().map(Memory::rowMajor).toList()));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Nd4jBackend with(String op, OpRule rule) {
    return rule instanceof ArrayRule
        ? with(op, (ArrayRule<INDArray>) rule)
        : new Nd4jBackend(arrays.with(op, rule));
  }

  @Override
  public String name() {
    return Nd4jNamespace.NAME;
  }

  @Override
  public boolean wantsBatches() {
    return arrays.wantsBatches();
  }

  @Override
  public boolean hasOwn(Node node) {
    return arrays.hasOwn(node);
  }

  /**
   * Returns the compiled form of a program.
   *
   * @throws episode.expr.EpisodeException E3207 where ND4J's native libraries do not load, E3204
   *     where it cannot do an op or a primitive
   */
  @Override
  public CompiledProgram compile(Program program) {
    Engine.start();
    return arrays.compile(program);
  }

  @Override
  public String toString() {
    return name();
  }
}
