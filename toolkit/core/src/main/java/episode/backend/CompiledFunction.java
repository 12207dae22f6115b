package episode.backend;

import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Tensor;
import episode.progress.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph made ready to run: a program of the pieces between its host loops, and those loops.
 * Immutable and safe to share; {@link #newCall} gives a thread its own buffers.
 */
public final class CompiledFunction {
  private final Graph graph;
  private final CompiledProgram program;
  private final Cut cut;
  private final List<HostFunction.Bound> hosts;

  private CompiledFunction(Graph graph, Backend backend) {
    this.graph = graph;
    cut = Cut.of(HostCalls.inlined(graph));
    program = backend.compile(cut.program());
    hosts = new ArrayList<>();
    for (Cut.Step step : cut.steps()) {
      step.host().ifPresent(host -> hosts.add(host.bind(backend)));
    }
  }

  static CompiledFunction of(Backend backend, Graph graph) {
    try (Work work = Work.begin("Compiling " + graph.name())) {
      work.doing("on " + backend.name());
      return new CompiledFunction(graph, backend);
    }
  }

  /** Returns the graph. */
  public Graph graph() {
    return graph;
  }

  /** Returns what was generated, for people: its own code, then that of its host loops. */
  public String explain() {
    StringBuilder text = new StringBuilder(program.explain());
    hosts.forEach(host -> text.append(host.explain()));
    return text.toString();
  }

  /** Returns how much was generated, for its host loops too. */
  public CodeSize size() {
    CodeSize size = program.size();
    for (HostFunction.Bound host : hosts) {
      size = size.plus(host.size());
    }
    return size;
  }

  /** Returns fresh buffers for one thread. */
  public Invocation newCall() {
    return new Invocation();
  }

  /**
   * Returns the outputs for the given inputs, through fresh buffers.
   *
   * @throws episode.expr.EpisodeException E3125 where there is not one per input, of its type
   */
  public List<Tensor> apply(List<Tensor> inputs) {
    InputValues.check(graph, inputs);
    try (Invocation invocation = newCall()) {
      Call call = invocation.call();
      for (int i = 0; i < inputs.size(); i++) {
        call.write(invocation.input(i), inputs.get(i));
      }
      invocation.run();
      List<Tensor> outputs = new ArrayList<>();
      for (int i = 0; i < graph.outputs().size(); i++) {
        outputs.add(call.read(invocation.output(i)));
      }
      return outputs;
    }
  }

  /** Returns the outputs for the given inputs, through fresh buffers; errors as for a list. */
  public List<Tensor> apply(Tensor... inputs) {
    return apply(List.of(inputs));
  }

  /** The buffers of one thread: write inputs to the call's slots, run, read outputs. */
  public final class Invocation implements AutoCloseable {
    private final Call call = program.newCall();
    private final List<HostFunction.Run> runs = new ArrayList<>();

    private Invocation() {
      for (HostFunction.Bound host : hosts) {
        runs.add(host.newRun());
      }
    }

    /** Returns the slots. */
    public Call call() {
      return call;
    }

    /** Returns the slot of an input. */
    public int input(int i) {
      return cut.inputs()[i];
    }

    /** Returns the slot of an output. */
    public int output(int i) {
      return cut.outputs()[i];
    }

    /** Computes the outputs. */
    public void run() {
      int next = 0;
      for (Cut.Step step : cut.steps()) {
        if (step.function() >= 0) {
          call.run(step.function());
        } else {
          closeObjects(step);
          runs.get(next++).run(call, step.operands(), step.results());
        }
      }
    }

    /** Frees what the backend holds outside of the heap; nobody uses this afterwards. */
    @Override
    public void close() {
      for (Cut.Step step : cut.steps()) {
        if (step.function() < 0) {
          closeObjects(step);
        }
      }
      runs.forEach(HostFunction.Run::close);
      call.close();
    }

    /** Ends what a host loop left in opaque slots, which nobody reads any more. */
    private void closeObjects(Cut.Step step) {
      for (int slot : step.results()) {
        if (slot >= 0) {
          Opaques.close(call.object(slot));
          call.object(slot, null);
        }
      }
    }
  }

  /** Returns the inputs of the graph. */
  public List<Node> inputs() {
    return graph.inputs();
  }

  /** Returns the graph's name, and how much was generated. */
  @Override
  public String toString() {
    CodeSize size = size();
    return "CompiledFunction of "
        + graph.name()
        + ", "
        + graph.nodes().size()
        + " values; code: "
        + size.methods()
        + (size.methods() == 1 ? " method, " : " methods, ")
        + size.bytes()
        + " bytes";
  }
}
