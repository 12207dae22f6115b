package episode.solve;

import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.Program;
import java.util.ArrayList;
import java.util.List;

/** The functions of a solve, compiled, and the numbers of the slots that its host loop uses. */
final class SolveCode {
  /** Stands for a function or slot that there is no need of. */
  static final int NONE = -1;

  final CompiledProgram program;
  final int prelude;
  final int first;
  final int scale;
  final int probe;
  final int step;
  final int accept;
  final int save;
  final int breaks;
  final int breakTimes;
  final int singles;
  final int[] parameters;
  final int t;
  final int h;
  final int theta;
  final int rtol;
  final int atol;
  final int err2;
  final int d0;
  final int d1;
  final int d2;
  final int saved;
  final StepFrames frames;
  final ButcherTableau tableau;

  private SolveCode(OdeProblem problem, ButcherTableau tableau, CompiledProgram compiled) {
    this.program = compiled;
    this.tableau = tableau;
    Program p = compiled.program();
    prelude = p.function("prelude");
    first = p.function("first");
    scale = p.function("scale");
    probe = p.function("probe");
    step = p.function("step");
    accept = p.function("accept");
    save = p.function("save");
    boolean stops = problem.breaks().isPresent();
    breaks = stops ? p.function("breaks") : NONE;
    breakTimes = stops ? p.slot("@breaks") : NONE;
    singles = problem.breaks().map(StepTimes::singles).orElse(0);
    parameters = new int[problem.parameters().size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = p.slot(problem.parameters().get(i).name());
    }
    t = p.slot("@t");
    h = p.slot("@h");
    theta = p.slot("@theta");
    rtol = p.slot("@rtol");
    atol = p.slot("@atol");
    err2 = p.slot("@err2");
    d0 = p.slot("@d0");
    d1 = p.slot("@d1");
    d2 = p.slot("@d2");
    saved = p.slot("@saved");
    frames = new StepFrames(p, new StepGraphs(problem, tableau).frameParts(), p.function("first"));
  }

  static SolveCode compile(OdeProblem problem, Backend backend) {
    ButcherTableau tableau = Tsit5.tableau();
    StepGraphs graphs = new StepGraphs(problem, tableau);
    Program.Builder builder = Program.named("solve");
    graphs.addFrame(builder);
    builder.function(problem.prelude(), preludeOutputs(problem));
    builder.function(graphs.first(), StepGraphs.names("k.0.", graphs.states()));
    builder.function(graphs.scale(), List.of("@d0", "@d1"));
    builder.function(graphs.probe(), List.of("@d2"));
    builder.function(graphs.step(), graphs.stepOutputs());
    builder.function(graphs.accept(), graphs.acceptOutputs());
    builder.function(graphs.save(), List.of("@saved"));
    problem
        .breaks()
        .ifPresent(times -> builder.function(StepGraphs.breaks(times), List.of("@breaks")));
    return new SolveCode(problem, tableau, backend.compile(builder.build()));
  }

  static List<String> preludeOutputs(OdeProblem problem) {
    List<String> names = new ArrayList<>(StepGraphs.names("y.", problem.states().size()));
    names.addAll(StepGraphs.names("q.", problem.constants().size()));
    return names;
  }
}
