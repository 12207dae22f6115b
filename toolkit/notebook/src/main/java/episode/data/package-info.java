/**
 * Tables in and out: reads files with Tablesaw, and turns its tables into the toolkit's columns and
 * back. Start reading at {@link episode.data.Tables}.
 */
package episode.data;
