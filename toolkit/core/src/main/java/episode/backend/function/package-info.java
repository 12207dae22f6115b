/**
 * Functions as values, for people who differentiate in a notebook. A {@link
 * episode.backend.function.GraphFunction} is a formula, a graph, a solve or a log density with
 * named inputs; its transforms give functions again, so that they nest freely:
 *
 * <pre>{@code
 * var f = function("x * exp(-k * t)", "x", "k", "t");
 * f.apply(2, 0.5, 3)                              // shows 0.4463
 * grad(f, "k").apply(2, 0.5, 3).number()          // −1.3388
 * hessian(f, "x", "k").apply(2, 0.5, 3)           // four numbers, as a table
 * vmap(grad(f, "k"), "t").apply(2, 0.5, days)     // one per element of days
 * var fast = jit(f, "pytorch");                   // compiled at the first call, per shapes
 * fast.apply(2, 0.5, 3);
 * fast.explain()                                  // graph before and after, generated code
 * Compilations.recent()                           // what was compiled, how long, and why
 * var peak = flu.function("max(I)", guess, days(0, 60));
 * grad(peak, "beta").apply("beta", 2)             // the other values are those of the guess
 * peak.checkGradient().check()                    // forward, reverse, differences, complex step
 * }</pre>
 *
 * <p>Start reading at {@code GraphFunction}, then {@code FunctionTransforms}; {@link
 * episode.backend.function.JitFunction} holds what was compiled. Imports {@code expr}, {@code
 * transform}, {@code backend}, {@code draw}, {@code plot} and {@code progress}.
 */
package episode.backend.function;
