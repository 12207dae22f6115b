/**
 * Transforms of graphs, each Graph to Graph: {@link episode.transform.Simplify}, {@link
 * episode.transform.Jvp} (forward derivative), {@link episode.transform.Vjp} (reverse derivative),
 * {@link episode.transform.Vmap} (batches) and {@link episode.transform.Substitute}. Their rules
 * are tables with one row per primitive. Start reading at {@code ElementwiseRules}; users start at
 * {@link episode.transform.Gradients}.
 *
 * <p>Imports episode.expr alone.
 */
package episode.transform;
