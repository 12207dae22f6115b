package episode.backend.matrix;

import episode.backend.Backend;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Node;
import episode.expr.Prim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a backend does and does not do: a resource NAME.txt beside this class. The first line says
 * how many tests of the matrix there are; then comes a line per op and primitive, which says by
 * what means its values come about; then a line per cell that is not available. The backend's own
 * test of the matrix holds the list against the backend, so whoever reads the list needs no engine.
 *
 * @param tests how many tests there are
 * @param means by op: "own", "lowered" or "not available", and for which types if not for all
 * @param missing the keys of the cells that are not available, in order
 */
record Availability(int tests, Map<String, String> means, List<String> missing) {
  private static final String HEAD = "tests: ";
  private static final String NONE = "not available: ";

  /** Returns the list of a backend; an empty one where there is none yet. */
  static Availability read(String backend) {
    int tests = 0;
    Map<String, String> means = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String line : text(backend).lines().toList()) {
      if (line.startsWith(HEAD)) {
        tests = Integer.parseInt(line.substring(HEAD.length()));
      } else if (line.startsWith(NONE)) {
        missing.add(line.substring(NONE.length()));
      } else {
        int colon = line.indexOf(": ");
        means.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new Availability(tests, means, missing);
  }

  private static String text(String backend) {
    try (InputStream in = Availability.class.getResourceAsStream(backend + ".txt")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the list as it would be now, by compiling the graph of every cell. */
  static Availability of(Backend backend) {
    int tests = 0;
    Map<String, Map<String, TreeSet<String>>> seen = new LinkedHashMap<>();
    TreeSet<String> missing = new TreeSet<>();
    for (Subject subject : Matrix.subjects()) {
      Map<String, TreeSet<String>> own =
          seen.computeIfAbsent(subject.op(), name -> new TreeMap<>());
      for (DType dtype : Matrix.types(subject)) {
        tests += dtype.isFloating() ? 0 : 1;
        if (!Matrix.takes(subject, dtype)) {
          tests += dtype.isFloating() ? 1 : 0;
          continue;
        }
        List<Cell> cells = Matrix.cells(subject, dtype);
        tests += cells.size();
        for (Cell cell : cells) {
          if (!compiles(backend, cell)) {
            missing.add(cell.key());
          }
        }
        String means = means(backend, cells.get(0), missing);
        String type = dtype.name().toLowerCase(Locale.ROOT);
        own.computeIfAbsent(means, each -> new TreeSet<>()).add(type);
      }
    }
    Map<String, String> means = new LinkedHashMap<>();
    seen.forEach((op, types) -> means.put(op, described(types)));
    return new Availability(tests, means, List.copyOf(missing));
  }

  private static boolean compiles(Backend backend, Cell cell) {
    try {
      backend.compile(cell.graph());
      return true;
    } catch (EpisodeException e) {
      if (e.code().equals("E3204")) {
        return false;
      }
      throw e;
    }
  }

  private static String means(Backend backend, Cell cell, TreeSet<String> missing) {
    if (missing.contains(cell.key())) {
      return "not available";
    }
    for (Node node : cell.graph().nodes()) {
      String name = node.prim() == Prim.OP ? node.op().name() : node.prim().name();
      if (name.equals(cell.subject().op()) && !backend.hasOwn(node)) {
        return "lowered";
      }
    }
    return "own";
  }

  /** Returns the means; those that are not the same for all types and variants with their types. */
  private static String described(Map<String, TreeSet<String>> types) {
    if (types.size() == 1) {
      return types.keySet().iterator().next();
    }
    List<String> parts = new ArrayList<>();
    types.forEach((means, of) -> parts.add(means + " (" + String.join(", ", of) + ")"));
    return String.join("; ", parts);
  }

  boolean lacks(Cell cell) {
    return missing.contains(cell.key());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEAD).append(tests).append('\n');
    means.forEach((op, each) -> text.append(op).append(": ").append(each).append('\n'));
    missing.forEach(key -> text.append(NONE).append(key).append('\n'));
    return text.toString();
  }
}
