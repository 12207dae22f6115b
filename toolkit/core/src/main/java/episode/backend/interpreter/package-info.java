/**
 * The reference backend: every node by {@link episode.expr.Perform}, one at a time. Slow, plain,
 * and what all other backends are compared with. Start reading at {@code InterpreterBackend}.
 *
 * <p>Imports {@code expr} and {@code backend}.
 */
package episode.backend.interpreter;
