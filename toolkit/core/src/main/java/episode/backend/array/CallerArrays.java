package episode.backend.array;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Type;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A library of arrays as its users have them: how to compute with an array that somebody else owns.
 * A service, found by the class of the array. Safe to share.
 *
 * @param <A> the library's array
 */
public interface CallerArrays<A> {

  /**
   * Returns the library of an array.
   *
   * @throws EpisodeException E3214 where no module on the class path knows it
   */
  @SuppressWarnings("unchecked")
  static <A> CallerArrays<A> of(A array) {
    ClassLoader loader = CallerArrays.class.getClassLoader();
    for (CallerArrays<?> library : ServiceLoader.load(CallerArrays.class, loader)) {
      if (library.type().isInstance(array)) {
        return (CallerArrays<A>) library;
      }
    }
    String what = "Nobody here computes with arrays of class " + array.getClass().getName();
    throw new EpisodeException(
        Problem.of("E3214", what)
            .remedy(
                "Take double[]; INDArray with the module episode-nd4j on the class path; NDArray"
                    + " with episode-djl."));
  }

  /** Returns the class of the arrays. */
  Class<A> type();

  /** Returns whether the array's owner has freed it; false (the default) where nobody can. */
  default boolean isFreed(A array) {
    return false;
  }

  /** Returns what the library calls the element type. */
  String elementType(A array);

  /** Returns where the array lives, in words; only arrays of one place go into one computation. */
  default String place(A array) {
    return type().getSimpleName();
  }

  /** Returns element type and shape; empty for an element type that graphs do not have. */
  Optional<Type.ArrayOf> typeOf(A array);

  /**
   * Returns the namespace that computes where this array lives: one for each device. Operations are
   * recorded by the library's own tape where one is running, and arrays that it has recorded can be
   * freed.
   */
  ArrayNamespace<A> namespace(A like);

  /** Returns the array in the form that the namespace computes with; itself where it has it. */
  A given(A array);

  /** Returns a result as the caller's, owned like an array that it gave. */
  A result(A result, A like);
}
