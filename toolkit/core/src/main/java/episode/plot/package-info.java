/**
 * What a value shows of itself, without any drawing: pictures, tables, formulas and texts as plain
 * immutable values.
 *
 * <p>{@link episode.plot.Display} is what a system, a solution or a fit implements; its {@link
 * episode.plot.Part}s are texts, formulas, {@link episode.plot.Grid}s of cells and {@link
 * episode.plot.Plot}s. {@link episode.plot.Columns} is the named columns of numbers, texts and
 * dates that data comes in and results go out in. A renderer (in the notebook module) turns them
 * into pictures and HTML.
 *
 * <p>The package is a leaf: it imports no other package of Episode, and every other one may import
 * it. Start reading at {@link episode.plot.Plot}.
 */
package episode.plot;
