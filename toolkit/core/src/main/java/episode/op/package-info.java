/**
 * Named ops that are no primitives: linear algebra, sorting, cumulative and special functions. Each
 * is an {@link episode.expr.Op} with values of its own and, where it has no lowering, derivatives
 * of its own that are made of nodes and so can be differentiated again. One file per family; start
 * reading at {@link episode.op.Catalogue}.
 *
 * <p>Imports {@code expr} alone.
 */
package episode.op;
