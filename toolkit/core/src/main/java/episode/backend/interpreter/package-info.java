/**
 * The reference backend: every node by {@link episode.expr.Perform}, one at a time. Slow, plain,
 * and what all other backends are compared with. Start reading at {@code TensorNamespace}.
 *
 * <p>Imports {@code expr}, {@code backend} and {@code backend.array}.
 */
package episode.backend.interpreter;
