/**
 * Probability distributions and bijectors as fragments of a graph.
 *
 * <p>A {@link episode.prob.Distribution} writes its log density into a {@code GraphBuilder}, where
 * values and parameters are nodes of any shapes that broadcast, and draws plain numbers for
 * predictions. {@link episode.prob.Distributions} is the table of those that formulas may name, and
 * {@link episode.prob.Truncated} cuts any of them. A {@link episode.prob.Bijector} maps the real
 * line onto a support, so that a sampler may work without bounds.
 *
 * <p>The package imports {@code episode.expr} alone. Start reading at {@link
 * episode.prob.Distribution}, then take {@code Normal} for an example.
 */
package episode.prob;
