package episode.cli;

import episode.runner.FailedCell;
import episode.runner.NotebookRunner;
import episode.runner.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code episode run}: executes a notebook and writes it with its outputs, and as an HTML page. */
@Command(
    name = "run",
    description = {
      "Execute a notebook in its own folder; write it with its outputs, and as one HTML page.",
      "The outputs so far are written as well when a cell fails and when you interrupt it."
    },
    exitCodeListHeading = "Ends with:%n",
    exitCodeList = {
      "0:all cells ran",
      "1:a cell failed, or the notebook cannot be read or written",
      "2:the command line is wrong",
      "130:interrupted (Ctrl-C)",
      "143:asked to end (SIGTERM)"
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NOTEBOOK", description = "An .ipynb file.")
  private Path notebook;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write; build beside the notebook by default.")
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path caller = Surroundings.callersFolder();
    Path file = caller.resolve(notebook).toRealPath();
    Path target = output.map(caller::resolve).orElse(file.resolveSibling("build")).normalize();
    if (!file.getParent().equals(Path.of("").toRealPath())) {
      return runThere(file, target);
    }
    Terminal terminal = Terminal.ofProcess(Surroundings.columns());
    Optional<FailedCell> failed = NotebookRunner.run(file, target, terminal);
    failed.ifPresent(cell -> report(cell, terminal));
    return failed.isEmpty() ? 0 : 1;
  }

  private static void report(FailedCell failed, Terminal terminal) {
    PrintStream err = terminal.err();
    err.println("\nCell " + failed.number() + " failed:");
    failed.cell().source().strip().lines().forEach(line -> err.println("    " + line));
    failed.failure().traceback().forEach(line -> err.println(terminal.plainUnlessLive(line)));
  }

  /**
   * Runs this command again in a process that is in the notebook's folder: cells name their data
   * relative to it, and a JVM cannot change its own. The launcher starts it there at once.
   */
  private static int runThere(Path file, Path target) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Surroundings.java());
    command.addAll(Surroundings.flags());
    command.add("-Depisode.columns=" + Surroundings.columns());
    command.addAll(List.of("-cp", Surroundings.classPath(), Main.class.getName(), "run"));
    command.addAll(List.of(file.toString(), "--output", target.toString()));
    var process =
        new ProcessBuilder(command).directory(file.getParent().toFile()).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.onExit().join()));
    return process.waitFor();
  }
}
