/**
 * Maven's own resolver behind {@link episode.kernel.magic.Resolver}. In an installed kernel the
 * libraries of this package lie apart from the class path, and a class loader of its own holds them
 * and this package, so that cells never meet them and a kernel that needs no library never opens
 * them. Nothing but {@code magic} may know this package, by name.
 */
package episode.kernel.maven;
