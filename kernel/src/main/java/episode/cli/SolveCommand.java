package episode.cli;

import episode.expr.EpisodeException;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code episode solve}: solves a spec from a point. */
@Command(
    name = "solve",
    description = "Solve a spec from a point's state at the first of the times, as JSON.")
final class SolveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SPEC", description = "A spec, YAML or JSON.")
  private Path file;

  @Option(
      names = "--at",
      required = true,
      paramLabel = "POINT.json",
      description = "{\"y\": [...], \"params\": {\"beta\": 0.3}}")
  private Path at;

  @Option(
      names = "--times",
      required = true,
      split = ",",
      paramLabel = "TIME",
      description = "The times, ascending.")
  private double[] times;

  @Option(names = "--rtol", description = "Relative tolerance of a step (default: 1e-6).")
  private double rtol = 1e-6;

  @Option(names = "--atol", description = "Absolute tolerance of a step (default: 1e-9).")
  private double atol = 1e-9;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "jvm (the default), interpreter, pytorch, mxnet or nd4j.")
  private String backend = "jvm";

  @Option(
      names = "--sensitivities",
      description = "Give the derivatives of the last state by parameters and by the first.")
  private boolean sensitivities;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      OpSystem system = OpSystem.read(RhsCommand.path(file));
      SpecPoint point =
          SpecPoint.of(SpecAnswers.json(SpecAnswers.file(RhsCommand.path(at))), system);
      CompiledSystem compiled = system.compile(backend).withTolerances(rtol, atol);
      String answer = SpecAnswers.line(SpecAnswers.solution(compiled, point, times, sensitivities));
      spec.commandLine().getOut().println(answer);
      return 0;
    } catch (EpisodeException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    }
  }
}
