package episode.system;

import episode.expr.Breakpoints;
import episode.expr.Expr;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Warns of jumps in time that steps of a solve may miss, since nobody can tell when they are. */
final class HiddenJumps {
  private HiddenJumps() {}

  /** Returns the warnings. */
  static List<Problem> warnings(Definitions system) {
    List<Breakpoints.Hidden> all = StepEnds.of(system).hidden();
    if (all.isEmpty()) {
      return List.of();
    }
    Set<String> parameters = new LinkedHashSet<>();
    system.parameters().forEach(parameter -> parameters.add(parameter.name()));
    Set<String> others = new LinkedHashSet<>(parameters);
    others.add("t");
    system.inputs().forEach(input -> others.add(input.name()));
    Reach reach = new Reach(system, others);
    List<Problem> warnings = new ArrayList<>();
    for (Breakpoints.Hidden hidden : all) {
      boolean curve = hidden.part() instanceof Expr.Call;
      Set<String> names = reach.of(curve ? hidden.argument() : hidden.part());
      if (jumps(hidden.part()) && names.remove("t") && parameters.containsAll(names)) {
        warnings.add(warning(hidden));
      }
    }
    return warnings;
  }

  private static boolean jumps(Expr part) {
    if (part instanceof Expr.Call call) {
      return switch (call.function()) {
        case "piecewise", "sign", "floor", "ceil", "round", "rint" -> true;
        default -> false;
      };
    }
    return true;
  }

  private static Problem warning(Breakpoints.Hidden hidden) {
    return Problem.of("E2160", "Steps of a solve may miss when this jumps")
        .at(hidden.formula().where(hidden.part().span()))
        .remedy(
            "Steps end where a * t + b, or its remainder, reaches a number or a parameter; not so"
                + " here.\nCompare t itself with the time of the jump, or limit the size of steps by"
                + " an input with rows there.");
  }
}
