/**
 * Notebooks without Jupyter and without Python: reads an {@code .ipynb} file, runs its cells in the
 * kernel's evaluator, and writes the executed notebook and one self-contained HTML page.
 *
 * <p>May import {@code episode.kernel}, and the escaping of HTML from {@code episode.kernel.magic};
 * {@code episode.cli} imports this. Start reading at {@link episode.runner.NotebookRunner}.
 */
package episode.runner;
