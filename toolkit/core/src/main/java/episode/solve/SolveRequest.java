package episode.solve;

import episode.backend.Backend;
import episode.expr.Tensor;
import java.util.List;

/**
 * What to solve, and by what.
 *
 * @param times ascending, in the unit of t0; nobody changes them
 * @param parameters in the order of {@link OdeProblem#parameters}
 */
record SolveRequest(
    OdeProblem problem,
    SolveSettings settings,
    Backend backend,
    double t0,
    double[] times,
    List<Tensor> parameters) {

  /** Returns the request for other parameters. */
  SolveRequest with(List<Tensor> others) {
    return new SolveRequest(problem, settings, backend, t0, times, others);
  }
}
