/**
 * What a notebook sees: {@link episode.notebook.Episode} holds the words that need no import,
 * {@link episode.notebook.EpisodeExtension} teaches a Java kernel to show the toolkit's values.
 * Nothing here does work of its own: everything forwards.
 */
package episode.notebook;
