package episode.backend.nd4j;

import episode.backend.array.ArrayNamespace;
import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's arrays. What it computes with errors or otherwise at NaN is not taken. */
final class Nd4jNamespace implements ArrayNamespace<INDArray> {
  static final String NAME = "nd4j";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(Node node) {
    DType dtype = node.dtype();
    return switch (node.prim()) {
      case INPUT, CONST, CALL, SCAN, IF, WHILE, OP, HOST, PART -> true;
      case NEG, ABS, FLOOR, CEIL, ROUND, SQRT, EXP, LOG, SIN, COS, TAN -> true;
      case ASIN, ACOS, ATAN, SINH, COSH, ERF, CAST -> true;
      // In ND4J: differences of exponentials; NaN lost; not even float32 at times.
      case SIGN, EXPM1, LOG1P, TANH, LGAMMA, POLYGAMMA -> false;
      case ADD, SUB, MUL, DIV, ATAN2 -> true;
      // Integers pass through floating numbers there.
      case POW -> dtype.isFloating();
      case MOD -> true;
      case MIN, MAX -> dtype == DType.BOOL;
      case EQ, NE, LT, LE, AND, OR, NOT, WHERE -> true;
      case SUM, PROD, REDUCE_MIN, REDUCE_MAX -> true;
      case ARGMAX -> false;
      case BROADCAST, RESHAPE, TRANSPOSE, SLICE, PAD, CONCAT, GATHER -> true;
      case SCATTER_ADD -> true;
      case CUMSUM, CUMPROD, MATMUL -> dtype.isFloating();
    };
  }

  @Override
  public INDArray of(Tensor value) {
    return Memory.of(value);
  }

  @Override
  public INDArray zeros(Type.ArrayOf type) {
    return Nd4j.create(Memory.type(type.dtype()), Memory.extents(type.shape()), 'c');
  }

  @Override
  public boolean owns(INDArray array, Type.ArrayOf type) {
    return array.dataType() == Memory.type(type.dtype())
        && Arrays.equals(array.shape(), Memory.extents(type.shape()));
  }

  @Override
  public Tensor read(INDArray array, Type.ArrayOf type) {
    return Memory.read(array, type);
  }

  @Override
  public INDArray apply(Node node, List<INDArray> operands) {
    INDArray x = operands.get(0);
    if (node.shape().size() == 0 || x.isEmpty() && node.prim().family() != Prim.Family.MOVE) {
      return Memory.of(
          Tensor.filled(node.dtype(), node.shape(), node.prim().overNothing(node.dtype())));
    }
    return switch (node.prim().family()) {
      case UNARY -> Elementwise.unary(node, x);
      case BINARY, COMPARE -> Elementwise.binary(node, x, operands.get(1));
      case LOGIC -> Elementwise.logic(node, operands);
      case SELECT -> Elementwise.where(node, operands);
      case REDUCE -> Reductions.reduce(node, x);
      case VIEW, MOVE -> Movement.of(node, operands);
      case LINALG -> Reductions.product(node, x, operands.get(1));
      case LEAF, CONTROL -> throw new IllegalArgumentException(node + " has no value of its own");
    };
  }

  @Override
  public INDArray copy(INDArray array) {
    return array.dup('c');
  }

  @Override
  public void putRow(INDArray array, int row, INDArray value) {
    if (!value.isEmpty()) {
      Memory.rows(array, row, value.length(), value.shape()).assign(value);
    }
  }

  @Override
  public INDArray row(INDArray array, int row, Type.ArrayOf type) {
    if (type.shape().size() == 0) {
      return Memory.fresh(type.dtype(), type.shape());
    }
    long[] shape = Memory.extents(type.shape());
    return Memory.rows(array, row, type.shape().size(), shape).dup('c');
  }

  @Override
  public void free(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }
}
