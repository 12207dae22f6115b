package episode.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command {@code episode}. */
@Command(
    name = "episode",
    description = "Differentiable systems in Java notebooks.",
    subcommands = {
      RunCommand.class,
      LabCommand.class,
      KernelCommand.class,
      BackendCommand.class,
      ExplainCommand.class,
      RhsCommand.class,
      SolveCommand.class,
      ShowCommand.class,
      WarmCommand.class
    },
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "Ends with:%n",
    exitCodeList = {
      "0:it worked",
      "1:it did not",
      "2:the command line is wrong",
      "130:interrupted (Ctrl-C)",
      "143:asked to end (SIGTERM)"
    },
    footer = {"", "episode COMMAND --help says more about a command."})
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show what a command does and takes.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private Main() {}

  /**
   * Runs a command and ends the process: 0 when it worked, 1 when it did not, 2 when the command
   * line is wrong.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Returns the exit status of a command.
   *
   * @param arguments the command line
   */
  static int run(String... arguments) {
    return commandLine().execute(asked(arguments));
  }

  /** Returns arguments in which {@code help run} has become {@code run --help}. */
  static String[] asked(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    String[] turned = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    turned[turned.length - 1] = "--help";
    return turned;
  }

  /** Returns the parser of command lines; a problem is told in one line. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              command.getErr().println("episode: " + ProblemLine.of(problem));
              return 1;
            });
  }

  /** Says which version this is and what it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "Episode "
            + (version == null ? "(not packaged)" : version)
            + ", Java "
            + Runtime.version().toString()
      };
    }
  }
}
