/**
 * Compartmental models and other systems of ordinary differential equations: written in a few
 * lines, checked as a whole, shown, compiled. {@link episode.system.OpSystem} is what was said, in
 * normalised form. Start reading at {@link episode.system.SystemBuilder}.
 *
 * <p>Imports {@code expr}, {@code transform}, {@code backend}, {@code solve} and {@code plot}.
 */
package episode.system;
