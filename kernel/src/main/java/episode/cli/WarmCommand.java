package episode.cli;

import episode.backend.Backends;
import episode.kernel.Rehearsal;
import episode.runner.NotebookRunner;
import episode.runner.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Runs a small notebook of our own in a temporary folder, answers a front end, and starts every
 * backend that is installed. The launcher calls it once after building, to record the classes that
 * a start needs.
 */
@Command(name = "warm", hidden = true)
final class WarmCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("episode-warm");
    try (InputStream in = WarmCommand.class.getResourceAsStream("/episode/cli/warm.ipynb")) {
      Path notebook = folder.resolve("warm.ipynb");
      Files.copy(in, notebook);
      PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
      NotebookRunner.run(notebook, folder.resolve("build"), new Terminal(nowhere, nowhere, 0));
      rehearse();
      Backends.names().forEach(WarmCommand::start);
    } finally {
      delete(folder);
    }
    return 0;
  }

  private static void rehearse() throws IOException {
    try {
      Rehearsal.run();
    } catch (GeneralSecurityException unusable) {
      System.err.println(unusable.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(String backend) {
    try {
      Backends.started(backend);
    } catch (RuntimeException | LinkageError unusable) {
      System.err.println(unusable.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
