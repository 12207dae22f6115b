package episode.backend;

import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;

/** Multiplies by a number, without a lowering: an op that a cell defines. */
record CellOp(double factor) implements Op {
  @Override
  public String name() {
    return "CellOp";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    return operands;
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    return List.of(Tensor.of(factor * operands.get(0).at(0)));
  }
}
