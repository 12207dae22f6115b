package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagramRowsTest {
  private static final Pattern SIZE = Pattern.compile("width=\"(\\d+)\" height=\"(\\d+)\"");

  private static SystemBuilder chain(int states) {
    String[] names = IntStream.range(0, states).mapToObj(i -> "X" + i).toArray(String[]::new);
    SystemBuilder chain = OpSystem.named("chain").state(names).parameter("k", "w");
    for (int i = 1; i < states; i++) {
      chain = chain.transition("X" + (i - 1) + " -> X" + i, "k");
    }
    return chain;
  }

  private static DiagramRows rows(SystemBuilder system) {
    Diagram diagram = new Diagram(system.build());
    return new DiagramRows(diagram, new DiagramLayout(diagram));
  }

  private static int[] size(SystemBuilder system) {
    Matcher size = SIZE.matcher(FlowDiagram.svg(system.build()).orElseThrow());
    assertThat(size.find()).isTrue();
    return new int[] {Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))};
  }

  @Test
  void fewStatesStandInOneRow() {
    DiagramRows rows = rows(chain(6));
    assertThat(IntStream.range(0, 6).map(rows::of)).containsOnly(0);
  }

  @Test
  void manyStatesStandInRowsThatFitAPage() {
    assertThat(rows(chain(30)).of(29)).isEqualTo(4);
    assertThat(size(chain(30))[0]).isLessThan(1060);
  }

  @Test
  void aFlowBackFromALaterRowIsDrawnToo() {
    SystemBuilder waning = chain(30).transition("waning: X29 -> X0", "w");
    String svg = FlowDiagram.svg(waning.build()).orElseThrow();
    assertThat(svg).contains(">waning<");
    assertThat(size(waning.transition("X20 -> X3", "w"))[0]).isLessThan(1160);
  }

  @Test
  void aRowDoesNotEndWhereAnArrowPassesALayer() {
    SystemBuilder passing = chain(30).transition("X0 -> X29", "w");
    DiagramRows rows = rows(passing);
    assertThat(IntStream.range(0, 30).map(rows::of)).containsOnly(0);
  }
}
