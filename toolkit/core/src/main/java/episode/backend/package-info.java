/**
 * What runs graphs. A {@link episode.backend.Backend} compiles a {@link episode.backend.Program}:
 * functions over named slots, the form that host loops use; {@link
 * episode.backend.CompiledFunction} is one graph made ready, with its host loops. Start reading at
 * {@code Program}, then {@link episode.backend.Call}.
 *
 * <p>Imports {@code expr}, {@code transform} and, to show a comparison, {@code plot}.
 */
package episode.backend;
