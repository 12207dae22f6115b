package episode.expr;

import java.util.List;

/**
 * Finite volumes along the last axis of an array. Around each point lies a cell, as wide as the
 * point weighs in an integral; between two cells lies a face, halfway between their points. What
 * leaves a cell through a face enters its neighbour, so that the integral over the axis changes by
 * what passes the ends alone. For one thread.
 *
 * <p>Source: R. J. LeVeque, Finite Volume Methods for Hyperbolic Problems (2002), chapter 4.
 */
final class Fluxes {
  private final GraphBuilder builder;
  private final NamedAxis points;
  private final List<Index> indices;
  private final Node u;
  private final int axis;
  private final int last;

  /**
   * Makes the fluxes of a quantity.
   *
   * @param u runs over the points along its last index
   */
  Fluxes(GraphBuilder builder, NamedAxis points, Indexed u) {
    this.builder = builder;
    this.points = points;
    this.indices = u.indices();
    this.u = u.node();
    this.axis = indices.size() - 1;
    this.last = points.size() - 1;
  }

  /**
   * Returns −∂(v u)/∂x, the quantity at a face being that of the point upwind.
   *
   * <pre>
   * dᵢ = (Fᵢ₋½ − Fᵢ₊½) / wᵢ,   Fᵢ₊½ = vᵢ₊½ (uᵢ if vᵢ₊½ ≥ 0 else uᵢ₊₁),   vᵢ₊½ = (vᵢ + vᵢ₊₁) / 2
   * </pre>
   *
   * @param velocity over some of the quantity's indices
   */
  Node advection(Indexed velocity, Boundary boundary) {
    Node v = atFaces(velocity);
    Node zero = builder.constant(0);
    Node upwind = builder.where(builder.binary(Prim.LE, zero, v), left(u), right(u));
    Node inner = builder.mul(v, upwind);
    Node first = builder.mul(at(velocity, 0), point(u, 0));
    Node end = builder.mul(at(velocity, last), point(u, last));
    Node none = builder.mul(point(u, 0), zero);
    Node low = builder.where(builder.binary(Prim.LT, at(velocity, 0), zero), first, none);
    Node high = builder.where(builder.binary(Prim.LT, zero, at(velocity, last)), end, none);
    return switch (boundary) {
      case NO_FLUX -> builder.neg(gained(closed(inner), points.weights()));
      case PERIODIC -> builder.neg(gained(around(inner), ring()));
      case ABSORBING -> builder.neg(gained(between(low, inner, high), points.weights()));
      case OPEN -> builder.neg(gained(between(first, inner, end), points.weights()));
    };
  }

  /**
   * Returns ∂/∂x(D ∂u/∂x).
   *
   * <pre>
   * dᵢ = (Gᵢ₊½ − Gᵢ₋½) / wᵢ,   Gᵢ₊½ = Dᵢ₊½ (uᵢ₊₁ − uᵢ) / (xᵢ₊₁ − xᵢ),   Dᵢ₊½ = (Dᵢ + Dᵢ₊₁) / 2
   * </pre>
   *
   * @param diffusivity over some of the quantity's indices
   */
  Node diffusion(Indexed diffusivity, Boundary boundary) {
    double[] inverse = new double[last];
    for (int i = 0; i < last; i++) {
      inverse[i] = 1 / (points.coordinates().get(i + 1) - points.coordinates().get(i));
    }
    Node conductance = builder.mul(atFaces(diffusivity), vector(inverse));
    Node inner = builder.mul(conductance, builder.sub(right(u), left(u)));
    return switch (boundary) {
      case NO_FLUX, OPEN -> gained(closed(inner), points.weights());
      case PERIODIC -> gained(around(inner), ring());
      case ABSORBING -> {
        Node low = builder.mul(builder.slice(conductance, edge(conductance), 0, 1), point(u, 1));
        Node out = builder.slice(conductance, edge(conductance), last - 1, last);
        Node high = builder.neg(builder.mul(out, point(u, last - 1)));
        yield gained(between(low, inner, high), points.weights());
      }
    };
  }

  private static int edge(Node node) {
    return node.shape().rank() - 1;
  }

  private Node vector(double[] values) {
    return builder.constant(Tensor.of(values));
  }

  private Node left(Node array) {
    return builder.slice(array, axis, 0, last);
  }

  private Node right(Node array) {
    return builder.slice(array, axis, 1, last + 1);
  }

  private Node point(Node array, int i) {
    return builder.slice(array, axis, i, i + 1);
  }

  private boolean varies(Indexed quantity) {
    return quantity.runsOver(indices.get(axis));
  }

  /** Returns the mean of the neighbours of each face. */
  private Node atFaces(Indexed quantity) {
    if (quantity.indices().isEmpty()) {
      return quantity.node();
    }
    Node whole = quantity.stretched(builder, indices);
    return varies(quantity)
        ? builder.mul(builder.constant(0.5), builder.add(left(whole), right(whole)))
        : left(whole);
  }

  private Node at(Indexed quantity, int i) {
    return quantity.indices().isEmpty()
        ? quantity.node()
        : point(quantity.stretched(builder, indices), i);
  }

  /** Returns the fluxes at all faces, nothing at the ends. */
  private Node closed(Node inner) {
    int rank = inner.shape().rank();
    int[] one = new int[rank];
    one[axis] = 1;
    Attr.Pad pad = new Attr.Pad(Ints.of(one), Ints.of(one), Ints.filled(0, rank));
    return builder.make(Prim.PAD, pad, List.of(inner));
  }

  /** Returns the fluxes at all faces of a ring: the end points have one cell in common. */
  private Node around(Node inner) {
    Node before = builder.slice(inner, axis, last - 1, last);
    Node after = builder.slice(inner, axis, 0, 1);
    return between(before, inner, after);
  }

  private Node between(Node first, Node inner, Node end) {
    return builder.concat(List.of(first, inner, end), axis);
  }

  private double[] ring() {
    double[] widths = points.weights();
    widths[0] += widths[last];
    widths[last] = widths[0];
    return widths;
  }

  /** Returns the flux at each cell's right face less that at its left, per width of the cell. */
  private Node gained(Node faces, double[] widths) {
    double[] inverse = new double[widths.length];
    for (int i = 0; i < widths.length; i++) {
      inverse[i] = 1 / widths[i];
    }
    Node right = builder.slice(faces, axis, 1, last + 2);
    Node left = builder.slice(faces, axis, 0, last + 1);
    return builder.mul(builder.sub(right, left), vector(inverse));
  }
}
