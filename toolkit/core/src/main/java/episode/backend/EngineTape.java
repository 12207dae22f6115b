package episode.backend;

import episode.expr.Graph;
import episode.expr.Tensor;
import episode.transform.Gradients;
import java.util.ArrayList;
import java.util.List;

/**
 * Derivatives by an engine's own tape: the engine records what it computes, host loops included,
 * and goes back over the record. It knows nothing of the graph's derivatives, so that each can be
 * held against the other. Safe to share.
 */
public interface EngineTape {

  /** Returns the name under which its numbers are shown, such as "pytorch tape". */
  String name();

  /**
   * Returns the values of a graph's outputs and what the tape pulls back to its inputs.
   *
   * @param inputs one per input of the graph
   * @param cotangents one per output, of its type; those of integers and truth values are not used
   * @throws episode.expr.EpisodeException E3211 where the engine cannot go back over what it
   *     recorded, E3204 where it cannot compute the graph so that its tape sees all of it
   */
  Pulled pull(Graph graph, List<Tensor> inputs, List<Tensor> cotangents);

  /**
   * Returns the derivatives of a scalar by some inputs, each of its input's shape.
   *
   * @throws episode.expr.EpisodeException E3111, E3112 and E3114 as {@link Gradients#gradient}, and
   *     as {@link #pull}
   */
  default List<Tensor> gradient(Graph scalar, List<Tensor> inputs, List<String> names) {
    List<Integer> places = Gradients.places(scalar, names);
    Tensor one = Tensor.filled(scalar.outputs().get(0).dtype(), scalar.outputs().get(0).shape(), 1);
    List<Tensor> all = pull(scalar, inputs, List.of(one)).cotangents();
    List<Tensor> wanted = new ArrayList<>();
    for (int place : places) {
      wanted.add(all.get(place));
    }
    return wanted;
  }

  /**
   * What a tape gives.
   *
   * @param values one per output
   * @param cotangents one per input, of its type: zeros where nothing depends on it
   */
  record Pulled(List<Tensor> values, List<Tensor> cotangents) {

    /** Copies the lists. */
    public Pulled {
      values = List.copyOf(values);
      cotangents = List.copyOf(cotangents);
    }
  }
}
