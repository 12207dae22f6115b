package episode.transform;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reverse derivative of a loop of fixed length: the loop also stacks the carries with which
 * each round starts; a loop the other way round takes them row by row, computes the round anew and
 * pulls the cotangents back through it. Those of the carries are its carries, and so are the sums
 * of those of constants; those of rows are stacked. For one thread.
 */
final class ReverseScan implements HostOp.Pullback {
  private final Derived derived;
  private final Attr.Scan scan;
  private final List<Node> operands;
  private final List<Boolean> active;
  private final List<Node> results;
  private final List<Node> starts;

  private ReverseScan(
      Derived derived,
      Attr.Scan scan,
      List<Node> operands,
      List<Boolean> active,
      List<Node> results,
      List<Node> starts) {
    this.derived = derived;
    this.scan = scan;
    this.operands = operands;
    this.active = new ArrayList<>(active);
    this.results = results;
    this.starts = starts;
    Dependence.carryVaried(scan.body(), scan.carries(), this.active);
  }

  /**
   * Returns the forward half of a SCAN.
   *
   * @param active for each operand, whether its cotangent is wanted
   */
  static ReverseScan of(
      GraphBuilder b, Derived derived, Attr.Scan scan, List<Node> operands, List<Boolean> active) {
    Graph body = scan.body();
    List<Node> outputs = new ArrayList<>(body.outputs());
    outputs.addAll(body.inputs().subList(0, scan.carries()));
    List<Node> all = b.scan(scan.with(body.withOutputs(outputs)), operands);
    int n = body.outputs().size();
    List<Node> starts = all.subList(n, all.size());
    return new ReverseScan(derived, scan, operands, active, all.subList(0, n), starts);
  }

  /**
   * Returns the forward half of a WHILE: its values come from the loop itself; its derivative is
   * that of as many rounds as the bound allows, of which those that the loop did not run do
   * nothing.
   */
  static HostOp.Pullback of(
      GraphBuilder b, Derived derived, Attr.Loop loop, List<Node> operands, List<Boolean> active) {
    int carries = loop.carries();
    List<Node> results = b.whileLoop(loop, operands);
    List<Node> all = new ArrayList<>(operands.subList(0, carries));
    all.add(counted(b, loop.bound()));
    all.add(results.get(carries));
    all.addAll(operands.subList(carries, operands.size()));
    List<Boolean> flags = new ArrayList<>(active.subList(0, carries));
    flags.addAll(List.of(false, false));
    flags.addAll(active.subList(carries, operands.size()));
    Attr.Scan scan = new Attr.Scan(round(loop), loop.bound(), carries, 1, false);
    return new Bounded(of(b, derived, scan, all, flags), results, carries);
  }

  private static Node counted(GraphBuilder b, int bound) {
    long[] rounds = new long[bound];
    for (int i = 0; i < bound; i++) {
      rounds[i] = i;
    }
    return b.constant(Tensor.of(Shape.of(bound), rounds));
  }

  /** Returns one round of a loop where its number is below the number of rounds. */
  private static Graph round(Attr.Loop loop) {
    GraphBuilder b = new GraphBuilder();
    Set<String> names = new HashSet<>();
    List<Node> inputs = Derived.copyInputs(b, loop.body(), names);
    Type count = Type.array(DType.INT64, Shape.SCALAR);
    Node round = b.input(Derived.fresh("round", names), count);
    Node rounds = b.input(Derived.fresh("rounds", names), count);
    List<Node> carries = loop.body().inputs().subList(0, loop.carries());
    Graph rest = new Graph("rest", loop.body().inputs(), carries);
    List<Node> outputs =
        b.ifElse(Terms.binary(b, Prim.LT, round, rounds), loop.body(), rest, inputs);
    List<Node> order = new ArrayList<>(inputs.subList(0, loop.carries()));
    order.addAll(List.of(round, rounds));
    order.addAll(inputs.subList(loop.carries(), inputs.size()));
    return new Graph(loop.body().name(), order, outputs);
  }

  /** What a WHILE makes of the derivative of its rounds. */
  private record Bounded(ReverseScan scan, List<Node> results, int carries)
      implements HostOp.Pullback {
    @Override
    public List<Optional<Node>> cotangents(GraphBuilder b, List<Optional<Node>> cotangents) {
      List<Optional<Node>> pulled = scan.cotangents(b, cotangents.subList(0, carries));
      pulled.remove(carries + 1);
      pulled.remove(carries);
      return pulled;
    }
  }

  @Override
  public List<Node> results() {
    return results;
  }

