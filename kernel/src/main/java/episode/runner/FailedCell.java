package episode.runner;

import episode.kernel.Failure;

/**
 * The cell that ended a run.
 *
 * @param position its number among all cells, from 1
 * @param cell the cell
 * @param failure what went wrong
 */
public record FailedCell(int position, Cell cell, Failure failure) {}
