/**
 * Line and cell magics: how a call is read, and the ones that every session has.
 *
 * <p>The package knows the kernel library and its own {@link episode.kernel.magic.Host}, nothing
 * else of the kernel, and of the toolkit the progress of long work alone. Extensions register
 * further magics in the library's registry.
 */
package episode.kernel.magic;
