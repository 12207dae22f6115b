/**
 * A backend for any library of arrays: graphs are evaluated node by node over an {@link
 * episode.backend.array.ArrayNamespace}, and every value stays one of the library's arrays until
 * somebody reads it. Start reading at {@link episode.backend.array.ArrayBackend}.
 *
 * <p>Imports {@code expr} and {@code backend}.
 */
package episode.backend.array;
