package episode.backend.array;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.CodeSize;
import episode.backend.CompiledProgram;
import episode.backend.EngineTape;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The backend over a library of arrays. Safe to share. */
public final class ArrayBackend<A> implements Backend {
  private final ArrayNamespace<A> namespace;
  private final Rules<A> rules;

  /** Makes the backend of a namespace; it is called as the namespace is. */
  public ArrayBackend(ArrayNamespace<A> namespace) {
    this(new Rules<>(namespace, Map.of()));
  }

  private ArrayBackend(Rules<A> rules) {
    this.namespace = rules.namespace();
    this.rules = rules;
  }

  /** Returns this backend with a rule for the op of a name, in place of one that it had. */
  public ArrayBackend<A> with(String op, ArrayRule<A> rule) {
    return new ArrayBackend<>(rules.with(op, rule));
  }

  @Override
  public ArrayBackend<A> with(String op, OpRule rule) {
    return new ArrayBackend<>(rules.with(op, rule));
  }

  /**
   * Returns the tape of a library that records, with this backend's rules.
   *
   * @param recorder this library, in the form that records
   */
  public EngineTape tape(Recorder<A> recorder) {
    return new ArrayTape<>(recorder, new ArrayBackend<>(new Rules<>(recorder, rules.given())));
  }

  @Override
  public String name() {
    return namespace.name();
  }

  @Override
  public boolean hasOwn(Node node) {
    boolean control = node.prim().family() == Prim.Family.CONTROL;
    return node.prim() == Prim.OP
        ? rules.arrays(node.op()).isPresent()
        : control || namespace.takes(node);
  }

  @Override
  public boolean wantsBatches() {
    return namespace.wantsBatches();
  }

  @Override
  public CompiledProgram compile(Program program) {
    List<Plan<A>> plans = new ArrayList<>();
    for (Program.Function function : program.functions()) {
      plans.add(Plan.of(function.graph(), rules));
    }
    return new Planned<>(namespace, program, plans);
  }

  @Override
  public String toString() {
    return name();
  }

  private record Planned<A>(ArrayNamespace<A> namespace, Program program, List<Plan<A>> plans)
      implements CompiledProgram {

    @Override
    public Call newCall() {
      return new ArrayCall<>(namespace, program, plans);
    }

    @Override
    public CodeSize size() {
      return CodeSize.NONE;
    }

    @Override
    public String explain() {
      StringBuilder text = new StringBuilder(namespace.name() + ", program '");
      text.append(program.name()).append("':\n");
      for (Program.Function function : program.functions()) {
        text.append("  ").append(function.graph().name()).append(": ");
        text.append(function.graph().nodes().size()).append(" nodes, one at a time\n");
      }
      return text.toString();
    }
  }
}
