/**
 * What epidemiologists ask of a system: who infects whom, the basic reproduction number and how it
 * depends on the parameters, the growth of an epidemic that has just begun, and its final size.
 * Start reading at {@link episode.epi.NextGeneration}.
 *
 * <p>Imports {@code expr}, {@code transform}, {@code system} and {@code plot}; nothing in this
 * module imports it.
 */
package episode.epi;