  @Override
  public List<Optional<Node>> cotangents(GraphBuilder b, List<Optional<Node>> cotangents) {
    List<Boolean> seeded = Derived.present(cotangents);
    Dependence.carryNeeded(scan.body(), scan.carries(), seeded);
    for (int i = 0; i < scan.carries(); i++) {
      seeded.set(i, seeded.get(i) && active.get(i));
    }
    for (int i = scan.carries(); i < seeded.size(); i++) {
      seeded.set(i, cotangents.get(i).isPresent());
    }
    return new Round(seeded).pulled(b, cotangents);
  }

  /** The loop backwards, for cotangents of some of the body's outputs. */
  private final class Round {
    private final int carries = scan.carries();
    private final GraphBuilder inner = new GraphBuilder();
    private final List<Boolean> seeded;
    private final List<Node> inputs;
    private final List<Optional<Node>> seeds;
    private final List<Optional<Node>> found;
    private final List<Optional<Node>> sums;

    Round(List<Boolean> seeded) {
      this.seeded = seeded;
      Set<String> names = new HashSet<>();
      Graph body = scan.body();
      inputs = Derived.copyInputs(inner, body, names);
      seeds = Derived.seeds(inner, "cotangent ", body.outputs(), seeded, names);
      found = new Vjp(inner, derived, body, inputs, active).pull(seeds);
      sums = sums(names);
    }

    /** Returns an input for the sum so far of each constant's cotangent that is there. */
    private List<Optional<Node>> sums(Set<String> names) {
      List<Boolean> flags = Derived.present(found);
      Collections.fill(flags.subList(0, carries + scan.rows()), false);
      return Derived.seeds(inner, "sum ", inputs, flags, names);
    }

    /** Inputs: cotangents of carries, sums; starts, rows, cotangents of outputs; constants. */
    private Graph body() {
      List<Node> order = new ArrayList<>(Derived.there(seeds.subList(0, carries)));
      order.addAll(Derived.there(sums));
      order.addAll(inputs.subList(0, carries + scan.rows()));
      order.addAll(Derived.there(seeds.subList(carries, seeds.size())));
      order.addAll(inputs.subList(carries + scan.rows(), inputs.size()));
      List<Node> outputs = new ArrayList<>();
      for (int i = 0; i < carries; i++) {
        if (seeded.get(i)) {
          outputs.add(found.get(i).orElse(Terms.zeros(inner, inputs.get(i))));
        }
      }
      for (int i = 0; i < sums.size(); i++) {
        if (sums.get(i).isPresent()) {
          outputs.add(Terms.add(inner, sums.get(i).get(), found.get(i).get()));
        }
      }
      outputs.addAll(Derived.there(found.subList(carries, carries + scan.rows())));
      return new Graph(scan.body().name().concat("_vjp"), order, outputs);
    }

    List<Optional<Node>> pulled(GraphBuilder b, List<Optional<Node>> cotangents) {
      List<Node> carried = new ArrayList<>();
      for (int i = 0; i < carries; i++) {
        if (seeded.get(i)) {
          carried.add(cotangents.get(i).orElse(Terms.zeros(b, results.get(i))));
        }
      }
      for (int i = 0; i < sums.size(); i++) {
        if (sums.get(i).isPresent()) {
          carried.add(Terms.zeros(b, operands.get(i)));
        }
      }
      List<Node> rows = new ArrayList<>(starts);
      rows.addAll(operands.subList(carries, carries + scan.rows()));
      rows.addAll(Derived.there(cotangents.subList(carries, cotangents.size())));
      List<Node> constants = operands.subList(carries + scan.rows(), operands.size());
      return arranged(b.scan(body(), scan.length(), carried, rows, constants, !scan.reverse()));
    }

    /** Takes the cotangents of the operands in their order. */
    private List<Optional<Node>> arranged(List<Node> results) {
      List<Optional<Node>> pulled = new ArrayList<>(Collections.nCopies(inputs.size(), null));
      int next = 0;
      for (int i = 0; i < carries; i++) {
        boolean there = seeded.get(i);
        pulled.set(i, there ? Optional.of(results.get(next++)) : Optional.empty());
      }
      for (int i = carries + scan.rows(); i < inputs.size(); i++) {
        boolean there = sums.get(i).isPresent();
        pulled.set(i, there ? Optional.of(results.get(next++)) : Optional.empty());
      }
      for (int i = carries; i < carries + scan.rows(); i++) {
        boolean there = found.get(i).isPresent();
        pulled.set(i, there ? Optional.of(results.get(next++)) : Optional.empty());
      }
      return pulled;
    }
  }
}
