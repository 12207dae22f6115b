/**
 * Transforms of graphs, each Graph to Graph: {@link episode.transform.Simplify}, {@link
 * episode.transform.Jvp} (forward derivative), {@link episode.transform.Vjp} (reverse derivative),
 * {@link episode.transform.Vmap} (batches), {@link episode.transform.ComplexStep} (a check of the
 * first two that shares no rule with them), {@link episode.transform.Precision} and {@link
 * episode.transform.Substitute}. Their rules are tables with one row per primitive: {@code
 * ElementwiseRules}, {@code JvpRules}, {@code VjpRules}, {@code VmapRules}, {@code ComplexRules}.
 *
 * <p>Loops and branches have rules about their bodies: {@code ForwardBodies} (forward), {@code
 * ReverseScan} and {@code ReverseBranches} (reverse), {@code BatchedBodies} and {@code Undecided}
 * (batches), {@code LeanBodies} and {@code Invariants} (what they would do in vain). Start reading
 * at {@code ElementwiseRules}; users start at {@link episode.transform.Gradients}.
 *
 * <p>Imports {@code expr} alone.
 */
package episode.transform;
