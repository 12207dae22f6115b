/**
 * Compartmental models and other systems of ordinary differential equations: written in a few
 * lines, checked as a whole, shown, compiled. {@link episode.system.OpSystem} is what was said, in
 * normalised form. Start reading at {@link episode.system.SystemBuilder}, then {@code Definitions}
 * (all that was said) and {@code SystemGraph} (what is computed).
 *
 * <p>The ways in end in {@code Definitions}: {@code Reading} for the builder, {@code SystemText}
 * and other {@code Text…} for statements, {@code SpecReader} and other {@code Spec…} for YAML.
 * {@code Stratification} and {@code Strata…}, {@code Composition}, {@code Renaming} and {@code
 * Block} turn definitions into definitions. {@code Checks}, {@code UnitCheck}, {@code Balance} and
 * {@code Signs} find what is wrong; {@code SystemViews}, {@code Latex…} and {@code Diagram…} show;
 * {@code SpecWriter} and {@code TextWriter} write. {@link episode.system.CompiledSystem} runs:
 * {@code RightHandSide} at one time, {@link episode.system.Solution} in time, {@code Derivatives}
 * through the solve.
 *
 * <p>Imports {@code expr}, {@code transform}, {@code backend} with {@code backend.array} (a
 * caller's arrays, in {@code Stepper}) and {@code backend.function}, {@code solve}, {@code
 * progress}, {@code draw} and {@code plot}.
 */
package episode.system;
