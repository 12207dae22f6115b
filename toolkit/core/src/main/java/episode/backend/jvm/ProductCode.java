package episode.backend.jvm;

import episode.backend.jvm.Product.Strided;
import episode.expr.DType;
import episode.expr.Prim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes matrix products. A vector times a matrix whose lines are contiguous runs over the lines,
 * several at a time, at fixed places: the one form that HotSpot vectorises. Other products keep
 * several sums in locals at once, so that the latency of the additions does not bind.
 */
final class ProductCode {
  /** Lines taken in by one loop: more, and the loop is not vectorised; fewer, and memory binds. */
  private static final int LINES = 8;

  /** Up to this many lines every loop is written out, at fixed places. */
  private static final int WRITTEN_OUT = 256;

  /** A dot product of at most this length is one expression. */
  private static final int EXPRESSION = 24;

  private static final int SUMS = 8;

  private final ClassCode code;
  private final String name;
  private final Product product;

  private ProductCode(ClassCode code, String name, Product product) {
    this.code = code;
    this.name = name;
    this.product = product;
  }

  /** Writes the methods, and returns their names in the order of execution. */
  static List<String> write(ClassCode code, String name, Product product) {
    boolean turn = product.columns() < product.rows();
    Product wide = turn ? product.turned() : product;
    boolean isLong = wide.depth() > EXPRESSION;
    return new ProductCode(code, name, isLong ? wide.withLines(code.memory()) : wide).write();
  }

  /** There are at least as many columns as rows. */
  private List<String> write() {
    boolean isVector = product.batch().length == 0 && product.rows() == 1;
    isVector = isVector && !product.isEmpty() && !Lowering.isWidened(product.dtype());
    boolean lines = product.right().last(0) == 1 && product.sum().last(0) == 1;
    if (isVector && lines && product.depth() <= WRITTEN_OUT && product.columns() >= 4) {
      return writeLines();
    }
    List<Nest> nests = new ArrayList<>();
    if (isVector && product.depth() <= EXPRESSION) {
      nests.add(expression());
    } else {
      int whole = product.columns() / SUMS;
      if (whole > 0) {
        nests.add(block(0, SUMS, whole));
      }
      if (product.columns() % SUMS > 0) {
        nests.add(block(whole * SUMS, product.columns() % SUMS, 1));
      }
    }
    NestCode.write(code, name, nests);
    return List.of(name);
  }

  /** sum[j] += Σ_q x[k + q] · line_{k+q}[j], a loop over j for every {@link #LINES} lines. */
  private List<String> writeLines() {
    List<String> methods = new ArrayList<>();
    List<Nest> nests = new ArrayList<>();
    for (int k = 0; k < product.depth(); k += LINES) {
      nests.add(lines(k, Math.min(product.depth(), k + LINES)));
      boolean isLast = k + LINES >= product.depth();
      if (isLast || nests.size() == LINES) {
        String method = isLast && methods.isEmpty() ? name : name + "_" + methods.size();
        NestCode.write(code, method, nests);
        methods.add(method);
        nests.clear();
      }
    }
    return methods;
  }

  private Nest lines(int start, int end) {
    Body body = new Body();
    Access target = product.sum().line(0);
    Scalar sum = start == 0 ? null : body.load(target);
    for (int k = start; k < end; k++) {
      Scalar x = body.load(product.left().element(k));
      sum = plus(body, sum, times(body, x, body.load(product.right().line(k))));
    }
    body.add(Sink.store(target, sum, false));
    return new Nest(new int[] {product.columns()}, body);
  }

  /** A loop over the columns whose body is the whole dot product, in four sums. */
  private Nest expression() {
    Body body = new Body();
    Scalar[] sums = new Scalar[code.options().reorder() ? 4 : 1];
    for (int k = 0; k < product.depth(); k++) {
      Scalar x = body.load(product.left().element(k));
      int part = k % sums.length;
      sums[part] = plus(body, sums[part], times(body, x, body.load(product.right().line(k))));
    }
    for (int width = sums.length / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        Scalar other = sums[i + width];
        sums[i] = other == null ? sums[i] : plus(body, sums[i], other);
      }
    }
    body.add(Sink.store(product.sum().line(0), sums[0], false));
    return new Nest(new int[] {product.columns()}, body);
  }

  private static Scalar times(Body body, Scalar a, Scalar b) {
    return body.apply(Prim.MUL, a.dtype, Body.NONE, a, b);
  }

  private static Scalar plus(Body body, Scalar a, Scalar b) {
    return a == null ? b : body.apply(Prim.ADD, b.dtype, Body.NONE, a, b);
  }

  /** Loops over batch, i, blocks of j and k, with one sum for every column of a block. */
  private Nest block(int first, int width, int blocks) {
    int[] batch = product.batch();
    int n = batch.length;
    int[] extents = Arrays.copyOf(batch, n + 3);
    extents[n] = product.rows();
    extents[n + 1] = blocks;
    extents[n + 2] = product.depth();
    boolean[] reduced = new boolean[n + 3];
    reduced[n + 2] = true;
    Body body = new Body();
    Strided left = product.left();
    Strided right = product.right();
    Scalar x = body.load(access(left, 0, new int[] {left.last(1), 0, left.last(0)}));
    for (int q = first; q < first + width; q++) {
      int[] steps = {0, width * right.last(0), right.last(1)};
      Scalar y = body.load(access(right, q * right.last(0), steps));
      Scalar value = times(body, wide(body, x), wide(body, y));
      int[] sumSteps = {product.sum().last(1), width * product.sum().last(0), 0};
      Access target = access(product.sum(), q * product.sum().last(0), sumSteps);
      body.add(Sink.reduce(Prim.SUM, target, reduced, value));
    }
    return new Nest(extents, body);
  }

  /** Returns a place over the batch axes and three more. */
  private Access access(Strided of, int offset, int[] steps) {
    int n = product.batch().length;
    int[] strides = Arrays.copyOf(of.strides(), n + 3);
    System.arraycopy(steps, 0, strides, n, 3);
    return new Access(of.buffer(), of.offset() + offset, strides);
  }

  /** FLOAT32 is multiplied and summed in double precision. */
  private static Scalar wide(Body body, Scalar scalar) {
    return Lowering.isWidened(scalar.dtype)
        ? body.apply(Prim.CAST, DType.FLOAT64, DType.FLOAT64, scalar)
        : scalar;
  }
}
