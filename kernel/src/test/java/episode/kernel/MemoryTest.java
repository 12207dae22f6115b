package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs cells all day long: what they leave behind must stay small. */
@Tag("slow")
class MemoryTest {

  private static final String[] CELLS = {
    "var x = new double[100_000]",
    "int f(int a) { return a + %d; }\nf(1)",
    "record Point(int a, double b%d) {}\nvar p = new Point(1, 2)",
    "var sir = system(\"SIR\").state(\"S\", \"I\").parameter(\"beta\")"
        + ".transition(\"S -> I\", \"beta * I\").build()\nvar flu = sir.compile();",
    "flu.solve(values(\"beta\", 0.1, \"S\", 9, \"I\", 1), days(0, 14)).plot()",
    "Stream.of(1, 2, 3).map(i -> i + 1).toList()",
    "int bad = missing%d;",
    "f(2) + x.length"
  };

  @Test
  void twoThousandCellsLeaveLittleBehind() {
    try (Session session = Session.open(SessionOptions.standard())) {
      run(session, 0, 400);
      double heap = heap();
      double classes = metaspace();
      run(session, 400, 2000);
      double growth = heap() - heap;
      double classGrowth = metaspace() - classes;
      System.err.printf("1600 cells: heap + %.1f MB, metaspace + %.1f MB%n", growth, classGrowth);
      // JShell keeps the snippets of all cells and what the compiler knows of them: 20 kB a cell
      // were seen, most of it for the classes declared again; a leak of one array is 0.8 MB.
      assertThat(growth).isLessThan(64);
      assertThat(classGrowth).isLessThan(16);
    }
  }

  private static void run(Session session, int from, int to) {
    for (int i = from; i < to; i++) {
      session.execute(CELLS[i % CELLS.length].replace("%d", "" + i), CellListener.NONE);
    }
  }

  private static double heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  private static double metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(pool -> pool.getUsage().getUsed())
            .sum()
        / 1e6;
  }
}
