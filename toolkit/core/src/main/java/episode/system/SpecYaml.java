package episode.system;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Writes maps, lists, texts, numbers, truth values and null as YAML that people read: a key to a
 * line, short lists on one, quotes only where they are needed.
 */
final class SpecYaml {
  /** Longer lists have an element to a line. */
  private static final int MOST_ON_A_LINE = 80;

  /** Needs no quotes in a list on one line. */
  private static final Pattern SIMPLE = Pattern.compile("[\\p{L}\\p{Nd}_.+-]*");

  private SpecYaml() {}

  /** Collects what is written. */
  private static final class Sink extends StringWriter implements StreamDataWriter {
    @Override
    public void flush() {}
  }

  /** Returns the text of a mapping, which {@link SpecText#parse} reads as the same. */
  static String text(Map<String, Object> tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .setBestLineBreak("\n")
            .setMaxSimpleKeyLength(1000)
            .setSchema(new CoreSchema())
            .build();
    Sink sink = new Sink();
    new Dump(settings).dumpNode(node(tree), sink);
    return sink.toString();
  }

  private static Node node(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<NodeTuple> entries = new ArrayList<>();
      map.forEach((key, element) -> entries.add(new NodeTuple(node(key), node(element))));
      boolean empty = entries.isEmpty();
      return new MappingNode(Tag.MAP, entries, empty ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    if (value instanceof List<?> list) {
      List<Node> elements = new ArrayList<>();
      list.forEach(element -> elements.add(node(element)));
      return new SequenceNode(Tag.SEQ, elements, isShort(list) ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    return scalar(value);
  }

  /** Returns whether a list is of numbers and simple words, or rows of numbers, and fits a line. */
  private static boolean isShort(List<?> list) {
    int characters = 0;
    for (Object element : list) {
      boolean row = element instanceof List<?> inner && numbers(inner);
      boolean word = element instanceof String text && SIMPLE.matcher(text).matches();
      if (!row && !word && !(element instanceof Number)) {
        return false;
      }
      characters += String.valueOf(element).length() + 2;
    }
    return characters <= MOST_ON_A_LINE;
  }

  private static boolean numbers(List<?> list) {
    for (Object element : list) {
      if (!(element instanceof Number) && !(element instanceof List<?> inner && numbers(inner))) {
        return false;
      }
    }
    return true;
  }

  private static ScalarNode scalar(Object value) {
    if (value == null) {
      return new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN);
    }
    if (value instanceof Boolean) {
      return new ScalarNode(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
    }
    if (value instanceof Double || value instanceof Float) {
      return new ScalarNode(Tag.FLOAT, number(((Number) value).doubleValue()), ScalarStyle.PLAIN);
    }
    if (value instanceof Number) {
      return new ScalarNode(Tag.INT, value.toString(), ScalarStyle.PLAIN);
    }
    return new ScalarNode(Tag.STR, value.toString(), ScalarStyle.PLAIN);
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    return PythonNumber.text(value);
  }
}
