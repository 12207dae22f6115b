package episode.backend;

import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Type;
import episode.transform.Vmap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A host loop over many members: what {@link Vmap} makes of it. Each member has a loop of its own,
 * one after the other, unless the loop and the backend can take them side by side. Its derivatives
 * are those of the loop, over the members.
 *
 * @param op the loop of one member
 * @param size how many members
 * @param batched for each operand, whether it has a leading axis over the members
 * @param operands the types of the operands
 */
record HostMembers(HostFunction op, int size, List<Boolean> batched, List<Type> operands)
    implements HostFunction {

  /** Copies the lists. */
  HostMembers {
    batched = List.copyOf(batched);
    operands = List.copyOf(operands);
  }

  @Override
  public String name() {
    return op.name().concat(" of members");
  }

  @Override
  public List<Type> types(List<Type> given) {
    List<Type> types = new ArrayList<>();
    op.types(single()).forEach(type -> types.add(all(type)));
    return types;
  }

  /** Returns the type for all members. */
  private Type all(Type one) {
    return one instanceof Type.ArrayOf array
        ? Type.array(array.dtype(), array.shape().inserted(0, size))
        : one;
  }

  /** Returns the types of one member's operands. */
  List<Type> single() {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean many = batched.get(i);
      types.add(
          many && operands.get(i) instanceof Type.ArrayOf array
              ? Type.array(array.dtype(), array.shape().without(Ints.of(0)))
              : operands.get(i));
    }
    return types;
  }

  private List<Node> inputs(GraphBuilder b) {
    List<Node> inputs = new ArrayList<>();
    for (Type type : single()) {
      inputs.add(b.input("operand " + inputs.size(), type));
    }
    return inputs;
  }

  @Override
  public List<Node> jvp(GraphBuilder builder, List<Node> values, List<Optional<Node>> tangents) {
    GraphBuilder b = new GraphBuilder();
    List<Node> inputs = inputs(b);
    List<Node> all = new ArrayList<>(values);
    List<Boolean> flags = new ArrayList<>(batched);
    List<Optional<Node>> seeds = new ArrayList<>();
    for (int i = 0; i < tangents.size(); i++) {
      boolean there = tangents.get(i).isPresent();
      Type type = inputs.get(i).type();
      seeds.add(there ? Optional.of(b.input("tangent " + i, type)) : Optional.empty());
      if (there) {
        all.add(tangents.get(i).get());
        flags.add(batched.get(i));
      }
    }
    List<Node> both = op.jvp(b, inputs, seeds);
    return Vmap.inline(builder, size, b.build("member_jvp", both), all, flags);
  }

  /**
   * The loop of one member with its derivative is written out twice over, for the results and for
   * the cotangents: what both need is one node of the builder. What members share gets the sum.
   */
  @Override
  public Pullback vjp(GraphBuilder builder, List<Node> values, List<Boolean> active) {
    GraphBuilder b = new GraphBuilder();
    List<Node> results = op.vjp(b, inputs(b), active).results();
    List<Node> found = Vmap.inline(builder, size, b.build("member_vjp", results), values, batched);
    return new Pullback() {
      @Override
      public List<Node> results() {
        return found;
      }

      @Override
      public List<Optional<Node>> cotangents(GraphBuilder into, List<Optional<Node>> cotangents) {
        return pulled(into, values, active, cotangents);
      }
    };
  }

  private List<Optional<Node>> pulled(
      GraphBuilder into, List<Node> values, List<Boolean> active, List<Optional<Node>> cotangents) {
    GraphBuilder b = new GraphBuilder();
    Pullback member = op.vjp(b, inputs(b), active);
    List<Node> all = new ArrayList<>(values);
    List<Optional<Node>> seeds = new ArrayList<>();
    for (int i = 0; i < cotangents.size(); i++) {
      boolean there = cotangents.get(i).isPresent();
      Type type = member.results().get(i).type();
      seeds.add(there ? Optional.of(b.input("cotangent " + i, type)) : Optional.empty());
      cotangents.get(i).ifPresent(all::add);
    }
    List<Boolean> flags = new ArrayList<>(batched);
    flags.addAll(Collections.nCopies(all.size() - values.size(), true));
    List<Optional<Node>> each = member.cotangents(b, seeds);
    List<Node> there = each.stream().flatMap(Optional::stream).toList();
    List<Node> found = Vmap.inline(into, size, b.build("member_vjp", there), all, flags);
    List<Optional<Node>> pulled = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < each.size(); i++) {
      if (each.get(i).isEmpty()) {
        pulled.add(Optional.empty());
      } else {
        Node own = found.get(next++);
        boolean many = batched.get(i);
        pulled.add(Optional.of(many ? own : into.reduce(Prim.SUM, own, Ints.of(0))));
      }
    }
    return pulled;
  }

  /** What one loop recorded for all members together, the other cannot read: each has its own. */
  @Override
  public Bound bind(Backend backend) {
    Optional<Bound> together = op.bindMembers(backend, size, batched);
    if (together.isEmpty()) {
      return MemberLoop.bind(this, backend);
    }
    boolean reads = operands.stream().anyMatch(type -> type instanceof Type.Opaque);
    return reads ? either(together.get(), MemberLoop.bind(this, backend)) : together.get();
  }

  private Bound either(Bound together, Bound apart) {
    return new Bound() {
      @Override
      public Run newRun() {
        Run first = together.newRun();
        Run second = apart.newRun();
        return new Run() {
          @Override
          public void run(Call caller, int[] slots, int[] results) {
            (isApart(caller, slots) ? second : first).run(caller, slots, results);
          }

          @Override
          public void close() {
            first.close();
            second.close();
          }
        };
      }

      @Override
      public String explain() {
        return together.explain();
      }

      @Override
      public CodeSize size() {
        return together.size();
      }
    };
  }

  private boolean isApart(Call caller, int[] slots) {
    for (int i = 0; i < slots.length; i++) {
      boolean opaque = operands.get(i) instanceof Type.Opaque;
      if (opaque && caller.object(slots[i]) instanceof Object[]) {
        return true;
      }
    }
    return false;
  }
}
