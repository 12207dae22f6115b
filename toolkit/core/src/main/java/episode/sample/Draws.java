package episode.sample;

import episode.plot.Columns;
import episode.plot.Display;
import episode.plot.Part;
import episode.plot.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws from a posterior on the user's scale, how they were made, and what they say.
 *
 * <p>Elements are named as {@link Variable#elements} does: {@code beta}, {@code theta[Choate]}.
 * After an interrupt chains may differ in length: {@link #draws} and what is computed from pooled
 * draws keep all of them, while diagnostics that need equal lengths use {@link #even}. An unknown
 * name is {@link SamplingException} E5003. Immutable: arrays are copies; safe to share.
 */
public final class Draws implements Display {

  private final List<Variable> variables;
  private final List<String> names;
  private final double[][][] values;
  private final double[][][] positions;
  private final List<ChainStatistics> statistics;
  private final int maxDepth;
  private final boolean interrupted;
  private final List<String> notes;

  private Draws(
      List<Variable> variables,
      double[][][] values,
      double[][][] positions,
      List<ChainStatistics> statistics,
      Origin origin) {
    this.variables = List.copyOf(variables);
    this.names = variables.stream().flatMap(each -> each.elements().stream()).toList();
    this.values = values;
    this.positions = positions;
    this.statistics = List.copyOf(statistics);
    this.maxDepth = origin.maxDepth;
    this.interrupted = origin.interrupted;
    this.notes = List.copyOf(origin.notes);
  }

  private record Origin(int maxDepth, boolean interrupted, List<String> notes) {}

  static Draws of(
      List<Variable> variables,
      List<Chain> chains,
      Nuts settings,
      boolean interrupted,
      List<String> notes) {
    return new Draws(
        variables,
        chains.stream().map(chain -> chain.record().values()).toArray(double[][][]::new),
        chains.stream().map(chain -> chain.record().positions()).toArray(double[][][]::new),
        chains.stream().map(Chain::statistics).toList(),
        new Origin(settings.maxDepth, interrupted, notes));
  }

  /** Returns the variables in the order of the values of a draw. */
  public List<Variable> variables() {
    return variables;
  }

  /** Returns the names of all elements in the order of the values of a draw. */
  public List<String> names() {
    return names;
  }

  /** Returns the number of chains that made draws. */
  public int chains() {
    return values.length;
  }

  /** Returns the number of draws of a chain, counted from 0; E5003 where there is none. */
  public int length(int chain) {
    return values[place("chain", chain, values.length)].length;
  }

  private static int place(String kind, int place, int count) {
    if (place < 0 || place >= count) {
      throw new SamplingException(
          Message.of("E5003", "There is no " + kind + " " + place + " in the draws")
              .remedy("They are counted from 0; here are " + count + "."));
    }
    return place;
  }

  /** Returns whether sampling was interrupted, so that there are fewer draws than asked for. */
  public boolean interrupted() {
    return interrupted;
  }

  /** Returns the deepest tree that was allowed. */
  public int maxDepth() {
    return maxDepth;
  }

  /**
   * Returns the draws of an element, double[chain][draw].
   *
   * <pre>{@code
   * fit.draws("beta")
   * }</pre>
   *
   * @param name the name of a scalar or an element, or of an array if labels follow
   * @param labels the label on each axis: {@code draws("theta", "Choate")}
   */
  public double[][] draws(String name, String... labels) {
    boolean bare = labels == null || labels.length == 0;
    int column = column(bare ? name : name + "[" + String.join(", ", labels) + "]");
    return Arrays.stream(values)
        .map(chain -> Arrays.stream(chain).mapToDouble(row -> row[column]).toArray())
        .toArray(double[][]::new);
  }

  /** Returns the values of one draw in the order of {@link #names}. */
  public double[] draw(int chain, int draw) {
    int row = place("draw", draw, length(chain));
    return values[chain][row].clone();
  }

  /** Returns the position of one draw on the unconstrained scale. */
  public double[] position(int chain, int draw) {
    int row = place("draw", draw, length(chain));
    return positions[chain][row].clone();
  }

  /** Returns the draws of an element from all chains, one chain after another. */
  public double[] pooled(String name) {
    return Chains.pooled(draws(name));
  }

  /**
   * Returns the mean of an element.
   *
   * <pre>{@code
   * fit.mean("beta")
   * }</pre>
   */
  public double mean(String name) {
    return Chains.mean(pooled(name));
  }

  /** Returns the standard deviation of an element. */
  public double sd(String name) {
    return Math.sqrt(Chains.variance(pooled(name)));
  }

  /**
   * Returns the quantile of an element at a probability between 0 and 1; another number is {@link
   * SamplingException} E5005.
   *
   * <pre>{@code
   * fit.quantile("beta", 0.95)
   * }</pre>
   */
  public double quantile(String name, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new SamplingException(
          Message.of("E5005", "A probability lies between 0 and 1")
              .line("quantile(\"" + name + "\", " + probability + ")")
              .remedy("The median is quantile(\"" + name + "\", 0.5)."));
    }
    return Quantiles.of(pooled(name), probability);
  }

  /**
   * Returns the table of all elements, computed from chains of equal lengths, and warnings.
   *
   * <pre>{@code
   * fit.summary()
   * }</pre>
   */
  public Summary summary() {
    List<Summary.Row> all = rows(names.toArray(String[]::new));
    return new Summary(all, warnings(all));
  }

  /** Returns the table of some elements, and the warnings about all. */
  public Summary summary(String... some) {
    return some == null ? summary() : new Summary(rows(some), warnings());
  }

  private List<Summary.Row> rows(String... some) {
    Draws even = even();
    List<Summary.Row> rows =
        Arrays.stream(some).map(name -> Summary.Row.of(name, even.draws(name))).toList();
    // Of no draws there is nothing to say but that there are none.
    return chains() == 0 ? List.of() : rows;
  }

  /** Returns how each chain was made. */
  public List<ChainStatistics> statistics() {
    return statistics;
  }

  /**
   * Returns what is wrong with the draws, each with advice: R-hat above 1.01, an effective sample
   * size below 100 per chain, divergences, E-BFMI below 0.3, trees at the depth limit, rejected
   * proposals, an interrupt. Empty if nothing is.
   */
  public List<String> warnings() {
    return warnings(rows(names.toArray(String[]::new)));
  }

  private List<String> warnings(List<Summary.Row> rows) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(Advice.of(this, rows));
    return List.copyOf(all);
  }

  /**
   * Returns draws with chains of equal lengths, for what needs them: chains with less than half the
   * draws of the longest are left out, the others cut to the shortest. The same draws if nothing
   * was interrupted.
   */
  public Draws even() {
    int longest = Arrays.stream(values).mapToInt(chain -> chain.length).max().orElse(0);
    int[] kept =
        IntStream.range(0, values.length).filter(i -> 2 * values[i].length >= longest).toArray();
    int length = Arrays.stream(kept).map(i -> values[i].length).min().orElse(0);
    if (kept.length == values.length && length == longest) {
      return this;
    }
    return new Draws(
        variables,
        cut(values, kept, length),
        cut(positions, kept, length),
        Arrays.stream(kept).mapToObj(i -> statistics.get(i).first(length)).toList(),
        new Origin(maxDepth, interrupted, notes));
  }

  private static double[][][] cut(double[][][] chains, int[] kept, int length) {
    return Arrays.stream(kept)
        .mapToObj(i -> Arrays.copyOf(chains[i], length))
        .toArray(double[][][]::new);
  }

  private int column(String name) {
    int column = names.indexOf(name);
    if (column < 0) {
      throw Names.unknown(name, names);
    }
    return column;
  }

  /**
   * Returns density and trace of some elements, or of the first ones if none are named; the name of
   * an array stands for all its elements.
   *
   * <pre>{@code
   * fit.plot("beta")
   * }</pre>
   */
  public Plot plot(String... some) {
    return new Pictures(this, some).overview();
  }

  /** Returns the draws of some elements in the order in which they were made. */
  public Plot tracePlot(String... some) {
    return new Pictures(this, some).trace();
  }

  /** Returns histograms of ranks by chain, level where the chains agree. */
  public Plot rankPlot(String... some) {
    return new Pictures(this, some).rank();
  }

  /** Returns some elements against each other, with divergent draws marked. */
  public Plot pairPlot(String... some) {
    return new Pictures(this, some).pair();
  }

  /** Returns all draws as columns: chain and draw, counted from 1, then one column per element. */
  public Columns table() {
    return Pictures.table(this);
  }

  /** Returns the summary, and the warnings if there are any. */
  @Override
  public List<Part> parts() {
    return summary().parts();
  }

  /** Returns the summary and the warnings as text. */
  @Override
  public String toString() {
    return summary().toString();
  }
}
