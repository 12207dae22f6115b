package episode.backend.function;

import static org.assertj.core.api.Assertions.assertThat;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.plot.Grid;
import episode.plot.Part;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphPictureTest {

  private static Part.Svg picture(Graph graph) {
    return (Part.Svg) GraphPicture.of(graph).parts().get(0);
  }

  private static List<String> texts(String svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    NodeList texts = document.getElementsByTagName("text");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < texts.getLength(); i++) {
      all.add(texts.item(i).getTextContent());
    }
    return all;
  }

  @Test
  void aBoxForEachValueAndNumbersInsideTheirUsers() throws Exception {
    Graph graph = GraphFunction.of("2 * x - exp(x) / y", "x", "y", "z").graph(1, 1, 1);
    assertThat(texts(picture(graph).svg()))
        .containsExactlyInAnyOrder(
            "Graph formula: 8 values",
            "x",
            "y",
            "2 × ·",
            "exp",
            "÷",
            "1",
            "2",
            "−",
            "1",
            "2",
            "result");
  }

  @Test
  void theTextHasALineForEachValue() {
    Graph graph = GraphFunction.of("x + y", "x", "y").graph(1, 1);
    assertThat(picture(graph).plain())
        .startsWith("Graph formula: 3 values\ngraph formula\n  x = INPUT() : float64[]\n");
  }

  @Test
  void whatIsUsedTwiceIsOneBoxInAnotherColour() throws Exception {
    Graph graph = GraphFunction.of("exp(x) * (1 + exp(x))", "x").graph(1);
    String svg = picture(graph).svg();
    assertThat(texts(svg)).containsOnlyOnce("exp");
    assertThat(svg).containsOnlyOnce("stroke=\"#D55E00\"");
  }

  @Test
  void namesOfInputsMeanNothingToXml() throws Exception {
    GraphBuilder builder = new GraphBuilder();
    Node input = builder.input("<b>&\"]]>");
    Graph graph = builder.build("hostile", List.of(builder.unary(Prim.EXP, input)));
    assertThat(texts(picture(graph).svg())).contains("<b>&\"]]>");
  }

  @Test
  void tooManyBoxesBecomeATable() {
    StringBuilder sum = new StringBuilder("exp(x)");
    for (int i = 2; i < 40; i++) {
      sum.append(" + exp(x / ").append(i).append(')');
    }
    Grid grid =
        (Grid) GraphPicture.of(GraphFunction.of(sum.toString(), "x").graph(1)).parts().get(0);
    assertThat(grid.caption()).endsWith("values, too many for a picture");
    assertThat(grid.rows()).contains(List.of("exp", 39), List.of("+", 38), List.of("input", 1));
  }
}
