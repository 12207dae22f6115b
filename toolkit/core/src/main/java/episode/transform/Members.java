package episode.transform;

import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An op that knows nothing of batches, done member by member: what {@link Vmap} makes of it. Its
 * derivatives are those of the op, over the members.
 *
 * @param op the op of one member
 * @param size how many members
 * @param batched for each operand, whether it has a leading axis over the members
 */
record Members(Op op, int size, List<Boolean> batched) implements Op {

  /** Copies the flags. */
  Members {
    batched = List.copyOf(batched);
  }

  @Override
  public String name() {
    return op.name().concat(" of members");
  }

  @Override
  public List<Type> types(List<Type> operands) {
    List<Type> types = new ArrayList<>();
    for (Type type : op.types(single(operands))) {
      Type.ArrayOf one = (Type.ArrayOf) type;
      types.add(Type.array(one.dtype(), one.shape().inserted(0, size)));
    }
    return types;
  }

  private List<Type> single(List<Type> operands) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Type.ArrayOf all = (Type.ArrayOf) operands.get(i);
      boolean many = batched.get(i);
      types.add(many ? Type.array(all.dtype(), all.shape().without(Ints.of(0))) : all);
    }
    return types;
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    List<List<Tensor>> members = new ArrayList<>();
    for (int member = 0; member < size; member++) {
      List<Tensor> own = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        own.add(batched.get(i) ? row(operands.get(i), member) : operands.get(i));
      }
      members.add(op.perform(own));
    }
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < members.get(0).size(); i++) {
      results.add(stacked(members, i));
    }
    return results;
  }

  private static Tensor row(Tensor all, int member) {
    Shape shape = all.shape().without(Ints.of(0));
    int from = member * shape.size();
    int to = from + shape.size();
    return switch (all.dtype()) {
      case BOOL -> Tensor.of(shape, Arrays.copyOfRange(all.booleans(), from, to));
      case INT64 -> Tensor.of(shape, Arrays.copyOfRange(all.longs(), from, to));
      case FLOAT32 -> Tensor.of(shape, Arrays.copyOfRange(all.floats(), from, to));
      case FLOAT64 -> Tensor.of(shape, Arrays.copyOfRange(all.doubles(), from, to));
    };
  }

  private static Tensor stacked(List<List<Tensor>> members, int result) {
    Tensor first = members.get(0).get(result);
    Tensor all = Tensor.filled(first.dtype(), first.shape().inserted(0, members.size()), 0);
    int size = first.shape().size();
    for (int member = 0; member < members.size(); member++) {
      Object from = raw(members.get(member).get(result));
      System.arraycopy(from, 0, raw(all), member * size, size);
    }
    return all;
  }

  private static Object raw(Tensor tensor) {
    return switch (tensor.dtype()) {
      case BOOL -> tensor.booleans();
      case INT64 -> tensor.longs();
      case FLOAT32 -> tensor.floats();
      case FLOAT64 -> tensor.doubles();
    };
  }

  /** Returns the op over inputs of one member. */
  private Graph member(List<Node> operands) {
    GraphBuilder b = new GraphBuilder();
    return b.build("member", b.apply(op, inputs(b, operands)));
  }

  private List<Node> inputs(GraphBuilder b, List<Node> operands) {
    List<Node> inputs = new ArrayList<>();
    for (Type type : single(operands.stream().map(Node::type).toList())) {
      inputs.add(b.input("x" + inputs.size(), type));
    }
    return inputs;
  }

  @Override
  public Optional<List<Node>> jvp(
      GraphBuilder builder, List<Node> operands, List<Optional<Node>> tangents) {
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = inputs(b, operands);
    List<Node> all = new ArrayList<>(operands);
    List<Boolean> flags = new ArrayList<>(batched);
    List<Optional<Node>> seeds = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      if (tangents.get(i).isEmpty()) {
        seeds.add(Optional.empty());
        continue;
      }
      seeds.add(Optional.of(b.input("t" + i, inputs.get(i).type())));
      all.add(tangents.get(i).get());
      flags.add(batched.get(i));
    }
    Jvp jvp = Jvp.of(b, member(operands), inputs, seeds);
    List<Node> both = new ArrayList<>(jvp.outputs());
    for (int i = 0; i < jvp.outputs().size(); i++) {
      both.add(jvp.tangents().get(i).orElse(b.filledLike(jvp.outputs().get(i), 0)));
    }
    return Optional.of(Vmap.inline(builder, size, b.build("member_jvp", both), all, flags));
  }

  @Override
  public Optional<HostOp.Pullback> vjp(
      GraphBuilder builder, List<Node> operands, List<Boolean> active) {
    List<Node> results = builder.apply(this, operands);
    return Optional.of(
        new HostOp.Pullback() {
          @Override
          public List<Node> results() {
            return results;
          }

          @Override
          public List<Optional<Node>> cotangents(GraphBuilder b, List<Optional<Node>> cotangents) {
            return pulled(b, operands, active, cotangents);
          }
        });
  }

  /** What all members share gets the sum of their cotangents. */
  private List<Optional<Node>> pulled(
      GraphBuilder builder,
      List<Node> operands,
      List<Boolean> active,
      List<Optional<Node>> cotangents) {
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = inputs(b, operands);
    List<Node> all = new ArrayList<>(operands);
    List<Optional<Node>> seeds = new ArrayList<>();
    Graph member = member(operands);
    for (int i = 0; i < cotangents.size(); i++) {
      Type type = member.outputs().get(i).type();
      boolean there = cotangents.get(i).isPresent();
      seeds.add(there ? Optional.of(b.input("c" + i, type)) : Optional.empty());
      cotangents.get(i).ifPresent(all::add);
    }
    List<Boolean> flags = new ArrayList<>(batched);
    flags.addAll(Collections.nCopies(all.size() - operands.size(), true));
    List<Optional<Node>> pulled = Vjp.of(b, member, inputs, active).pull(seeds);
    Graph graph = b.build("member_vjp", Derived.there(pulled));
    List<Node> found = Vmap.inline(builder, size, graph, all, flags);
    List<Optional<Node>> results = Derived.spread(Derived.present(pulled), found);
    for (int i = 0; i < results.size(); i++) {
      if (!batched.get(i) && results.get(i).isPresent()) {
        Node sum = builder.reduce(Prim.SUM, results.get(i).get(), Ints.of(0));
        results.set(i, Optional.of(sum));
      }
    }
    return results;
  }
}
