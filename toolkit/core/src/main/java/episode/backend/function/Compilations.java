package episode.backend.function;

import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Compilations of functions, the latest first. Each function keeps the last of its own; they are
 * forgotten with it. Immutable.
 *
 * @param entries what was compiled
 */
public record Compilations(List<JitCompilation> entries) implements Display {
  private static final Set<JitFunction> LIVE =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Copies the entries. */
  public Compilations {
    entries = List.copyOf(entries);
  }

  /** Returns those of all functions that are still in use. Safe to call from any thread. */
  public static Compilations recent() {
    List<JitFunction> live;
    synchronized (LIVE) {
      live = new ArrayList<>(LIVE);
    }
    List<JitCompilation> all = new ArrayList<>();
    live.forEach(function -> all.addAll(function.compilations().entries()));
    return latestFirst(all);
  }

  static Compilations latestFirst(List<JitCompilation> all) {
    List<JitCompilation> sorted = new ArrayList<>(all);
    Collections.reverse(sorted);
    sorted.sort(Comparator.comparing(JitCompilation::when).reversed());
    return new Compilations(sorted);
  }

  static void watch(JitFunction function) {
    LIVE.add(function);
  }

  /** Returns the table: what, where, for which inputs, how much code, how long, and why. */
  @Override
  public List<Part> parts() {
    Grid grid =
        Grid.of("function", "backend", "inputs", "nodes", "methods", "bytes", "ms", "reason");
    for (JitCompilation each : entries) {
      String nodes = each.nodesBefore() + " → " + each.nodesAfter();
      String inputs = String.join(", ", each.inputs());
      grid =
          grid.row(
              each.function(),
              each.backend(),
              inputs,
              nodes,
              each.size().methods(),
              each.size().bytes(),
              each.milliseconds(),
              each.reason());
    }
    return List.of(grid);
  }

  @Override
  public String toString() {
    return entries.size() + " compilations";
  }
}
