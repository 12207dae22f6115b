package episode.solve;

import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.Program;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.List;

/**
 * Turns rows of all members into members with all their rows, and back: a solve of members side by
 * side saves [members · width] numbers at each time, its users want [members, times, width].
 */
final class MemberRows {
  /** The slot that is read. */
  static final int FROM = 0;

  /** The slot that is written. */
  static final int TO = 1;

  private MemberRows() {}

  /** Returns the program from [rows, members · width] to [members, rows, width]. */
  static CompiledProgram toMembers(Backend backend, int members, int rows, int width) {
    GraphBuilder b = new GraphBuilder();
    Node saved = b.input("from", Type.float64(rows, members * width));
    Node apart = b.reshape(saved, Shape.of(rows, members, width));
    return compiled(backend, b.build("turn", List.of(b.transpose(apart, Ints.of(1, 0, 2)))));
  }

  /**
   * Returns the program from [members, rows, width] to [rows, members · width].
   *
   * @param differ whether members differ; from [rows, width] where they do not
   */
  static CompiledProgram toRows(Backend backend, int members, int rows, int width, boolean differ) {
    GraphBuilder b = new GraphBuilder();
    Node from =
        b.input("from", differ ? Type.float64(members, rows, width) : Type.float64(rows, width));
    Node apart =
        differ
            ? b.transpose(from, Ints.of(1, 0, 2))
            : b.broadcast(from, Shape.of(rows, members, width), Ints.of(0, 2));
    Node packed = b.reshape(apart, Shape.of(rows, members * width));
    return compiled(backend, b.build("turn", List.of(packed)));
  }

  private static CompiledProgram compiled(Backend backend, Graph graph) {
    return backend.compile(Program.named("rows").function(graph, List.of("to")).build());
  }
}
