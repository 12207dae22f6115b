package episode.system;

import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads cells in a formula about a solution as tables and sliders write them: {@code I[child]} is
 * {@code I[age=child]}.
 *
 * @param system what the names mean
 */
record CellText(Definitions system) {
  private static final Pattern SUBSCRIPTED =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\[([^\\[\\]]*)\\]");

  /** Returns the text with every such cell written out; an index of a sum stays one. */
  String written(String text) {
    return SUBSCRIPTED
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(cell(text, found).orElse(found.group())));
  }

  private Optional<String> cell(String text, MatchResult found) {
    List<String> elements = Stream.of(found.group(2).split(",")).map(String::strip).toList();
    return templates()
        .filter(template -> template.name().equals(found.group(1)))
        .filter(template -> isCell(template.axes(), elements))
        .filter(template -> elements.stream().noneMatch(element -> isIndex(text, element)))
        .findFirst()
        .map(template -> template.name() + "[" + pinned(template.axes(), elements) + "]");
  }

  private Stream<Template> templates() {
    Stream<Template> defined =
        Stream.of(system.aliases(), system.outputs())
            .flatMap(List::stream)
            .map(definition -> definition.target().template());
    return Stream.of(system.states().stream(), system.parameters().stream(), defined)
        .flatMap(all -> all);
  }

  private static boolean isCell(List<NamedAxis> axes, List<String> elements) {
    boolean cell = axes.size() == elements.size();
    for (int i = 0; cell && i < axes.size(); i++) {
      cell = axes.get(i).elements().contains(elements.get(i));
    }
    return cell;
  }

  private boolean isIndex(String text, String element) {
    boolean bound =
        Pattern.compile("\\b" + Pattern.quote(element) + "\\s+in\\b").matcher(text).find();
    return bound || system.axes().stream().anyMatch(axis -> axis.name().equals(element));
  }

  private static String pinned(List<NamedAxis> axes, List<String> elements) {
    List<String> pins = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      pins.add(axes.get(i).name() + "=" + elements.get(i));
    }
    return String.join(", ", pins);
  }
}
