package episode.runner;

import episode.kernel.Failure;

/**
 * The cell that ended a run.
 *
 * @param number its number among the cells that run, from 1, as in {@code [1]}
 * @param cell the cell
 * @param failure what went wrong
 */
public record FailedCell(int number, Cell cell, Failure failure) {}
