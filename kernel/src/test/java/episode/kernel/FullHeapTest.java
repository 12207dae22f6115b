package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FullHeapTest {

  private static final long MB = 1 << 20;

  @Test
  void aCellThatHasFilledTheHeapForItselfAloneHasFreedIt() {
    assertThat(FullHeap.advice(100 * MB, 768 * MB, Map.of("x", new double[1 << 21])))
        .containsExactly(
            "  100 of 768 MB are in use after the cell: what it had filled is free again.");
  }

  @Test
  void variablesThatHoldMuchAreNamedTheLargestFirst() {
    Map<String, Object> values = new TreeMap<>();
    values.put("small", "text");
    values.put("rows", new double[8][1 << 15]);
    values.put("hoard", List.of(new long[1 << 19], new long[1 << 19]));
    assertThat(FullHeap.advice(12 * MB, 16 * MB, values))
        .containsExactly(
            "  12 of 16 MB are in use after the cell: hoard about 8 MB, rows about 2 MB.",
            "  'hoard = null' frees that one, %reset frees all variables; %who lists them.");
  }

  @Test
  void whereNothingCanBeCountedTheWayOutIsNamedAllTheSame() {
    assertThat(FullHeap.advice(700 * MB, 768 * MB, Map.of("node", new Object())))
        .containsExactly(
            "  700 of 768 MB are in use after the cell.",
            "  'name = null' frees a variable, %reset frees all variables; %who lists them.");
  }

  @Test
  void whatIsCountedIsAboutWhatIsHeld() {
    assertThat(FullHeap.bytes(new byte[1000])).isEqualTo(1016);
    assertThat(FullHeap.bytes(new double[1000])).isEqualTo(8016);
    assertThat(FullHeap.bytes(new float[10][1000])).isEqualTo(16 + 10 * (4 + 4016));
    List<byte[]> list = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      list.add(new byte[1000]);
    }
    assertThat(FullHeap.bytes(list)).isEqualTo(16 + 5000 * (4 + 1016));
    assertThat(FullHeap.bytes(Map.of("a", new int[100]))).isBetween(450L, 600L);
    assertThat(FullHeap.bytes(List.of())).isEqualTo(16);
    assertThat(FullHeap.bytes(null)).isZero();
  }

  @Test
  void aHeapFullToTheLastByteCanBeEmptiedByACell() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed.lines().filter(line -> !line.startsWith("  at ")))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("OutOfMemoryError: Java heap space"),
            line -> assertThat(line).isEqualTo("  in cell 2, line 3"),
            line -> assertThat(line).isEqualTo("    while (true) chain = new Link(chain);"),
            line -> assertThat(line).matches("  \\d+ of \\d+ MB are in use after the cell\\."),
            line -> assertThat(line).startsWith("  'name = null' frees a variable"),
            line -> assertThat(line).isEqualTo("true"));
  }

  /** A process whose cell fills a small heap with small objects that it keeps. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      Session session = Session.open(SessionOptions.standard().withExtensions(false));
      session.execute("1 + 1", CellListener.NONE);
      String fill =
          "record Link(Link next) {}\nLink chain = null;\nwhile (true) chain = new Link(chain);";
      Failure failure = session.execute(fill, CellListener.NONE).failure().orElseThrow();
      boolean free =
          session.execute("chain = null", CellListener.NONE).ok()
              && session.execute("new byte[10_000_000].length", CellListener.NONE).ok();
      session.close();
      System.out.println(Bench.plain(failure));
      System.out.println(free);
      Runtime.getRuntime().halt(0);
    }
  }
}
