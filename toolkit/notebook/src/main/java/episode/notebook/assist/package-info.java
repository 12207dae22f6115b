/**
 * What a kernel asks the toolkit while somebody writes: which names fit inside a formula, and what
 * a word, a name or a method means.
 *
 * <p>{@link episode.notebook.assist.Assistant} is the seam: a service whose methods take and return
 * nothing but types of the JDK and the small records beside it. Nothing here runs code of a cell.
 *
 * <p>May import all of the toolkit's core, and {@code episode.notebook} for the words that need no
 * import; which does not know this package.
 */
package episode.notebook.assist;
