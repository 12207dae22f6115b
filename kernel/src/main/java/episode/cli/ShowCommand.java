package episode.cli;

import episode.expr.EpisodeException;
import episode.system.OpSystem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code episode show}: shows the system of a spec, or tells an engine about it. */
@Command(name = "show", description = "Show the system of a spec: axes, equations, parameters.")
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SPEC", description = "A spec, YAML or JSON.")
  private Path file;

  @Option(names = "--json", description = "As JSON, with all that an engine needs.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      OpSystem system = OpSystem.read(RhsCommand.path(file));
      String shown =
          json ? SpecAnswers.line(EngineAnswer.of(system)) : new SystemPage(system).text();
      spec.commandLine().getOut().println(shown);
      return 0;
    } catch (EpisodeException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    }
  }
}
