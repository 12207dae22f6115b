package episode.backend.array;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.CompiledProgram;
import episode.backend.Program;
import episode.expr.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The backend over a library of arrays. Safe to share. */
public final class ArrayBackend<A> implements Backend {
  private final ArrayNamespace<A> namespace;
  private final Map<String, ArrayRule<A>> rules;

  /** Makes the backend of a namespace; it is called as the namespace is. */
  public ArrayBackend(ArrayNamespace<A> namespace) {
    this(namespace, Map.of());
  }

  private ArrayBackend(ArrayNamespace<A> namespace, Map<String, ArrayRule<A>> rules) {
    this.namespace = namespace;
    this.rules = Map.copyOf(rules);
  }

  /** Returns this backend with a rule for the op of a name, in place of one that it had. */
  public ArrayBackend<A> with(String op, ArrayRule<A> rule) {
    Map<String, ArrayRule<A>> more = new HashMap<>(rules);
    more.put(op, rule);
    return new ArrayBackend<>(namespace, more);
  }

  private Optional<ArrayRule<A>> rule(Op op) {
    ArrayRule<A> given = rules.get(op.name());
    return given == null ? namespace.rule(op) : Optional.of(given);
  }

  @Override
  public String name() {
    return namespace.name();
  }

  @Override
  public CompiledProgram compile(Program program) {
    List<Plan<A>> plans = new ArrayList<>();
    for (Program.Function function : program.functions()) {
      plans.add(Plan.of(function.graph(), name(), this::rule));
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
