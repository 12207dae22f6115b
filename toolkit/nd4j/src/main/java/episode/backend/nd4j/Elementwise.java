package episode.backend.nd4j;

import episode.expr.DType;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.FModOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.PowPairwise;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Ceil;
import org.nd4j.linalg.api.ops.impl.transforms.same.Floor;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ACos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ASin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.ATan;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cosh;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Rint;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sinh;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tan;
import org.nd4j.linalg.factory.Nd4j;

/** Primitives that work element by element. */
final class Elementwise {
  private static final double INT64_LIMIT = 0x1p63;

  private Elementwise() {}

  static INDArray unary(Node node, INDArray x) {
    if (node.prim() == Prim.CAST) {
      return cast(node, x);
    }
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    Op op =
        switch (node.prim()) {
          case NEG -> new Negative(x, z);
          case ABS -> new Abs(x, z);
          case FLOOR -> new Floor(x, z);
          case CEIL -> new Ceil(x, z);
          case ROUND -> new Rint(x, z);
          case SQRT -> new Sqrt(x, z);
          case EXP -> new Exp(x, z);
          case LOG -> new Log(x, z);
          case SIN -> new Sin(x, z);
          case COS -> new Cos(x, z);
          case TAN -> new Tan(x, z);
          case ASIN -> new ASin(x, z);
          case ACOS -> new ACos(x, z);
          case ATAN -> new ATan(x, z);
          case SINH -> new Sinh(x, z);
          case COSH -> new Cosh(x, z);
          case ERF -> new Erf(x, z);
          default -> throw new IllegalArgumentException(node + " is not taken");
        };
    Nd4j.getExecutioner().exec(op);
    return z;
  }

  /** ND4J's cast to INT64 takes NaN and what is too large for the smallest integer. */
  private static INDArray cast(Node node, INDArray x) {
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    z.assign(x);
    if (node.dtype() == DType.INT64 && node.input(0).dtype().isFloating()) {
      try (INDArray large = x.gte(INT64_LIMIT);
          INDArray wrong = x.neq(x);
          INDArray most =
              Memory.of(Tensor.filled(DType.INT64, node.shape(), 0)).addi(Long.MAX_VALUE);
          INDArray none = Memory.of(Tensor.filled(DType.INT64, node.shape(), 0))) {
        INDArray below = select(large, most, z);
        INDArray value = select(wrong, none, below);
        z.close();
        below.close();
        return value;
      }
    }
    return z;
  }

  static INDArray binary(Node node, INDArray x, INDArray y) {
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    switch (node.prim()) {
      case ADD -> Pairwise.ADD.run(x, y, z);
      case SUB -> Pairwise.SUBTRACT.run(x, y, z);
      case MUL -> Pairwise.MULTIPLY.run(x, y, z);
      case DIV -> Pairwise.DIVIDE.run(x, y, z);
      case MOD -> remainder(x, y, z);
      case POW -> power(x, y, z);
      case MIN -> run("boolean_and", z, x, y);
      case MAX -> run("boolean_or", z, x, y);
      case ATAN2 -> run("tf_atan2", z, x, y);
      case EQ -> run("equals", z, x, y);
      case NE -> run("not_equals", z, x, y);
      case LT -> run("less", z, x, y);
      case LE -> run("less_equal", z, x, y);
      default -> throw new IllegalArgumentException(node + " is not taken");
    }
    return z;
  }

  /** C's remainder moved to the side of the divisor. */
  private static void remainder(INDArray x, INDArray y, INDArray z) {
    if (x.dataType().isFPType()) {
      Nd4j.getExecutioner().exec(new FModOp(x, y, z));
    } else {
      remainderOfIntegers(x, y, z);
    }
    try (INDArray left = z.lt(0);
        INDArray down = y.lt(0);
        INDArray none = z.eq(0);
        INDArray moved = z.add(y)) {
      INDArray crosses = left.neq(down);
      INDArray plain = select(crosses, moved, z);
      INDArray value = select(none, z, plain);
      z.assign(value);
      crosses.close();
      plain.close();
      value.close();
    }
  }

  /** Division by 0, or of the smallest integer by −1, ends the process; both leave 0 here. */
  private static void remainderOfIntegers(INDArray x, INDArray y, INDArray z) {
    try (INDArray zero = y.eq(0);
        INDArray negative = y.eq(-1);
        INDArray either = zero.dup('c');
        INDArray one = y.dup('c').assign(1)) {
      run("boolean_or", either, zero, negative);
      INDArray divisor = select(either, one, y);
      run("mod", z, x, divisor);
      divisor.close();
    }
  }

  /** C gives 1 for 1 to the power of NaN and for ±1 to an infinite power; the reference NaN. */
  private static void power(INDArray x, INDArray y, INDArray z) {
    Nd4j.getExecutioner().exec(new PowPairwise(x, y, z));
    try (INDArray lost = y.sub(y);
        INDArray wrong = lost.neq(lost)) {
      if (wrong.any()) {
        try (INDArray size = Nd4j.getExecutioner().exec(new Abs(x, x.ulike()));
            INDArray one = size.eq(1);
            INDArray doubtful = Nd4j.createUninitialized(wrong.dataType(), wrong.shape(), 'c')) {
          run("boolean_and", doubtful, wrong, one);
          INDArray value = select(doubtful, lost, z);
          z.assign(value);
          value.close();
        }
      }
    }
  }

  static INDArray logic(Node node, List<INDArray> operands) {
    INDArray z = Memory.fresh(node.dtype(), node.shape());
    INDArray x = operands.get(0);
    switch (node.prim()) {
      case AND -> run("boolean_and", z, x, operands.get(1));
      case OR -> run("boolean_or", z, x, operands.get(1));
      case NOT -> run("boolean_not", z, x);
      default -> throw new IllegalArgumentException(node + " is not taken");
    }
    return z;
  }

  static INDArray where(Node node, List<INDArray> operands) {
    return select(operands.get(0), operands.get(1), operands.get(2));
  }

  /** Returns the second array where the first holds, else the third: an array of its own. */
  static INDArray select(INDArray condition, INDArray x, INDArray y) {
    INDArray z = Nd4j.createUninitialized(x.dataType(), x.shape(), 'c');
    run("select", z, condition, x, y);
    return z;
  }

  /** Runs an operation of the native library by its name. */
  static void run(String name, INDArray z, INDArray... operands) {
    CustomOp op = DynamicCustomOp.builder(name).addInputs(operands).addOutputs(z).build();
    Nd4j.getExecutioner().exec(op);
  }
}
