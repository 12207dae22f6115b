package episode.backend.jvm;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes straight-line code. It is cut into methods of at most about {@link #METHOD} bytes, where
 * few values are alive; what crosses a cut goes through memory, loads and constants are repeated.
 */
final class StraightCode {
  /** HotSpot's register allocation is at its best below about 1 kB. */
  private static final int METHOD = 1000;

  private static final int SHORTEST = 600;
  private static final MethodCode.Indices NO_LOOPS =
      new MethodCode.Indices() {
        @Override
        public boolean push(org.objectweb.asm.MethodVisitor mv, Access access) {
          return false;
        }
      };

  private final ClassCode code;
  private final String name;
  private final List<Object> statements = new ArrayList<>();
  private final List<List<Scalar>> needs = new ArrayList<>();
  private int[] chunks;

  private StraightCode(ClassCode code, String name) {
    this.code = code;
    this.name = name;
  }

  /** Writes the methods, and returns their names in the order of execution. */
  static List<String> write(ClassCode code, String name, Body body) {
    StraightCode straight = new StraightCode(code, name);
    Uses.count(body.steps());
    Uses.chooseRoots(body.steps());
    straight.collect(body.steps());
    straight.cut();
    straight.storeCrossing();
    return straight.writeChunks();
  }

  /** A store right after its value is part of the value's statement. */
  private void collect(List<Object> steps) {
    List<Sink> late = new ArrayList<>();
    for (Object step : steps) {
      if (step instanceof Sink sink) {
        if (sink.isLast()) {
          late.add(sink);
        } else if (sink.value().isRoot) {
          attach(sink.value(), sink);
        } else {
          statements.add(sink);
        }
      } else if (((Scalar) step).isRoot) {
        statements.add(step);
      }
    }
    statements.addAll(late);
    for (Object statement : statements) {
      List<Scalar> found = new ArrayList<>();
      if (statement instanceof Sink sink) {
        need(sink.value(), found);
      } else {
        needOperands((Scalar) statement, found);
      }
      needs.add(found);
    }
  }

  private static void attach(Scalar value, Sink sink) {
    if (value.stores.isEmpty()) {
      value.stores = new ArrayList<>(1);
    }
    value.stores.add(sink);
  }

  private static void need(Scalar scalar, List<Scalar> found) {
    if (scalar.isRoot || scalar.isLoad()) {
      found.add(scalar);
    } else {
      needOperands(scalar, found);
    }
  }

  private static void needOperands(Scalar scalar, List<Scalar> found) {
    for (Scalar arg : scalar.args) {
      need(arg, found);
    }
  }

  /** Finds for each statement its method: as long as may be, ending where least is alive. */
  private void cut() {
    int n = statements.size();
    int[] alive = alive();
    chunks = new int[n];
    int chunk = 0;
    int start = 0;
    while (start < n) {
      int bytes = 0;
      int end = start;
      int best = -1;
      while (end < n && (bytes <= METHOD || end == start)) {
        bytes += size(statements.get(end));
        end++;
        boolean open = bytes >= SHORTEST && bytes <= METHOD;
        if (open && (best < 0 || alive[end] <= alive[best])) {
          best = end;
        }
      }
      boolean rest = end < n || bytes > METHOD + METHOD / 5;
      end = rest && best >= 0 ? best : end;
      java.util.Arrays.fill(chunks, start, end, chunk++);
      start = end;
    }
  }

  /** Returns for each place between statements how many values a cut there sends to memory. */
  private int[] alive() {
    int n = statements.size();
    int[] change = new int[n + 2];
    for (int i = 0; i < n; i++) {
      if (statements.get(i) instanceof Scalar root) {
        root.pending = i;
      }
    }
    int[] last = new int[n];
    for (int i = 0; i < n; i++) {
      for (Scalar scalar : needs.get(i)) {
        if (scalar.isRoot) {
          last[scalar.pending] = i;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      boolean moves = statements.get(i) instanceof Scalar root && root.stores.isEmpty();
      if (moves && last[i] > i) {
        change[i + 1]++;
        change[last[i] + 1]--;
      }
    }
    for (int i = 1; i < change.length; i++) {
      change[i] += change[i - 1];
    }
    return change;
  }

  private static int size(Object statement) {
    return statement instanceof Sink sink
        ? 5 + (sink.value().isRoot ? 2 : sink.value().bytes)
        : ((Scalar) statement).bytes + 3 + 7 * ((Scalar) statement).stores.size();
  }

  private void storeCrossing() {
    for (int i = 0; i < statements.size(); i++) {
      for (Scalar scalar : needs.get(i)) {
        boolean crosses = scalar.isRoot && chunks[scalar.pending] != chunks[i];
        if (crosses && scalar.stores.isEmpty()) {
          Access home = Access.at(code.memory().buffer(scalar.dtype, 1), 0);
          attach(scalar, Sink.store(home, scalar, false));
        }
      }
    }
  }

  private List<String> writeChunks() {
    List<String> names = new ArrayList<>();
    int start = 0;
    while (start < statements.size()) {
      int end = start;
      while (end < statements.size() && chunks[end] == chunks[start]) {
        end++;
      }
      names.add(writeChunk(start, end));
      start = end;
    }
    return names;
  }

  private String writeChunk(int start, int end) {
    for (int i = start; i < end; i++) {
      for (Scalar scalar : needs.get(i)) {
        scalar.pending = 0;
        scalar.local = -1;
      }
    }
    for (int i = start; i < end; i++) {
      if (statements.get(i) instanceof Scalar root) {
        root.pending = root.stores.size();
        root.local = -1;
      }
      for (Scalar scalar : needs.get(i)) {
        scalar.pending++;
      }
    }
    String method = chunks[statements.size() - 1] == 0 ? name : name + "_" + chunks[start];
    MethodCode writer = code.method(method, NO_LOOPS, 0);
    for (int i = start; i < end; i++) {
      write(writer, statements.get(i));
    }
    code.end(method, writer);
    return method;
  }

  private static void write(MethodCode writer, Object statement) {
    if (statement instanceof Sink sink) {
      writer.store(sink);
      return;
    }
    Scalar root = (Scalar) statement;
    if (root.pending == 1 && root.stores.size() == 1) {
      writer.pushPlace(root.stores.get(0).target());
      writer.compute(root);
      writer.storeElement(root.dtype);
      return;
    }
    writer.compute(root);
    writer.keep(root);
    for (Sink sink : root.stores) {
      writer.store(sink);
    }
  }
}
