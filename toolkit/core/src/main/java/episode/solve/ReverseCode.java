package episode.solve;

import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.Program;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/** The functions of a reverse sweep, compiled, and the numbers of the slots that its loop uses. */
final class ReverseCode {
  final CompiledProgram program;
  final int prelude;
  final int clear;
  final int seed;
  final int back;
  final int finish;
  final int restart;
  final int[] parameters;
  final int[] gradients;
  final int t;
  final int theta;
  final int row;
  final StepFrames frames;

  private ReverseCode(OdeProblem problem, int active, CompiledProgram compiled) {
    program = compiled;
    Program p = compiled.program();
    prelude = p.function("prelude");
    clear = p.function("clear");
    seed = p.function("seed");
    back = p.function("back");
    finish = p.function("finish");
    parameters = new int[problem.parameters().size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = p.slot(problem.parameters().get(i).name());
    }
    gradients = new int[active];
    for (int i = 0; i < active; i++) {
      gradients[i] = p.slot("gradient " + i);
    }
    t = p.slot("@t");
    theta = p.slot("@theta");
    row = p.slot("@S");
    boolean stops = problem.breaks().isPresent();
    restart = stops ? p.function("restart") : SolveCode.NONE;
    int first = stops ? p.function("first") : SolveCode.NONE;
    frames = new StepFrames(p, new StepGraphs(problem, Tsit5.tableau()).frameParts(), first);
  }

  static ReverseCode compile(OdeProblem problem, List<Boolean> active, Backend backend) {
    ButcherTableau tableau = Tsit5.tableau();
    StepGraphs steps = new StepGraphs(problem, tableau);
    ReverseGraphs graphs = new ReverseGraphs(problem, tableau);
    List<String> gradients = new ArrayList<>();
    for (boolean wanted : active) {
      if (wanted) {
        gradients.add("gradient " + gradients.size());
      }
    }
    Program.Builder builder = Program.named("reverse");
    steps.addFrame(builder);
    builder.slot("@theta", Type.float64());
    builder.slot("@S", Type.float64(problem.observedSize()));
    builder.function(problem.prelude(), SolveCode.preludeOutputs(problem));
    builder.function(graphs.clear(), graphs.backOutputs());
    builder.function(graphs.seed(), graphs.seeded());
    builder.function(graphs.back(), graphs.backOutputs());
    builder.function(graphs.finish(active), gradients);
    builder.function(steps.step(), steps.stepOutputs());
    builder.function(steps.accept(), steps.acceptOutputs());
    if (problem.breaks().isPresent()) {
      builder.function(steps.first(), StepGraphs.names("k.0.", steps.states()));
      builder.function(graphs.restart(), graphs.startOutputs());
    }
    return new ReverseCode(problem, gradients.size(), backend.compile(builder.build()));
  }
}
