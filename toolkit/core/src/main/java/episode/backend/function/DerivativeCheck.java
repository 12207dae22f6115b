package episode.backend.function;

import episode.backend.Backend;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Derivatives of a function at a point, of the first or of higher orders, each computed in several
 * ways: forward, reverse, one over the other, by the engine's tape where the backend has one, by a
 * complex step where the function has a complex form, and by extrapolated differences over the same
 * steps of solves. Immutable; computed when first asked for.
 */
public final class DerivativeCheck implements Display {
  /** Differences agree with derivatives to this, in units of the scale. */
  public static final double DIFFERENCES = 1e-6;

  /** All else agrees with forward derivatives to this, in units of the scale. */
  public static final double EXACT = 1e-8;

  /** In single precision differences agree to this, in units of the scale. */
  public static final double SINGLE_DIFFERENCES = 1e-3;

  /** In single precision all else agrees to this, in units of the scale. */
  public static final double SINGLE = 1e-5;

  private static final int SHOWN_ROWS = 40;

  private final DerivativeColumns.Request request;
  private final List<DerivativeColumns> computed = new ArrayList<>();

  private DerivativeCheck(DerivativeColumns.Request request) {
    this.request = request;
  }

  static DerivativeCheck of(GraphFunction function, Backend backend, List<Tensor> values) {
    return new DerivativeCheck(
        new DerivativeColumns.Request(function, function.names(), 1, backend, values));
  }

  /**
   * Returns the check of derivatives by these inputs; at first it is all floating ones.
   *
   * @throws EpisodeException E3114 where a name is no input's
   */
  public DerivativeCheck by(String... names) {
    return new DerivativeCheck(request.by(request.function().names(names)));
  }

  /** Returns the check of derivatives of the first to this order; at first it is 1. */
  public DerivativeCheck order(int highest) {
    return new DerivativeCheck(request.order(highest));
  }

  /** Returns the check on another backend, whose tape is a column where it has one. */
  public DerivativeCheck on(Backend backend) {
    return new DerivativeCheck(request.on(backend));
  }

  /**
   * One derivative.
   *
   * @param quantity such as {@code f by x}
   * @param ways what it is by each way that there is; "forward" is the first
   * @param scale the largest derivative of the same number
   * @param single whether FLOAT32 takes part, so that seven digits are all there are
   */
  public record Entry(String quantity, Map<String, Double> ways, double scale, boolean single) {
    /** Copies the map. */
    public Entry {
      ways = Collections.unmodifiableMap(new LinkedHashMap<>(ways));
    }

    /** Returns the largest disagreement with the forward derivative in units of the scale. */
    public double disagreement() {
      double worst = 0;
      for (String way : ways.keySet()) {
        worst = Math.max(worst, apart(way));
      }
      return worst;
    }

    /** Returns how far it is from agreement: at most 1 where every way is within its limit. */
    public double excess() {
      double worst = 0;
      for (String way : ways.keySet()) {
        worst = Math.max(worst, apart(way) / limit(way));
      }
      return worst;
    }

    private double limit(String way) {
      boolean measured = way.equals(DerivativeColumns.DIFFERENCES);
      if (single) {
        return measured ? SINGLE_DIFFERENCES : SINGLE;
      }
      return measured ? DIFFERENCES : EXACT;
    }

    private double apart(String way) {
      double forward = ways.get(DerivativeColumns.FORWARD);
      double other = ways.get(way);
      if (other == forward || Double.isNaN(other) && Double.isNaN(forward)) {
        return 0;
      }
      double difference = Math.abs(other - forward);
      return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / scale;
    }
  }

  private synchronized DerivativeColumns columns() {
    if (computed.isEmpty()) {
      computed.add(DerivativeColumns.of(request));
    }
    return computed.get(0);
  }

  /** Returns every derivative, the worst first. */
  public List<Entry> entries() {
    List<Entry> sorted = new ArrayList<>(columns().entries());
    sorted.sort(Comparator.comparingDouble(Entry::excess).reversed());
    return Collections.unmodifiableList(sorted);
  }

  /** Returns the ways that are not to be had for this function, and why. */
  public Map<String, String> missing() {
    return columns().missing();
  }

  /** Returns whether all ways agree. */
  public boolean agrees() {
    return entries().stream().allMatch(entry -> entry.excess() <= 1);
  }

  /**
   * Returns this check where all ways agree.
   *
   * @throws EpisodeException E3127 with the worst derivative where they do not
   */
  public DerivativeCheck check() {
    if (agrees()) {
      return this;
    }
    Entry worst = entries().get(0);
    List<String> seen = new ArrayList<>();
    worst.ways().forEach((way, value) -> seen.add(way + " " + value));
    throw new EpisodeException(
        Problem.of("E3127", "The derivatives of '" + worst.quantity() + "' disagree")
            .remedy(
                String.join(", ", seen)
                    + ".\nAt a kink or a jump there is none; look at an op or rule of your own."));
  }

  /** Returns the table, the worst first, what is not to be had, and the verdict. */
  @Override
  public List<Part> parts() {
    List<Entry> all = entries();
    List<Entry> shown = all.subList(0, Math.min(SHOWN_ROWS, all.size()));
    List<String> heads = new ArrayList<>(List.of("derivative"));
    heads.addAll(columns().ways());
    heads.add("disagreement");
    List<List<Object>> rows = new ArrayList<>();
    for (Entry entry : shown) {
      List<Object> row = new ArrayList<>(List.of(entry.quantity()));
      for (String way : columns().ways()) {
        Double value = entry.ways().get(way);
        row.add(value == null ? "–" : value);
      }
      Object apart = entry.disagreement();
      row.add(entry.excess() <= 1 ? apart : Grid.marked(apart, "more than the tolerance"));
      rows.add(row);
    }
    return List.of(
        new Grid("", heads, rows, (long) all.size() - shown.size()), Part.text(toString()));
  }

  /** Returns the verdict, and what is not to be had. */
  @Override
  public String toString() {
    double worst = 0;
    for (Entry entry : entries()) {
      worst = Math.max(worst, entry.disagreement());
    }
    String by = String.format(Locale.ROOT, "%.1e", worst);
    StringBuilder text = new StringBuilder();
    text.append(
        agrees()
            ? "All " + entries().size() + " derivatives agree to " + by + "."
            : "They disagree by up to " + by + ".");
    missing().forEach((way, why) -> text.append("\nNo ").append(way).append(": ").append(why));
    return text.toString();
  }
}
