package episode.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code episode kernel}: adds the kernel to a Jupyter that is there already, or takes it away. */
@Command(
    name = "kernel",
    description = "Add the kernel to an existing Jupyter, or remove it.",
    subcommands = {KernelCommand.Install.class, KernelCommand.Remove.class})
final class KernelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Which Jupyter is meant. */
  static final class Place {
    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Choice choice = new Choice();

    private static final class Choice {
      @Option(names = "--user", description = "For this user; the default.")
      private boolean user;

      @Option(
          names = "--sys-prefix",
          description = "Into the Python environment that is active, or that of python3.")
      private boolean sysPrefix;

      @Option(
          names = "--prefix",
          paramLabel = "DIR",
          description = "Into DIR/share/jupyter/kernels.")
      private Optional<Path> prefix = Optional.empty();
    }

    KernelFolder folder() throws IOException {
      if (choice.prefix.isPresent()) {
        return KernelFolder.under(Surroundings.callersFolder().resolve(choice.prefix.get()));
      }
      return choice.sysPrefix ? KernelFolder.ofPython() : KernelFolder.ofUser();
    }
  }

  @Command(name = "install", description = "Make 'Java (Episode)' known to Jupyter.")
  static final class Install implements Callable<Integer> {
    @Mixin private Place place;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Path folder = place.folder().install(KernelSpec.ofThisProcess());
      spec.commandLine().getOut().println("installed Java (Episode) in " + folder);
      return 0;
    }
  }

  @Command(name = "remove", description = "Remove what install has written.")
  static final class Remove implements Callable<Integer> {
    @Mixin private Place place;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Path folder = place.folder().remove();
      spec.commandLine().getOut().println("removed " + folder);
      return 0;
    }
  }
}
