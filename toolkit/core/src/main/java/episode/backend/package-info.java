/**
 * What runs graphs. A {@link episode.backend.Backend} compiles a {@link episode.backend.Program}:
 * functions over named slots, the form that host loops use; {@link
 * episode.backend.CompiledFunction} is one graph made ready, with its host loops ({@code Cut} parts
 * them from it; {@code HostMembers} and {@code MemberLoop} run them for a batch). {@link
 * episode.backend.OpRule} is how a user teaches a backend an op, {@link episode.backend.Comparison}
 * how the result is tested. Start reading at {@code Program}, then {@link episode.backend.Call}.
 *
 * <p>{@code backend.array} makes a backend of any library of arrays, {@code backend.interpreter}
 * and {@code backend.jvm} are the two that are always there, {@code backend.function} is what users
 * differentiate and compile. PyTorch and MXNet ({@code backend.djl}) and ND4J are modules of their
 * own.
 *
 * <p>Imports {@code expr}, {@code transform} and, to show a comparison, {@code plot} and {@code
 * progress}; {@code Backends} alone imports the two backends of this module.
 */
package episode.backend;
