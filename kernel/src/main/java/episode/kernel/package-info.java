/**
 * The Jupyter kernel: Java cells evaluated in process, and their outputs sent as they happen.
 *
 * <p>Start reading at {@link episode.kernel.Session}, which runs cells without any connection, and
 * at {@link episode.kernel.KernelMain}, which puts the Jupyter protocol around the same evaluator.
 * The kernel meets the toolkit as an extension found on the class path. All that it imports of it
 * is {@code episode.notebook.assist}, which it asks what fits inside a formula.
 */
package episode.kernel;
