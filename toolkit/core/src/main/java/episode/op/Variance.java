package episode.op;

import episode.expr.DType;
import episode.expr.GraphBuilder;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;

/**
 * The sum of squared distances from the mean over n − ddof; NaN where that is not positive.
 *
 * @param ddof 0 for the variance of what is there, 1 for the unbiased estimate
 */
record Variance(Axes axes, int ddof) implements Op {
  @Override
  public String name() {
    return "Variance";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    Taken.check(operands.size() == 1, name(), operands, "It takes one.");
    Type.ArrayOf x = Taken.array(name(), operands, 0);
    DType dtype = x.dtype().isFloating() ? x.dtype() : DType.FLOAT64;
    return List.of(Type.array(dtype, axes.reduced(name(), x.shape())));
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    Tensor x = operands.get(0);
    Type.ArrayOf type = (Type.ArrayOf) types(List.of(x.type())).get(0);
    int[][] groups = Groups.of(x.shape(), axes.in(name(), x.shape().rank()));
    double[] values = new double[groups.length];
    double degrees = degrees(Reduce.count(x.shape(), axes.in(name(), x.shape().rank())));
    for (int i = 0; i < values.length; i++) {
      double mean = 0;
      for (int place : groups[i]) {
        mean += x.at(place) / groups[i].length;
      }
      for (int place : groups[i]) {
        values[i] += (x.at(place) - mean) * (x.at(place) - mean);
      }
      values[i] /= degrees;
    }
    return List.of(Stack.tensor(type.dtype(), type.shape(), values));
  }

  @Override
  public Optional<List<Node>> lower(GraphBuilder b, List<Node> operands) {
    Node x = operands.get(0);
    Node real = Matrices.real(b, x);
    Ints own = axes.in(name(), x.shape().rank());
    Node mean = b.reshape(Reduce.mean(b, real, own), Axes.thin(x.shape(), own));
    Node distance = b.sub(real, mean);
    Node sum = b.reduce(Prim.SUM, b.mul(distance, distance), own);
    Node count = Matrices.number(b, real, degrees(Reduce.count(x.shape(), own)));
    return Optional.of(List.of(b.reshape(b.div(sum, count), axes.reduced(name(), x.shape()))));
  }

  /** Returns n − ddof, over which nothing is known where it is not positive. */
  private double degrees(int count) {
    return count > ddof ? count - ddof : Double.NaN;
  }
}
