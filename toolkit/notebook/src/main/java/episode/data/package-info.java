/**
 * Tables in and out: reads files with Tablesaw, turns its tables into the toolkit's columns and
 * back, and writes draws for ArviZ. Start reading at {@link episode.data.Tables}.
 *
 * <p>Imports {@code expr}, {@code plot}, {@code progress}, {@code sample} and, for the service that
 * it is, {@code system}.
 */
package episode.data;
