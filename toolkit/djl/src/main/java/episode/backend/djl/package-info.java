/**
 * The engines that DJL runs, as backends. Start reading at {@code Engines}.
 *
 * <p>Imports {@code expr}, {@code backend} and {@code backend.array}.
 */
package episode.backend.djl;
