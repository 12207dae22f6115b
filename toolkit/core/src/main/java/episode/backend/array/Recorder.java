package episode.backend.array;

import java.util.List;

/**
 * A library of arrays that can record what it computes. What it does not record in full it does not
 * take: it is lowered, or refused with E3204. Safe to share.
 *
 * @param <A> the library's array
 */
public interface Recorder<A> extends ArrayNamespace<A> {

  /** Returns a record of what this thread computes from now on, until it is closed. */
  Recording<A> record();

  /**
   * What one thread computes.
   *
   * @param <A> the library's array
   */
  interface Recording<A> extends AutoCloseable {

    /** Makes an array, not computed from others, one that is gone back to. */
    void watch(A array);

    /**
     * Returns, for each watched array in turn, what is pulled back to it from all results together:
     * arrays of their own. Asked for once.
     *
     * @param results what was computed
     * @param cotangents one per result, of its shape
     */
    List<A> pull(List<A> results, List<A> cotangents);

    @Override
    void close();
  }
}
