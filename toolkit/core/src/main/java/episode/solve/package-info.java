/**
 * Initial value problems and derivatives through their solution. {@link episode.solve.OdeProblem}
 * holds a problem as graphs, {@link episode.solve.Solve} is its solve as an operation of a graph,
 * one file per method holds coefficients ({@link episode.solve.Tsit5}). A step is a graph ({@code
 * StepGraphs}), compiled by any backend and driven by {@code SolveLoop}; tangents are the same
 * solve of a larger problem ({@code Augment}), the reverse sweep walks recorded steps back ({@code
 * SolveReverse}). Fixed steps need no host loop: {@link episode.solve.FixedStep} makes the whole
 * solve one graph ({@code FixedSolve}).
 *
 * <p>Imports {@code expr}, {@code transform}, {@code backend} and, to say how far a solve is,
 * {@code progress}.
 */
package episode.solve;
