package episode.cli;

import episode.backend.Backends;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code episode backend}: the launcher adds, lists and removes without a JVM, for it replaces what
 * a JVM would have open; these commands are here to be listed.
 */
@Command(
    name = "backend",
    description = {
      "Add a backend with this platform's native libraries, remove one, or list them.",
      "They are pytorch, mxnet and nd4j; jvm and interpreter are always there."
    },
    subcommands = {
      BackendCommand.Add.class,
      BackendCommand.Remove.class,
      BackendCommand.Listed.class,
      BackendCommand.Check.class
    })
final class BackendCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static IllegalStateException launchersOwn(String command) {
    return new IllegalStateException(
        command + " is done by the script: ./episode backend " + command);
  }

  @Command(
      name = "add",
      description = {
        "Download the libraries of backends for this platform and put them beside the kernel.",
        "Says before how large they are; what fails or is interrupted leaves nothing behind."
      })
  static final class Add implements Runnable {
    @Parameters(arity = "1..*", paramLabel = "NAME", description = "pytorch, mxnet or nd4j.")
    private List<String> names;

    @Override
    public void run() {
      throw launchersOwn("add " + String.join(" ", names));
    }
  }

  @Command(name = "remove", description = "Remove what add has put there.")
  static final class Remove implements Runnable {
    @Parameters(arity = "1..*", paramLabel = "NAME", description = "pytorch, mxnet or nd4j.")
    private List<String> names;

    @Override
    public void run() {
      throw launchersOwn("remove " + String.join(" ", names));
    }
  }

  @Command(name = "list", description = "Say which backends are installed, and how large.")
  static final class Listed implements Runnable {
    @Override
    public void run() {
      throw launchersOwn("list");
    }
  }

  /** Starts a backend: whether its native libraries load shows only then. */
  @Command(name = "check", hidden = true)
  static final class Check implements Runnable {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public void run() {
      Backends.started(name);
    }
  }
}
