package episode.backend.function;

import episode.backend.Backend;
import episode.backend.CompiledFunction;
import episode.expr.Graph;
import episode.expr.Tensor;
import episode.expr.Type;
import episode.plot.Display;
import episode.plot.Part;
import episode.transform.Simplify;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function compiled for a backend, once for all values of the same types and shapes. It keeps
 * code for the 32 shapes used last, and the reports of the last 100 compilations; both go away with
 * it. Safe to share between threads.
 */
public final class JitFunction implements Display {
  private static final int MOST_SHAPES = 32;
  private static final int MOST_REPORTS = 100;

  private final GraphFunction function;
  private final Backend backend;
  private final Map<List<Type.ArrayOf>, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Deque<JitCompilation> reports = new ArrayDeque<>();
  private List<Type.ArrayOf> latest = List.of();

  /** What was compiled for some types. */
  record Entry(Graph before, List<String> labels, CompiledFunction code, JitCompilation report) {}

  JitFunction(GraphFunction function, Backend backend) {
    this.function = function;
    this.backend = backend;
  }

  /** Returns the function. */
  public GraphFunction function() {
    return function;
  }

  /** Returns the backend. */
  public Backend backend() {
    return backend;
  }

  /**
   * Returns the results for given values; compiles where values of such shapes are new.
   *
   * @param values as in {@link GraphFunction#apply}, with the same errors; E3204 where the backend
   *     cannot do an op of the function
   */
  public Outputs apply(Object... values) {
    List<Tensor> inputs = Arguments.of(function, values);
    Entry entry = entry(Arguments.types(inputs));
    return new Outputs(entry.labels(), entry.code().apply(inputs));
  }

  /** Returns what was compiled, the latest first; empty before the first call. */
  public synchronized Compilations compilations() {
    return Compilations.latestFirst(new ArrayList<>(reports));
  }

  /** Returns what was compiled for each of the shapes used last, the latest first. */
  public synchronized JitExplanation explain() {
    List<Entry> all = new ArrayList<>(entries.values());
    java.util.Collections.reverse(all);
    return JitExplanation.of(all);
  }

  /** Returns what is compiled for values like these; it compiles where they are new. */
  public JitExplanation explain(Object... values) {
    return JitExplanation.of(List.of(entry(Arguments.types(Arguments.of(function, values)))));
  }

  private synchronized Entry entry(List<Type.ArrayOf> types) {
    Entry known = entries.get(types);
    if (known == null) {
      known = compiled(types);
      entries.put(types, known);
      if (entries.size() > MOST_SHAPES) {
        entries.remove(entries.keySet().iterator().next());
      }
      reports.add(known.report());
      if (reports.size() > MOST_REPORTS) {
        reports.remove();
      }
      Compilations.watch(this);
    }
    latest = types;
    return known;
  }

  private Entry compiled(List<Type.ArrayOf> types) {
    long start = System.nanoTime();
    Traced traced = function.trace(types);
    Graph simple = Simplify.of(traced.graph());
    CompiledFunction code = backend.compile(simple);
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      inputs.add(function.inputs().get(i) + ": " + types.get(i));
    }
    JitCompilation report =
        new JitCompilation(
            function.text(),
            backend.name(),
            inputs,
            traced.graph().nodes().size(),
            simple.nodes().size(),
            code.size(),
            System.nanoTime() - start,
            reason(types),
            Instant.now());
    return new Entry(traced.graph(), traced.labels(), code, report);
  }

  private String reason(List<Type.ArrayOf> types) {
    if (reports.isEmpty()) {
      return "first call";
    }
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (!types.get(i).equals(latest.get(i))) {
        String name = function.inputs().get(i);
        changes.add("input " + name + ": " + types.get(i) + " instead of " + latest.get(i));
      }
    }
    return changes.isEmpty() ? "code for these shapes was let go" : String.join(", ", changes);
  }

  /** Returns what it is, and what was compiled so far. */
  @Override
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>(List.of(Part.text(toString())));
    if (!compilations().entries().isEmpty()) {
      parts.addAll(compilations().parts());
    }
    return parts;
  }

  @Override
  public String toString() {
    return function + " on " + backend.name();
  }
}
