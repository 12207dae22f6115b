package episode.backend.function;

import episode.expr.Graph;
import episode.expr.Type;
import java.util.List;

/**
 * A function written out for inputs of certain types.
 *
 * @param graph one input per input of the function, in order
 * @param labels what each output is called
 */
record Traced(Graph graph, List<String> labels) {
  /** Copies the labels. */
  Traced {
    labels = List.copyOf(labels);
  }

  /** Writes a function out. */
  interface Tracer {
    /** Returns the function for inputs of these types, in order. */
    Traced trace(List<Type.ArrayOf> types);
  }
}
