/**
 * The engines that DJL runs, as backends. "pytorch" writes a graph out as TorchScript and runs it
 * as one call. Start reading at {@link episode.backend.djl.PytorchBackend}, then {@code
 * ScriptWriter} (graphs as text) and {@code TorchCall} (arrays and who frees them).
 *
 * <p>"mxnet" and the eager mode of "pytorch" evaluate node by node: {@link
 * episode.backend.djl.EagerBackend}, then {@code DjlNamespace}, the two {@code Dialect}s and {@code
 * DjlTape} (the engines' own derivatives).
 *
 * <p>Imports {@code expr}, {@code transform}, {@code op}, {@code backend} and {@code
 * backend.array}.
 */
package episode.backend.djl;
