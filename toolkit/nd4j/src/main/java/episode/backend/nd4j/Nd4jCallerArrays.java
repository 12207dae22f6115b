package episode.backend.nd4j;

import episode.backend.array.ArrayNamespace;
import episode.backend.array.CallerArrays;
import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J's arrays as its users have them: views and column-major ones, too. */
public final class Nd4jCallerArrays implements CallerArrays<INDArray> {
  private static final Nd4jNamespace NAMESPACE = new Nd4jNamespace();

  /** Makes it; the service loader calls it. */
  public Nd4jCallerArrays() {}

  @Override
  public Class<INDArray> type() {
    return INDArray.class;
  }

  @Override
  public boolean isFreed(INDArray array) {
    return array.wasClosed();
  }

  @Override
  public String elementType(INDArray array) {
    return array.dataType().name();
  }

  @Override
  public Optional<Type.ArrayOf> typeOf(INDArray array) {
    int[] extents = new int[array.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = (int) array.size(axis);
    }
    for (DType dtype : DType.values()) {
      if (Memory.type(dtype) == array.dataType()) {
        return Optional.of(Type.array(dtype, Shape.of(extents)));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the one namespace there is.
   *
   * @throws episode.expr.EpisodeException E3207 where the native library does not load
   */
  @Override
  public ArrayNamespace<INDArray> namespace(INDArray like) {
    Engine.start();
    return NAMESPACE;
  }

  @Override
  public INDArray given(INDArray array) {
    return Memory.rowMajor(array);
  }

  @Override
  public INDArray result(INDArray result, INDArray like) {
    return result;
  }
}
