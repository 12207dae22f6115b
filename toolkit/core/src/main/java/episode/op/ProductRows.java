package episode.op;

import static episode.op.RowBuilder.NUMBERS;
import static episode.op.RowBuilder.smooth;
import static episode.op.Samples.filled;
import static episode.op.Samples.numbers;

import episode.expr.Tensor;
import java.util.List;

/** The rows of products. */
final class ProductRows {
  private ProductRows() {}

  static List<Catalogue.Row> rows() {
    return List.of(matmul(), einsum(), convolve());
  }

  private static Catalogue.Row matmul() {
    Products.MatMul op = new Products.MatMul();
    return smooth(Products.class, NUMBERS)
        .at(op, numbers(61, -2, 2, 3, 4), numbers(62, -2, 2, 4, 2))
        .edge("vectors", op, numbers(63, -2, 2, 4), numbers(64, -2, 2, 4))
        .edge("row", op, numbers(63, -2, 2, 4), numbers(62, -2, 2, 4, 2))
        .edge("column", op, numbers(65, -2, 2, 2, 3, 4), numbers(63, -2, 2, 4))
        .edge("batch", op, numbers(65, -2, 2, 2, 1, 3, 4), numbers(66, -2, 2, 3, 4, 2))
        .edge("empty", op, filled(0, 2, 0), filled(0, 0, 3))
        .awkward("NaN", op, filled(Double.NaN, 1, 2), filled(1, 2, 1))
        .row();
  }

  private static Catalogue.Row einsum() {
    Tensor a = numbers(71, -2, 2, 2, 3);
    Tensor c = numbers(72, -2, 2, 3, 4);
    Tensor square = numbers(73, -2, 2, 3, 3);
    Tensor batch = numbers(74, -2, 2, 2, 3, 3);
    return smooth(Products.class, NUMBERS)
        .at(new Einsum("ij,jk->ki"), a, c)
        .at(new Einsum("ij,jk"), a, c)
        .at(new Einsum("ij,jk,kl->il"), a, c, numbers(75, -2, 2, 4, 2))
        .at(new Einsum("ii->i"), square)
        .at(new Einsum("ii"), square)
        .at(new Einsum("ij->j"), a)
        .at(new Einsum("ij,ij->ij"), a, a)
        .at(new Einsum("i,jk->"), numbers(76, -2, 2, 2), a)
        .at(new Einsum("...ij,...jk->...ik"), batch, c)
        .at(new Einsum("bij,bjk->bik"), batch, batch)
        .at(new Einsum("...i,...i"), numbers(77, -2, 2, 2, 1, 3), batch)
        .at(
            new Einsum("iij,j,i->ij"),
            numbers(78, -2, 2, 2, 2, 3),
            numbers(79, 0, 1, 3),
            numbers(80, 0, 1, 2))
        .edge("empty", new Einsum("ij,jk->ik"), filled(0, 2, 0), filled(0, 0, 3))
        .row();
  }

  private static Catalogue.Row convolve() {
    RowBuilder row = smooth(Convolution.class, NUMBERS);
    for (Convolution.Mode mode : Convolution.Mode.values()) {
      row.at(new Convolution.Convolve(mode), numbers(81, -2, 2, 6), numbers(82, -2, 2, 3));
      row.edge(
          "longer", new Convolution.Convolve(mode), numbers(83, -2, 2, 2), numbers(84, -2, 2, 5));
    }
    return row.row();
  }
}
