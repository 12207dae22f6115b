package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Part;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where labels stand beside arrows that branch and join. */
class DiagramLabelsTest {
  private static final Pattern TEXT =
      Pattern.compile("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\" font-size=\"12.5\".*>(.*)</text>");
  private static final Pattern PATH = Pattern.compile("<path d=\"([^\"]+)\"");
  private static final Pattern STEP = Pattern.compile("([MLC]?)([-0-9.]+),([-0-9.]+)");

  private static final Map<String, List<String>> FLOWS =
      Map.of(
          "two ways",
          List.of("infection: S -> I", "vaccination: S -> V"),
          "three ways",
          List.of("infection: S -> I", "vaccination: S -> V", "quarantine: S -> Q"),
          "joining",
          List.of("infection: S -> I", "recovery: I -> R", "vaccination: S -> R"),
          "branches that join again",
          List.of("silent: S -> I", "onset: S -> V", "admission: V -> Q", "I -> R", "Q -> R"));

  private static String svg(List<String> flows) {
    SystemBuilder builder =
        OpSystem.named("x").state("S", "I", "V", "Q", "R").parameter("a_long_rate");
    flows.forEach(flow -> builder.transition(flow, "2 * a_long_rate"));
    return ((Part.Svg) builder.build().diagram().orElseThrow()).svg();
  }

  private static List<Rectangle2D> labels(String svg) {
    List<Rectangle2D> labels = new ArrayList<>();
    for (MatchResult text : TEXT.matcher(svg).results().toList()) {
      // Letters are at least half as wide as they are high, and stand 9 pixels above the base line.
      double width = text.group(3).length() * 12.5 * 0.5;
      double left = Double.parseDouble(text.group(1)) - width / 2;
      labels.add(new Rectangle2D.Double(left, Double.parseDouble(text.group(2)) - 9, width, 9));
    }
    return labels;
  }

  private static Path2D arrow(String data) {
    Path2D arrow = new Path2D.Double();
    List<Double> curve = new ArrayList<>();
    for (MatchResult step : STEP.matcher(data).results().toList()) {
      double x = Double.parseDouble(step.group(2));
      double y = Double.parseDouble(step.group(3));
      if (step.group(1).equals("M")) {
        arrow.moveTo(x, y);
      } else if (step.group(1).equals("L")) {
        arrow.lineTo(x, y);
      } else {
        curve.addAll(List.of(x, y));
      }
      if (curve.size() == 6) {
        arrow.curveTo(
            curve.get(0), curve.get(1), curve.get(2), curve.get(3), curve.get(4), curve.get(5));
        curve.clear();
      }
    }
    return arrow;
  }

  private static boolean crosses(Path2D arrow, Rectangle2D label) {
    double[] at = new double[6];
    double x = 0;
    double y = 0;
    for (PathIterator parts = arrow.getPathIterator(null, 0.2); !parts.isDone(); parts.next()) {
      if (parts.currentSegment(at) == PathIterator.SEG_LINETO
          && label.intersectsLine(x, y, at[0], at[1])) {
        return true;
      }
      x = at[0];
      y = at[1];
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(strings = {"two ways", "three ways", "joining", "branches that join again"})
  void noArrowRunsThroughALabel(String shape) {
    String svg = svg(FLOWS.get(shape));
    List<Rectangle2D> labels = labels(svg);
    assertThat(labels).hasSizeGreaterThanOrEqualTo(FLOWS.get(shape).size());
    for (MatchResult path : PATH.matcher(svg).results().toList()) {
      Path2D arrow = arrow(path.group(1));
      assertThat(labels).noneMatch(label -> crosses(arrow, label));
    }
  }
}
