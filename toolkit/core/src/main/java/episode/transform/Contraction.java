package episode.transform;

import episode.expr.Attr;
import episode.expr.Ints;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds matrix products in sums of products. The factors of a product that is summed each fill some
 * of its axes, the rest being repeats. Factors without a summed axis leave the sum; the others are
 * multiplied in groups that fill the same axes; two groups that are left are a matrix product.
 *
 * <pre>Σ_b contact[a, b] · I[b] / N[b] = contact × (I / N)</pre>
 *
 * <p>Sets of axes are bit masks; axes of extent 1 are in none.
 */
final class Contraction {
  private static final int MANY = 12;

  private final Simplifier s;
  private final Shape shape;
  private final int summed;
  private final List<Node> leaves = new ArrayList<>();
  private final List<Boolean> inverted = new ArrayList<>();
  private boolean negative;

  /** A factor without repeats: it fills exactly the axes of its mask, ascending. */
  private record Factor(int mask, Node node) {}

  private Contraction(Simplifier s, Shape shape, Ints axes) {
    this.s = s;
    this.shape = shape;
    this.summed = mask(axes) & ~mask(Views.units(shape));
  }

  /** Returns the sum of a product or quotient over axes. */
  static Node sum(Simplifier s, Node x, Ints axes) {
    Node raw = s.raw(Prim.SUM, axes, List.of(x));
    if (x.shape().rank() > 30 || x.shape().size() == 0) {
      return raw;
    }
    Contraction contraction = new Contraction(s, x.shape(), axes);
    contraction.collect(x, false);
    return contraction.result(raw, axes);
  }

  private void collect(Node x, boolean inverse) {
    boolean open = leaves.size() < MANY;
    if (open && x.prim() == Prim.MUL) {
      collect(x.input(0), inverse);
      collect(x.input(1), inverse);
    } else if (open && x.prim() == Prim.DIV) {
      collect(x.input(0), inverse);
      collect(x.input(1), !inverse);
    } else if (open && x.prim() == Prim.NEG) {
      negative = !negative;
      collect(x.input(0), inverse);
    } else {
      leaves.add(x);
      inverted.add(inverse);
    }
  }

  private Node result(Node raw, Ints axes) {
    List<Factor> groups = new ArrayList<>();
    boolean pulled = false;
    for (int i = 0; i < leaves.size(); i++) {
      int mask = filled(leaves.get(i));
      pulled |= (mask & summed) == 0;
      if (!hasGroup(groups, mask)) {
        groups.add(new Factor(mask, raw));
      }
    }
    if (groups.size() == 1 && !pulled) {
      return raw;
    }
    List<Factor> inside = new ArrayList<>();
    List<Factor> outside = new ArrayList<>();
    for (Factor group : groups) {
      Factor product = new Factor(group.mask(), product(group.mask()));
      ((group.mask() & summed) == 0 ? outside : inside).add(product);
    }
    while (inside.size() > 2) {
      if (!mergeOne(inside)) {
        return raw;
      }
    }
    Factor core = inside.isEmpty() ? new Factor(0, one()) : reduced(inside);
    return assembled(core, outside, axes);
  }

  private Node one() {
    return s.constant(Tensor.filled(leaves.get(0).dtype(), Shape.SCALAR, 1));
  }

  private static boolean hasGroup(List<Factor> groups, int mask) {
    for (Factor group : groups) {
      if (group.mask() == mask) {
        return true;
      }
    }
    return false;
  }

  private int filled(Node leaf) {
    int all = leaf.prim() == Prim.BROADCAST ? mask(((Attr.Broadcast) leaf.attribute()).dims()) : -1;
    return all & ((1 << shape.rank()) - 1) & ~mask(Views.units(shape));
  }

  /** Returns the product of all leaves that fill exactly the axes of a mask. */
  private Node product(int mask) {
    Node over = null;
    Node under = null;
    for (int i = 0; i < leaves.size(); i++) {
      if (filled(leaves.get(i)) == mask) {
        Node leaf = thin(leaves.get(i), mask);
        if (inverted.get(i)) {
          under = under == null ? leaf : s.binary(Prim.MUL, under, leaf);
        } else {
          over = over == null ? leaf : s.binary(Prim.MUL, over, leaf);
        }
      }
    }
    if (under == null) {
      return over;
    }
    return s.binary(Prim.DIV, over == null ? s.filled(under, 1) : over, under);
  }

  private Node thin(Node leaf, int mask) {
    Node inner = leaf.prim() == Prim.BROADCAST ? leaf.input(0) : leaf;
    return s.reshape(inner, extents(mask));
  }

