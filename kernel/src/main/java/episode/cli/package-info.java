/**
 * The command line {@code episode}: run a notebook, install the kernel, explain an error code,
 * evaluate and solve specs.
 *
 * <p>Nothing imports this package. Start reading at {@link episode.cli.Main}; each command is one
 * class.
 */
package episode.cli;
