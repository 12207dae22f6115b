/**
 * Formulas and graphs. A formula's text is parsed once into an expression with source positions and
 * becomes nodes of a {@link episode.expr.Graph}: array-valued, statically shaped, over the closed
 * set of primitives {@link episode.expr.Prim} and open named ops {@link episode.expr.Op}. Start
 * reading at {@code Prim}, then {@link episode.expr.GraphBuilder}.
 *
 * <p>Imports nothing of the toolkit; all but {@code sample}, {@code plot} and {@code progress}
 * import it.
 */
package episode.expr;
