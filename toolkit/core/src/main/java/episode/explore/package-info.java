/**
 * What a solution looks like as parameters change: solved beforehand on a grid of their values, and
 * shown with a slider for each. Start reading at {@link episode.explore.Exploration}.
 *
 * <p>Imports {@code expr}, {@code solve}, {@code system}, {@code progress} and {@code plot}.
 */
package episode.explore;
