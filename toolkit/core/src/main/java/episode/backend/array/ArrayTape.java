package episode.backend.array;

import episode.backend.CompiledFunction;
import episode.backend.EngineTape;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/** The tape of a library of arrays. Safe to share. */
final class ArrayTape<A> implements EngineTape {
  private final Recorder<A> recorder;
  private final ArrayBackend<A> backend;

  /**
   * Makes the tape.
   *
   * @param backend the one over the recorder
   */
  ArrayTape(Recorder<A> recorder, ArrayBackend<A> backend) {
    this.recorder = recorder;
    this.backend = backend;
  }

  @Override
  public String name() {
    return recorder.name() + " tape";
  }

  @Override
  public Pulled pull(Graph graph, List<Tensor> inputs, List<Tensor> cotangents) {
    return recorder.inTurn(() -> pulled(graph, inputs, cotangents));
  }

  private Pulled pulled(Graph graph, List<Tensor> inputs, List<Tensor> cotangents) {
    try (CompiledFunction.Invocation invocation = backend.compile(graph).newCall();
        Recorder.Recording<A> recording = recorder.record()) {
      ArrayCall<A> call = call(invocation);
      List<Integer> watched = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        call.write(invocation.input(i), inputs.get(i));
        if (isReal(graph.inputs().get(i))) {
          recording.watch(call.array(invocation.input(i)));
          watched.add(i);
        }
      }
      engine(graph, invocation::run);
      List<Tensor> values = new ArrayList<>();
      for (int i = 0; i < graph.outputs().size(); i++) {
        values.add(call.read(invocation.output(i)));
      }
      List<A> pulled = pulled(graph, recording, invocation, cotangents);
      return new Pulled(values, cotangents(graph, watched, pulled));
    }
  }

  private List<A> pulled(
      Graph graph,
      Recorder.Recording<A> recording,
      CompiledFunction.Invocation invocation,
      List<Tensor> cotangents) {
    List<A> results = new ArrayList<>();
    List<A> given = new ArrayList<>();
    for (int i = 0; i < cotangents.size(); i++) {
      if (isReal(graph.outputs().get(i))) {
        results.add(call(invocation).array(invocation.output(i)));
        given.add(recorder.of(cotangents.get(i)));
      }
    }
    List<A> pulled = new ArrayList<>();
    try {
      engine(graph, () -> pulled.addAll(recording.pull(results, given)));
      return pulled;
    } finally {
      given.forEach(recorder::free);
    }
  }

  /** Lets the engine work; what it cannot do is an answer. */
  private void engine(Graph graph, Runnable work) {
    try {
      work.run();
    } catch (EpisodeException e) {
      throw e;
    } catch (RuntimeException e) {
      String what = "The " + name() + " cannot go back over '" + graph.name() + "'";
      throw new EpisodeException(
          Problem.of("E3211", what)
              .remedy(
                  firstLine(e)
                      + "\nThe graph's own derivatives need no tape: Gradients.gradient(graph, …)."));
    }
  }

  private static String firstLine(RuntimeException e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    return "The engine says: " + text.strip().lines().findFirst().orElse("");
  }

  private List<Tensor> cotangents(Graph graph, List<Integer> watched, List<A> pulled) {
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      Type.ArrayOf type = (Type.ArrayOf) graph.inputs().get(i).type();
      int k = watched.indexOf(i);
      all.add(
          k < 0
              ? Tensor.filled(type.dtype(), type.shape(), 0)
              : recorder.read(pulled.get(k), type));
    }
    pulled.forEach(recorder::free);
    return all;
  }

  @SuppressWarnings("unchecked")
  private ArrayCall<A> call(CompiledFunction.Invocation invocation) {
    return (ArrayCall<A>) invocation.call();
  }

  private static boolean isReal(Node node) {
    return node.isArray() && (node.dtype() == DType.FLOAT64 || node.dtype() == DType.FLOAT32);
  }
}
