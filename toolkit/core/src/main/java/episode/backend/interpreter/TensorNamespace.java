package episode.backend.interpreter;

import episode.backend.HostRule;
import episode.backend.array.ArrayNamespace;
import episode.backend.array.ArrayRule;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Perform;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Our own tensors as a library of arrays: the reference values of {@link Perform}. */
final class TensorNamespace implements ArrayNamespace<Tensor> {

  @Override
  public String name() {
    return "interpreter";
  }

  /** The reference goes from member to member. */
  @Override
  public boolean wantsBatches() {
    return false;
  }

  @Override
  public Tensor of(Tensor value) {
    return copy(value);
  }

  @Override
  public boolean owns(Tensor array, Type.ArrayOf type) {
    return array.type().equals(type);
  }

  @Override
  public Tensor read(Tensor array, Type.ArrayOf type) {
    return copy(array);
  }

  @Override
  public Tensor apply(Node node, List<Tensor> operands) {
    return Perform.value(node, operands);
  }

  @Override
  public Optional<ArrayRule<Tensor>> rule(Op op) {
    return Optional.of(TensorNamespace::perform);
  }

  @Override
  public Optional<ArrayRule<Tensor>> host(HostRule rule) {
    return Optional.of(
        (op, operands) -> Perform.checked(op, promised(op, operands), rule.apply(op, operands)));
  }

  private static List<Tensor> perform(Op op, List<Tensor> operands) {
    return Perform.perform(op, promised(op, operands), operands);
  }

  private static List<Type> promised(Op op, List<Tensor> operands) {
    List<Type> types = new ArrayList<>(operands.size());
    for (Tensor operand : operands) {
      types.add(operand.type());
    }
    return op.types(types);
  }

  @Override
  public Tensor copy(Tensor array) {
    return part(array, 0, array.shape());
  }

  @Override
  public void putRow(Tensor array, int row, Tensor value) {
    int size = value.shape().size();
    System.arraycopy(raw(value), 0, raw(array), row * size, size);
  }

  @Override
  public Tensor row(Tensor array, int row, Type.ArrayOf type) {
    return part(array, row * type.shape().size(), type.shape());
  }

  @Override
  public void free(Tensor array) {}

  private static Object raw(Tensor array) {
    return switch (array.dtype()) {
      case BOOL -> array.booleans();
      case INT64 -> array.longs();
      case FLOAT32 -> array.floats();
      case FLOAT64 -> array.doubles();
    };
  }

  /** Returns a copy of the elements from a place on. */
  private static Tensor part(Tensor array, int start, Shape shape) {
    int end = start + shape.size();
    return switch (array.dtype()) {
      case BOOL -> Tensor.of(shape, Arrays.copyOfRange(array.booleans(), start, end));
      case INT64 -> Tensor.of(shape, Arrays.copyOfRange(array.longs(), start, end));
      case FLOAT32 -> Tensor.of(shape, Arrays.copyOfRange(array.floats(), start, end));
      case FLOAT64 -> Tensor.of(shape, Arrays.copyOfRange(array.doubles(), start, end));
    };
  }
}
