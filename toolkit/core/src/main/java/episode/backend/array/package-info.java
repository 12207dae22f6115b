/**
 * A backend for any library of arrays: graphs are evaluated node by node over an {@link
 * episode.backend.array.ArrayNamespace}, and every value stays one of the library's arrays until
 * somebody reads it. Start reading at {@link episode.backend.array.ArrayBackend}, then {@code Plan}
 * (the order), {@code Evaluation} and {@code Rounds} (its steps; loops) and {@code Held} (who frees
 * an array). {@link episode.backend.array.Elementary} puts together what a library lacks. {@link
 * episode.backend.array.Recorder} is a library with a tape, {@link
 * episode.backend.array.CallerArrays} one whose arrays callers hand in.
 *
 * <p>Imports {@code expr} and {@code backend}.
 */
package episode.backend.array;
