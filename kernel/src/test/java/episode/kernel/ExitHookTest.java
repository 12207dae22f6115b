package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExitHookTest {

  @Test
  @Timeout(120)
  void anExitOutsideOfTheCodeOfACellLeavesTheKernelAlive() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed)
        .isEqualTo(
            "SystemExit: a library asked the process to exit; the kernel lives on, but save and"
                + " restart it soon\ntrue\n");
  }

  /** A process whose cell calls {@code System.exit} as a library would. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      java.io.PrintStream out = System.out;
      EpisodeKernel kernel = EpisodeKernel.open(SessionOptions.standard().withExtensions(false));
      ExitHook hook = new ExitHook(kernel::exitRefused);
      Runtime.getRuntime().addShutdownHook(hook);
      String exit = "System.class.getMethod(\"exit\", int.class).invoke(null, 4)";
      Failure failure = kernel.execute(exit, 1, false).orElseThrow();
      out.println(failure.name() + ": " + failure.message());
      out.println(kernel.execute("1 + 1", 2, false).isEmpty() && hook.holds());
      Runtime.getRuntime().halt(0);
    }
  }
}
