package episode.backend.matrix;

import episode.expr.DType;
import episode.expr.Prim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page {@code docs/ops.md}: what every op does, from the texts beside this class, and what
 * every backend makes of it, from their lists. No engine is needed to write it.
 */
final class OpsPage {
  /** The backends of the page, by the names of their lists. */
  private static final List<String> BACKENDS =
      List.of("interpreter", "jvm", "nd4j", "pytorch", "pytorch-eager", "mxnet");

  private final Map<String, Availability> lists = new LinkedHashMap<>();
  private final Map<String, String[]> texts = new LinkedHashMap<>();
  private final Map<String, List<Subject>> ops = new LinkedHashMap<>();
  private final StringBuilder page = new StringBuilder();

  private OpsPage() {
    BACKENDS.forEach(name -> lists.put(name, Availability.read(name)));
    for (String line : resource("texts.md").lines().toList()) {
      String[] parts = line.split(" \\| ");
      texts.put(parts[0], parts);
    }
    for (Subject subject : Matrix.subjects()) {
      ops.computeIfAbsent(subject.op(), name -> new ArrayList<>()).add(subject);
    }
  }

  /** Returns the page as it is to be. */
  static String text() {
    OpsPage page = new OpsPage();
    page.write();
    return page.page.toString();
  }

  private static String resource(String name) {
    try (InputStream in = OpsPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    List<String> untold = new ArrayList<>(ops.keySet());
    untold.removeIf(name -> texts.containsKey(name) && texts.get(name).length == 4);
    if (!untold.isEmpty()) {
      throw new IllegalStateException("texts.md has no line of four parts about " + untold);
    }
    page.append(resource("head.md")).append('\n');
    counts();
    List<String> primitives = new ArrayList<>();
    List<String> named = new ArrayList<>();
    List<String> all = Arrays.stream(Prim.values()).map(Prim::name).toList();
    ops.keySet().forEach(name -> (all.contains(name) ? primitives : named).add(name));
    page.append("\n## Primitives\n\n");
    descriptions(primitives);
    page.append("\n## Named ops\n\n");
    descriptions(named);
    page.append("\n## What each backend makes of them\n\n").append(resource("means.md"));
    page.append('\n');
    means();
    missing();
  }

  /** How many tests there are, and how many of them find that a cell is not available. */
  private void counts() {
    row(List.of("backend", "tests", "ops of its own", "lowered", "in part", "cells not available"));
    page.append("|---|--:|--:|--:|--:|--:|\n");
    lists.forEach(
        (name, list) -> {
          long own = list.means().values().stream().filter("own"::equals).count();
          long lowered = list.means().values().stream().filter("lowered"::equals).count();
          long mixed = list.means().size() - own - lowered;
          String missing = Integer.toString(list.missing().size());
          String tests = Integer.toString(list.tests());
          row(List.of(code(name), tests, "" + own, "" + lowered, "" + mixed, missing));
        });
  }

  private void descriptions(List<String> names) {
    row(List.of("op", "takes", "shapes", "what", "NaN, infinities, ties", "derivatives"));
    page.append("|---|---|---|---|---|---|\n");
    for (String name : names) {
      String[] text = texts.get(name);
      String op = code(name) + variants(name);
      row(List.of(op, types(name), text[1], text[2], text[3], derivatives(name)));
    }
  }

  private String variants(String name) {
    List<Subject> variants = ops.get(name);
    return variants.size() == 1 ? "" : ", " + variants.size() + " variants";
  }

  private String types(String name) {
    List<String> taken = new ArrayList<>();
    for (DType dtype : DType.values()) {
      if (ops.get(name).stream().anyMatch(subject -> isTaken(subject, dtype))) {
        taken.add(dtype.name());
      }
    }
    return taken.size() == DType.values().length ? "all" : String.join(", ", taken);
  }

  private static boolean isTaken(Subject subject, DType dtype) {
    return Matrix.types(subject).contains(dtype) && Matrix.takes(subject, dtype);
  }

  private String derivatives(String name) {
    boolean smooth = false;
    for (Subject subject : ops.get(name)) {
      for (Subject.Point point : subject.points()) {
        boolean real = point.smooth() && isTaken(subject, DType.FLOAT64);
        smooth |= real && Matrix.isReal(new Cell(subject, point, DType.FLOAT64, Quantity.VALUE));
      }
    }
    return smooth ? "yes" : "none";
  }

  private void means() {
    List<String> head = new ArrayList<>(List.of("op"));
    lists.keySet().forEach(name -> head.add(code(name)));
    row(head);
    page.append("|---".repeat(head.size())).append("|\n");
    for (String name : ops.keySet()) {
      List<String> cells = new ArrayList<>(List.of(code(name)));
      lists.values().forEach(list -> cells.add(list.means().getOrDefault(name, "not tested")));
      row(cells);
    }
  }

  private void missing() {
    page.append("\n## Cells that are not available\n\n");
    lists.forEach(
        (name, list) -> {
          Map<String, Long> counts =
              list.missing().stream()
                  .collect(
                      Collectors.groupingBy(
                          OpsPage::opAndType, LinkedHashMap::new, Collectors.counting()));
          String text =
              counts.entrySet().stream()
                  .map(each -> each.getKey() + ": " + each.getValue())
                  .collect(Collectors.joining(", "));
          page.append("- ").append(code(name)).append(": ");
          page.append(text.isEmpty() ? "none" : text).append(".\n");
        });
  }

  private static String opAndType(String key) {
    String[] parts = key.split(" \\| ");
    return code(parts[0]) + " of " + parts[2].toUpperCase(Locale.ROOT);
  }

  private static String code(String name) {
    return "`" + name + "`";
  }

  private void row(List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
