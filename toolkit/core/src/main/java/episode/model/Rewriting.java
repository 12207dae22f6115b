package episode.model;

import episode.expr.Expr;
import episode.expr.Rewrite;
import java.util.function.Function;

/** A formula's tree with its names exchanged; every node keeps its place in the text. */
final class Rewriting {
  private final Function<Expr, Expr> leaf;

  /**
   * Makes a rewriting.
   *
   * @param leaf what stands for a name, an element or a call; the same object to go on inside
   */
  Rewriting(Function<Expr, Expr> leaf) {
    this.leaf = leaf;
  }

  Expr of(Expr expr) {
    boolean named =
        expr instanceof Expr.Name || expr instanceof Expr.Element || expr instanceof Expr.Call;
    Expr other = named ? leaf.apply(expr) : expr;
    return other == expr ? Rewrite.children(expr, this::of) : other;
  }
}
