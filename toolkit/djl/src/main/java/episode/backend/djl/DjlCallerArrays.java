package episode.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import episode.backend.array.ArrayNamespace;
import episode.backend.array.CallerArrays;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** DJL's arrays as its users have them, on PyTorch and MXNet and any of their devices. */
public final class DjlCallerArrays implements CallerArrays<NDArray> {
  private final Map<Place, DjlTape> namespaces = new ConcurrentHashMap<>();

  /** Where an array lives. */
  private record Place(String engine, Device device) {}

  /** Makes it; the service loader calls it. */
  public DjlCallerArrays() {}

  @Override
  public Class<NDArray> type() {
    return NDArray.class;
  }

  @Override
  public boolean isFreed(NDArray array) {
    return array.isReleased();
  }

  @Override
  public String elementType(NDArray array) {
    return array.getDataType().name();
  }

  /** Returns engine and device, such as "PyTorch, cpu()". */
  @Override
  public String place(NDArray array) {
    return array.getManager().getEngine().getEngineName() + ", " + array.getDevice();
  }

  @Override
  public Optional<Type.ArrayOf> typeOf(NDArray array) {
    return Memory.type(array);
  }

  /**
   * Returns the namespace of the array's engine and device, of which the caller's tape sees all.
   *
   * @throws EpisodeException E3214 for another engine than PyTorch and MXNet
   */
  @Override
  public ArrayNamespace<NDArray> namespace(NDArray like) {
    String engine = like.getManager().getEngine().getEngineName();
    Place place = new Place(engine, like.getDevice());
    return namespaces.computeIfAbsent(
        place,
        key -> {
          Dialect dialect = dialect(engine);
          return new DjlTape(new DjlNamespace(engine, dialect, key.device), dialect);
        });
  }

  private static Dialect dialect(String engine) {
    return switch (engine) {
      case Engines.PYTORCH -> new PytorchDialect();
      case Engines.MXNET -> new MxnetDialect();
      default ->
          throw new EpisodeException(
              Problem.of("E3214", "Nobody here computes with arrays of DJL's engine " + engine)
                  .remedy("Take arrays of PyTorch or MXNet."));
    };
  }

  @Override
  public NDArray given(NDArray array) {
    return array;
  }

  @Override
  public NDArray result(NDArray result, NDArray like) {
    result.attach(like.getManager());
    return result;
  }
}
