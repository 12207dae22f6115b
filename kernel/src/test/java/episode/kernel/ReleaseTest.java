package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs cells in a process of their own, with a heap that would not hold all their results. */
class ReleaseTest {

  /** Runs one cell many times. */
  static final class Repeat {
    private Repeat() {}

    public static void main(String[] arguments) {
      try (Bench bench = new Bench()) {
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
          bench.run(arguments[0]);
        }
      }
    }
  }

  private static void staysSmall(String cell, int runs) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx768m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Repeat.class.getName(),
                    cell,
                    Integer.toString(runs)))
            .inheritIO()
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void resultsOfBareExpressionsAreLetGo() throws Exception {
    staysSmall("new byte[10_000_000]", 200);
  }

  @Test
  void valuesOfVariablesDeclaredAgainAreLetGo() throws Exception {
    staysSmall("var data = new byte[10_000_000];", 120);
  }
}
