/**
 * The Jupyter kernel: Java cells evaluated in process, and their outputs sent as they happen.
 *
 * <p>Start reading at {@link episode.kernel.Session}, which runs cells without any connection, and
 * at {@link episode.kernel.KernelMain}, which puts the Jupyter protocol around the same evaluator.
 * The kernel never imports the toolkit: it meets it as an extension found on the class path.
 */
package episode.kernel;
