package episode.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code episode explain}: prints the page of an error code. */
@Command(name = "explain", description = "Explain an error code, with an example and its repair.")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CODE", description = "Such as E2103.")
  private String code;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String page = page(code);
    spec.commandLine().getOut().println(page.strip());
    return 0;
  }

  /**
   * Returns the page of a code.
   *
   * @param code a letter E and four digits, in either case
   */
  private String page(String code) throws IOException {
    String name = code.toUpperCase(Locale.ROOT);
    if (!name.matches("E[0-9]{4}")) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "'" + code + "' is no error code; one looks like E2103");
    }
    try (InputStream in =
        ExplainCommand.class.getResourceAsStream("/episode/explain/" + name + ".md")) {
      if (in == null) {
        throw new IOException("there is no page for " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
