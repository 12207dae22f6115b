package episode.backend;

import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.Optional;

/** Turns graphs into something that runs. Immutable and safe to share. */
public interface Backend {

  /** Returns the name by which users ask for it, such as "jvm". */
  String name();

  /**
   * Returns whether what it runs on is here; false where one module holds the backends of several
   * engines and the jars of this one are missing. Loads nothing native.
   */
  default boolean installed() {
    return true;
  }

  /**
   * Returns the compiled form of a program.
   *
   * @throws episode.expr.EpisodeException E3 where this backend cannot do an op or a variant of it
   */
  CompiledProgram compile(Program program);

  /** Returns the element type in which it holds FLOAT64: that, unless it was asked for another. */
  default DType precision() {
    return DType.FLOAT64;
  }

  /**
   * Returns this backend with a rule for the op of a name, in place of one that it had. The
   * session's own backend does not change.
   *
   * @throws episode.expr.EpisodeException E3205 where this backend takes no rules of that kind,
   *     E3222 where the name is that of a primitive
   */
  Backend with(String op, OpRule rule);

  /**
   * Returns whether this backend computes a primitive or an op in a way of its own; otherwise it
   * does so by other primitives, or refuses it.
   */
  default boolean hasOwn(Node node) {
    return node.prim() != Prim.OP || OpGraph.forArrays(node, Optional.empty()).isEmpty();
  }

  /** Returns the compiled form of a graph, which may hold {@code HOST} nodes. */
  default CompiledFunction compile(Graph graph) {
    return CompiledFunction.of(this, graph);
  }

  /** Returns derivatives by the engine's own tape; empty (the default) where it has none. */
  default Optional<EngineTape> tape() {
    return Optional.empty();
  }

  /**
   * Returns whether members of a batch that each would run a loop are to run it together, as one
   * loop over arrays of all members: so with engines of arrays, where a call costs more than what
   * it computes. False by default: one member after the other.
   */
  default boolean wantsBatches() {
    return false;
  }
}
