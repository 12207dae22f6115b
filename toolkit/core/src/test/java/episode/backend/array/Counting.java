package episode.backend.array;

import episode.backend.HostRule;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A library of arrays that counts what goes from the host to it and back. */
public final class Counting<A> implements ArrayNamespace<A> {
  private final ArrayNamespace<A> inner;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong computed = new AtomicLong();
  private final AtomicLong live = new AtomicLong();

  /** Counts for a library. */
  public Counting(ArrayNamespace<A> inner) {
    this.inner = inner;
  }

  /** Starts anew. */
  public void reset() {
    sent.set(0);
    read.set(0);
    computed.set(0);
  }

  /** Returns how many arrays came from the host. */
  public long sent() {
    return sent.get();
  }

  /** Returns how many arrays went to the host. */
  public long read() {
    return read.get();
  }

  /** Returns how many arrays were made and not freed. */
  public long live() {
    return live.get();
  }

  private A made(A array) {
    live.incrementAndGet();
    return array;
  }

  /** Returns how many primitives were computed. */
  public long computed() {
    return computed.get();
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public A of(Tensor value) {
    sent.incrementAndGet();
    return made(inner.of(value));
  }

  @Override
  public A zeros(Type.ArrayOf type) {
    return made(inner.zeros(type));
  }

  @Override
  public Tensor read(A array, Type.ArrayOf type) {
    read.incrementAndGet();
    return inner.read(array, type);
  }

  @Override
  public boolean takes(Node node) {
    return inner.takes(node);
  }

  @Override
  public A apply(Node node, List<A> operands) {
    computed.incrementAndGet();
    return made(inner.apply(node, operands));
  }

  @Override
  public boolean shares(Node node) {
    return inner.shares(node);
  }

  @Override
  public Optional<ArrayRule<A>> rule(Op op) {
    return inner.rule(op).map(this::counted);
  }

  @Override
  public Optional<ArrayRule<A>> host(HostRule rule) {
    return inner.host(rule).map(this::counted);
  }

  private ArrayRule<A> counted(ArrayRule<A> rule) {
    return (op, operands) -> {
      List<A> results = rule.apply(op, operands);
      results.forEach(this::made);
      return results;
    };
  }

  @Override
  public A copy(A array) {
    return made(inner.copy(array));
  }

  @Override
  public void putRow(A array, int row, A value) {
    inner.putRow(array, row, value);
  }

  @Override
  public A withRow(A array, int row, A value) {
    A changed = inner.withRow(array, row, value);
    return changed == array ? array : made(changed);
  }

  @Override
  public A row(A array, int row, Type.ArrayOf type) {
    return made(inner.row(array, row, type));
  }

  @Override
  public void free(A array) {
    live.decrementAndGet();
    inner.free(array);
  }
}
