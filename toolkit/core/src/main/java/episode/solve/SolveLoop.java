package episode.solve;

import episode.backend.Call;
import episode.progress.Work;

/**
 * The host's part of a solve: chooses step sizes, accepts or rejects, and says when to save. All
 * numbers of the state stay in the call. For one thread.
 */
final class SolveLoop {
  private final SolveCode code;
  private final Call call;
  private final SolveSettings settings;
  private final Breaks breaks = new Breaks();
  private Work clock = Work.clock();
  private double t;
  private double h;
  private double before;
  private double earlier;
  private long accepted;
  private long rejected;
  private long evaluations;
  private int row;

  /** Is told of every row as it is ready in the slot {@code saved}. */
  interface Rows {
    void saved(int row);
  }

  SolveLoop(SolveCode code, Call call, SolveSettings settings) {
    this.code = code;
    this.call = call;
    this.settings = settings;
  }

  /**
   * Solves from t0 through ascending times; the parameters are in their slots.
   *
   * @param steps where accepted steps are recorded, or null
   */
  SolveReport run(double t0, double[] times, Rows rows, StepRecord steps) {
    start(t0, times.length == 0 ? t0 : times[times.length - 1]);
    SolveStatus status;
    if (times.length == 0 || times[times.length - 1] == t0) {
      status = stay(times, rows, steps);
    } else if (!firstStep(times[times.length - 1] - t0)) {
      status = SolveStatus.NOT_FINITE;
    } else {
      status = march(times, rows, steps);
    }
    return new SolveReport(status, t, h, accepted, rejected, evaluations);
  }

  /**
   * Repeats the steps of another solve, whatever their error: the base of difference quotients.
   * Where breaks have moved, the steps between two of them move along.
   */
  SolveReport replay(double t0, double[] times, StepRecord base, Rows rows) {
    double end = times[times.length - 1];
    start(t0, end);
    StepPlan plan = StepPlan.of(base, breaks.all(), t0, end);
    int steps = base.steps();
    for (int i = 0; i < steps; i++) {
      if (base.isFresh(i)) {
        restart(plan.times()[i]);
      }
      h = plan.sizes()[i];
      step();
      if (i == steps - 1) {
        advance(times, end, rows, null);
      } else if (base.isFresh(i + 1)) {
        advance(times, Math.nextDown(plan.times()[i + 1]), rows, null);
      } else {
        advance(times, t + h, rows, null);
      }
    }
    return new SolveReport(SolveStatus.SUCCESS, t, h, accepted, rejected, evaluations);
  }

  private void start(double t0, double end) {
    clock = Work.clock();
    t = t0;
    h = 0;
    before = 1;
    earlier = 1;
    accepted = 0;
    rejected = 0;
    row = 0;
    if (code.breaks != SolveCode.NONE) {
      call.run(code.breaks);
      double[] times = call.read(code.breakTimes).toDoubles();
      breaks.start(times, code.singles, t0, end, settings.maxSteps());
    }
    call.run(code.prelude);
    call.set(code.t, code.breaks == SolveCode.NONE ? t0 : Breaks.above(t0));
    call.set(code.rtol, settings.rtol());
    call.set(code.atol, settings.atol());
    call.run(code.first);
    evaluations = 1;
  }

  private SolveStatus stay(double[] times, Rows rows, StepRecord steps) {
    step();
    advance(times, t, rows, steps);
    return SolveStatus.SUCCESS;
  }

  /**
   * Chooses the first step size: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential
   * Equations I, 2nd edition, section II.4.
   */
  private boolean firstStep(double span) {
    call.run(code.scale);
    double d0 = Math.sqrt(call.get(code.d0));
    double d1 = Math.sqrt(call.get(code.d1));
    if (!(d0 + d1 < Double.POSITIVE_INFINITY)) {
      return false;
    }
    double h0 = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1;
    h0 = Math.min(h0, span);
    call.set(code.h, h0);
    call.run(code.probe);
    evaluations++;
    double d2 = Math.sqrt(call.get(code.d2)) / h0;
    double largest = Math.max(d1, d2);
    double h1 =
        largest <= 1e-15
            ? Math.max(1e-6, h0 * 1e-3)
            : Math.pow(0.01 / largest, 1.0 / code.tableau.order());
    h = largest < Double.POSITIVE_INFINITY ? Math.min(100 * h0, h1) : h0;
    return true;
  }

  private SolveStatus march(double[] times, Rows rows, StepRecord steps) {
    double end = times[times.length - 1];
    Thread thread = Thread.currentThread();
    while (row < times.length) {
      if (accepted + rejected >= settings.maxSteps()) {
        return SolveStatus.MAX_STEPS;
      }
      if (thread.isInterrupted()) {
        return SolveStatus.INTERRUPTED;
      }
      boolean breaking = breaks.isAhead();
      double stop = breaking ? breaks.next() : end;
      boolean reaches = t + h >= stop;
      if (reaches && breaking) {
        stepToBreak(stop, times, rows, steps);
      } else if (reaches) {
        h = end - t;
        attempt(times, end, rows, steps);
      } else if (t + h == t) {
        return SolveStatus.STEP_TOO_SMALL;
      } else {
        attempt(times, t + h, rows, steps);
      }
    }
    return SolveStatus.SUCCESS;
  }

  /** Tries a step and chooses the size of the next; returns whether it was accepted. */
  private boolean attempt(double[] times, double reached, Rows rows, StepRecord steps) {
    step();
    double error = call.get(code.err2);
    double factor = settings.controller().factor(error, before, earlier, code.tableau.order());
    boolean accept = error <= 1;
    if (accept) {
      advance(times, reached, rows, steps);
      earlier = before;
      before = error;
    } else {
      rejected++;
    }
    h *= factor;
    return accept;
  }

  /**
   * Tries the step that stops just below a break, and goes on from the break with the size that the
   * step would have had without it: should that be too much for what comes, it is rejected.
   */
  private void stepToBreak(double stop, double[] times, Rows rows, StepRecord steps) {
    double wanted = h;
    h = Breaks.below(t, stop);
    if (h <= 0 || attempt(times, Math.nextDown(stop), rows, steps)) {
      restart(stop);
      if (steps != null) {
        steps.startAfresh();
      }
      h = Math.max(h, wanted);
    }
  }

  /** Starts at a break: the first stage is evaluated anew, past errors say nothing any more. */
  private void restart(double time) {
    t = time;
    breaks.pass();
    call.set(code.t, Breaks.above(t));
    call.run(code.first);
    evaluations++;
    before = 1;
    earlier = 1;
  }

  private void step() {
    call.set(code.t, t);
    call.set(code.h, h);
    call.run(code.step);
    evaluations += code.tableau.stages() - 1;
  }

  private void advance(double[] times, double end, Rows rows, StepRecord steps) {
    if (steps != null) {
      code.frames.record(call, steps, t, h);
    }
    while (row < times.length && times[row] <= end) {
      double theta = h == 0 ? 0 : Math.min(1, (times[row] - t) / h);
      call.set(code.theta, theta);
      call.run(code.save);
      rows.saved(row);
      if (steps != null) {
        steps.addRow(theta);
      }
      row++;
    }
    call.run(code.accept);
    accepted++;
    t = end;
    clock.at(end);
  }
}
