/**
 * Executes the notebooks of this module: in the embedded runner, with a Jupyter client, and in
 * JupyterLab. What a machine lacks is skipped and listed by {@link episode.notebooks.SkippedTests}.
 */
package episode.notebooks;
