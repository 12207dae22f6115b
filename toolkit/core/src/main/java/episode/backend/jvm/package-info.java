/**
 * The backend that writes bytecode. A program becomes one hidden class; all FLOAT64 values of a
 * call live at fixed places of one {@code double[]}, so do those of the other types in an array of
 * theirs, and a run allocates nothing, but for ops without a lowering, which are performed on
 * tensors ({@code Performance}).
 *
 * <p>The way of a function: {@code Flattening} puts called graphs in place and lowers ops; {@code
 * Items} says what there is to compute and what waits for what; {@code Schedule} groups items into
 * kernels (straight-line code, or loops over one iteration space); {@code Lowering} turns a kernel
 * into a {@code Body} of scalar operations, loads and sinks; {@code StraightCode}, {@code NestCode}
 * and {@code ProductCode} write the methods. Start reading at {@code Compiler}.
 *
 * <p>Imports {@code expr}, {@code transform} and {@code backend}.
 */
package episode.backend.jvm;
