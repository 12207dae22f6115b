/**
 * Models of data: priors, formulas and observations in the grammar {@code x ~ f(…)}, turned into
 * one log density for a sampler, and predictions from it.
 *
 * <p>{@link episode.model.Posterior} is what users build. Inside, a {@code Draft} holds what was
 * written, a {@code Plan} is the draft checked and put in order, an {@code Assembly} writes a plan
 * into a graph, and a {@code Compilation} runs the graphs. {@link episode.system.ColumnsReader} is
 * how other libraries' tables come in.
 *
 * <p>The package imports {@code prob}, {@code sample}, {@code system} and what those import. Start
 * reading at {@link episode.model.Posterior}, then {@code Assembly}.
 */
package episode.model;
