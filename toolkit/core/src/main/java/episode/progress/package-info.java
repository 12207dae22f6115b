/**
 * How far long work is, for whoever shows it: {@link episode.progress.Work} is one piece of work
 * and says what it has done, {@link episode.progress.Works} knows who shows it, a {@link
 * episode.progress.WorkView} draws lines. Where nobody shows anything, work costs nothing; no
 * result depends on it. Imports nothing.
 */
package episode.progress;