  /** Multiplies one group into another that fills all its axes; false where there is none. */
  private boolean mergeOne(List<Factor> groups) {
    for (int i = 0; i < groups.size(); i++) {
      int best = -1;
      for (int j = 0; j < groups.size(); j++) {
        boolean within = j != i && (groups.get(i).mask() & ~groups.get(j).mask()) == 0;
        if (within && (best < 0 || size(groups.get(j)) < size(groups.get(best)))) {
          best = j;
        }
      }
      if (best >= 0) {
        Factor large = groups.get(best);
        Node spread = spread(groups.get(i), large.mask());
        groups.set(best, new Factor(large.mask(), s.binary(Prim.MUL, large.node(), spread)));
        groups.remove(i);
        return true;
      }
    }
    return false;
  }

  private static int size(Factor factor) {
    return factor.node().shape().size();
  }

  private Node spread(Factor factor, int mask) {
    return s.broadcast(factor.node(), extents(mask), places(factor.mask(), mask));
  }

  /** Returns the sum of the product of one or two groups. */
  private Factor reduced(List<Factor> groups) {
    if (groups.size() == 1) {
      return summedOver(groups.get(0), summed);
    }
    Factor x = summedOver(groups.get(0), summed & ~groups.get(1).mask());
    Factor y = summedOver(groups.get(1), summed & ~groups.get(0).mask());
    if ((x.mask() & y.mask() & summed) == 0) {
      int both = x.mask() | y.mask();
      return new Factor(both, s.binary(Prim.MUL, spread(x, both), spread(y, both)));
    }
    if (x.mask() == y.mask()) {
      Factor both = new Factor(x.mask(), s.binary(Prim.MUL, x.node(), y.node()));
      return summedOver(both, summed);
    }
    int left = (x.mask() | y.mask()) & ~summed;
    return new Factor(
        left, MatrixProduct.contract(s, x.mask(), x.node(), y.mask(), y.node(), summed));
  }

  private Factor summedOver(Factor factor, int axes) {
    int gone = factor.mask() & axes;
    Ints places = places(gone, factor.mask());
    if (gone == 0) {
      return factor;
    }
    // a quotient has nothing more to take out; its 1 / x would be found again for ever
    boolean quotient = factor.node().prim() == Prim.DIV;
    Node sum =
        quotient ? s.raw(Prim.SUM, places, List.of(factor.node())) : s.sum(factor.node(), places);
    return new Factor(factor.mask() & ~axes, sum);
  }

  private Node assembled(Factor core, List<Factor> outside, Ints axes) {
    Shape result = shape.without(axes);
    double repeats = negative ? -1 : 1;
    for (int i = 0; i < axes.size(); i++) {
      boolean seen = (insideMask() >> axes.at(i) & 1) == 1;
      repeats *= seen ? 1 : shape.extent(axes.at(i));
    }
    Node product = placed(core, result, axes);
    for (Factor factor : outside) {
      product = s.binary(Prim.MUL, placed(factor, result, axes), product);
    }
    return repeats == 1 ? product : s.binary(Prim.MUL, s.filled(product, repeats), product);
  }

  /** The summed axes that some factor fills. */
  private int insideMask() {
    int mask = 0;
    for (Node leaf : leaves) {
      mask |= filled(leaf);
    }
    return mask;
  }

  private Node placed(Factor factor, Shape result, Ints axes) {
    Ints dims = axes(factor.mask());
    int[] places = new int[dims.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = dims.at(i) - Sums.countBelow(axes, dims.at(i));
    }
    return s.broadcast(factor.node(), result, Ints.of(places));
  }

  private Shape extents(int mask) {
    Ints dims = axes(mask);
    int[] extents = new int[dims.size()];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = shape.extent(dims.at(i));
    }
    return Shape.of(extents);
  }

  static int mask(Ints axes) {
    int mask = 0;
    for (int i = 0; i < axes.size(); i++) {
      mask |= 1 << axes.at(i);
    }
    return mask;
  }

  static Ints axes(int mask) {
    int[] axes = new int[Integer.bitCount(mask)];
    int next = 0;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      axes[next++] = Integer.numberOfTrailingZeros(rest);
    }
    return Ints.of(axes);
  }

  /** Returns where the axes of a mask stand among those of a larger one. */
  static Ints places(int mask, int within) {
    Ints dims = axes(mask);
    int[] places = new int[dims.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = Integer.bitCount(within & ((1 << dims.at(i)) - 1));
    }
    return Ints.of(places);
  }
}
