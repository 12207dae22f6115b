package episode.backend;

import episode.expr.Op;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.List;

/** 3 x, which only a rule can compute: it has no lowering, and must not be performed. */
public record Tripled() implements Op {
  @Override
  public String name() {
    return "Tripled";
  }

  @Override
  public List<Type> types(List<Type> operands) {
    return operands;
  }

  @Override
  public List<Tensor> perform(List<Tensor> operands) {
    throw new IllegalStateException("values left the backend");
  }
}
