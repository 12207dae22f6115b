/**
 * Named ops that are no primitives. Each is an {@link episode.expr.Op} with values of its own and a
 * lowering to primitives or, where it has none, derivatives of its own that are made of nodes and
 * so can be differentiated again.
 *
 * <p>A family is a class of static methods that put an op into a graph, promoting and broadcasting
 * as NumPy does: {@link episode.op.Elementwise}, {@link episode.op.SpecialFunctions}, {@link
 * episode.op.Reductions}, {@link episode.op.Softmax}, {@link episode.op.Cumulation}, {@link
 * episode.op.Shaping}, {@link episode.op.Joining}, {@link episode.op.Indexing}, {@link
 * episode.op.Creation}, {@link episode.op.Sorting}, {@link episode.op.Products}, {@link
 * episode.op.Convolution}, {@link episode.op.LinearSolves}, {@link episode.op.Factorizations},
 * {@link episode.op.Exponentials}, {@link episode.op.Control}, {@link episode.op.RandomDraws} over
 * {@link episode.op.RandomStream}. An axis that is negative counts from the last, one that is
 * absent means the flattened array, one out of range is an error with the valid range. Start
 * reading at {@link episode.op.Catalogue}, which has a row per op, the element types that it takes
 * and sample operands, ordinary and awkward.
 *
 * <p>Imports {@code expr} alone.
 */
package episode.op;
