/**
 * What a notebook sees: {@link episode.notebook.Episode} holds the words that need no import,
 * {@link episode.notebook.EpisodeExtension} teaches a Java kernel to show the toolkit's values.
 * Beside them are the toolkit's magics, such as {@code %backend} and {@code %%system}, and the line
 * that shows how far long work is.
 *
 * <p>Nothing here computes: everything forwards to the toolkit, to {@code episode.data} and to
 * {@code episode.render}, of which this package may import all.
 */
package episode.notebook;
