package episode.epi;

import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import episode.system.OpSystem;
import episode.system.Transition;
import episode.system.Values;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The next-generation matrix of a system at a state without infection, and what follows from it.
 *
 * <p>Near that state the infected cells x of a system follow
 *
 * <pre>dx/dt = (F − V) x,   K = F V⁻¹,   R0 = ρ(K)</pre>
 *
 * where F holds new infections and −V every other change; both are exact derivatives of the flows.
 * K[i][j] is the number of new infections of kind i that one infection of kind j causes, and R0 its
 * spectral radius (van den Driessche and Watmough 2002, doi:10.1016/S0025-5564(02)00108-6). Rows
 * and columns are the cells at which infections begin, such as E of SEIR: the matrix with small
 * domain of Diekmann, Heesterbeek and Roberts 2010, doi:10.1098/rsif.2009.0386.
 *
 * <p>A transition brings new infections if it leads into infected cells from cells that are not
 * infected, or from nowhere. Infected cells are those named, or else found: of the cells that hold
 * nobody at the given state, those on a cycle in which each adds to the next and at least one does
 * so by a new infection. So E and I of SEIR are infected, R and counters are not.
 *
 * <p>Rates are taken at time 0. Immutable and safe to share; nobody writes to the arrays.
 */
public final class NextGeneration implements Display {
  private static final int SHOWN_ROWS = 40;

  private final DiseaseFree state;
  private final Infection infection;
  private final int[] begins;
  private final double[][] f;
  private final double[][] v;
  private final double[][] matrix;
  private final double r0;

  private NextGeneration(DiseaseFree state, Infection infection) {
    this.state = state;
    this.infection = infection;
    DiseaseFree.Linear linear = state.linear(infection.flows(), infection.cells());
    Infection.finite(linear.gains(), linear.rest());
    f = linear.gains();
    v = linear.rest();
    for (double[] row : v) {
      for (int j = 0; j < row.length; j++) {
        row[j] = 0 - row[j];
      }
    }
    begins = begins();
    matrix = product();
    r0 = Spectrum.radius(matrix);
  }

  /**
   * Returns the next-generation matrix at a state without infection.
   *
   * @param diseaseFree all parameters, and the states; those neither given nor defined are 0
   * @param infected names of infected states, or labels of cells such as {@code X[ill]}; without
   *     any, they are found from the flows
   * @throws EpisodeException E2103 for an unknown state, E2401 where no infected state is found,
   *     E2402 where the state is not free of infection, E2403 for an infected state that changes by
   *     an equation, E2404 where a derivative is not finite, E2405 where nobody leaves the infected
   *     states, E2406 for too many cells, E2407 where no flow leads into the infected states
   */
  public static NextGeneration of(OpSystem system, Values diseaseFree, String... infected) {
    Given.argument(diseaseFree, "diseaseFree", "nextGeneration");
    Given.arguments(infected, "infected", "nextGeneration");
    DiseaseFree state =
        new DiseaseFree(Given.argument(system, "system", "nextGeneration"), diseaseFree);
    Infection infection =
        infected.length == 0 ? Infection.found(state) : Infection.named(state, List.of(infected));
    return new NextGeneration(state, infection);
  }

  private int[] begins() {
    BitSet entered = new BitSet();
    for (Transition flow : infection.flows()) {
      entered.or(state.cells.of(flow.to().orElseThrow()));
    }
    int[] places = infection.cells().stream().toArray();
    return IntStream.range(0, places.length).filter(i -> entered.get(places[i])).toArray();
  }

  /** Returns F V⁻¹ over the cells at which infections begin, from Vᵀ X = Fᵀ. */
  private double[][] product() {
    double[][] transposed = Spectrum.solve(Spectrum.transposed(v), Spectrum.transposed(f));
    double[][] product = new double[begins.length][begins.length];
    for (int i = 0; i < begins.length; i++) {
      for (int j = 0; j < begins.length; j++) {
        product[i][j] = transposed[begins[j]][begins[i]];
        if (!Double.isFinite(product[i][j])) {
          throw new EpisodeException(
              Problem.of("E2405", "Nobody leaves some of " + String.join(", ", infected()))
                  .remedy(
                      totals()
                          + "Every infection must end: look for a rate that is 0, or name fewer."));
        }
      }
    }
    return product;
  }

  /** Returns which rates look like totals: those of infected people are 0 where nobody is. */
  private String totals() {
    return state.system.warnings().stream()
        .filter(warning -> warning.code().equals("E2188"))
        .map(warning -> warning.what() + ": rates are per head, leave it out. ")
        .collect(Collectors.joining());
  }

  /** Returns the labels of all infected cells, in the system's order. */
  public List<String> infected() {
    List<String> all = state.system.stateLabels();
    return infection.cells().stream().mapToObj(all::get).toList();
  }

  /** Returns the labels of the transitions that bring new infections. */
  public List<String> infections() {
    return infection.flows().stream().map(Transition::label).toList();
  }

  /** Returns the labels of the cells at which infections begin: the rows and columns of K. */
  public List<String> labels() {
    List<String> infected = infected();
    List<String> labels = new ArrayList<>();
    for (int place : begins) {
      labels.add(infected.get(place));
    }
    return labels;
  }

  /** Returns K: double[i][j], the new infections of kind i that one of kind j causes. */
  public double[][] matrix() {
    return matrix;
  }

  /** Returns F, new infections per unit of time: double[i][j] over {@link #infected}. */
  public double[][] newInfections() {
    return f;
  }

  /** Returns V, all other changes with the opposite sign: double[i][j] over {@link #infected}. */
  public double[][] transfers() {
    return v;
  }

  /** Returns R0, the spectral radius of K. */
  public double r0() {
    return r0;
  }

  /**
   * Returns how new infections are spread over the kinds while an epidemic grows, generation by
   * generation: the right eigenvector of K, in the order of {@link #labels}, adding up to 1.
   */
  public double[] distribution() {
    return Spectrum.perron(matrix, r0);
  }

  /**
   * Returns what one infection of each kind is worth, in the long run of generations: the left
   * eigenvector of K, in the order of {@link #labels}, where the mean infection is worth 1.
   */
  public double[] reproductiveValues() {
    double[] worth = Spectrum.perron(Spectrum.transposed(matrix), r0);
    double[] share = distribution();
    double mean = 0;
    for (int i = 0; i < worth.length; i++) {
      mean += worth[i] * share[i];
    }
    for (int i = 0; i < worth.length; i++) {
      worth[i] /= mean;
    }
    return worth;
  }

  /** Returns the rate at which the infected grow at first: the largest real part of F − V. */
  public double growthRate() {
    double[][] change = new double[f.length][f.length];
    for (int i = 0; i < f.length; i++) {
      for (int j = 0; j < f.length; j++) {
        change[i][j] = f[i][j] - v[i][j];
      }
    }
    return Spectrum.abscissa(change);
  }

  /** Returns ln 2 / growth rate in the system's unit of time; negative where infections fade. */
  public double doublingTime() {
    return Math.log(2) / growthRate();
  }

  /**
   * Returns the derivatives of R0, each of its value's shape: exact, from
   *
   * <pre>dR0 = uᵀ (dF − R0 dV) V⁻¹ w / uᵀ w,   uᵀ K = R0 uᵀ,   K w = R0 w</pre>
   *
   * <p>Given states keep their values, and those defined by formulas follow them.
   *
   * @param names parameters and given states; all parameters where there are none
   * @throws EpisodeException E2305 for a name that has no value
   */
  public Values gradient(String... names) {
    return Sensitivity.gradient(this, names);
  }

  /**
   * Returns the elasticities of R0: by how many per cent it changes where a value changes by one,
   * {@code (θ / R0) dR0/dθ}, each of its value's shape. Those of all rates that only bring
   * infections add up to 1.
   *
   * @param names parameters and given states; all parameters where there are none
   * @throws EpisodeException E2305 for a name that has no value
   */
  public Values elasticities(String... names) {
    return Sensitivity.elasticities(this, names);
  }

  DiseaseFree state() {
    return state;
  }

  Infection infection() {
    return infection;
  }

  int[] beginPlaces() {
    return begins;
  }

  /** Returns R0 and the growth in words, and K as a table: from each column to each row. */
  @Override
  public List<Part> parts() {
    List<String> labels = labels();
    List<String> names = new ArrayList<>(List.of("infected \\ by one of"));
    int shown = Math.min(SHOWN_ROWS, labels.size());
    names.addAll(labels.subList(0, shown));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      List<Object> row = new ArrayList<>(List.of(labels.get(i)));
      for (int j = 0; j < shown; j++) {
        row.add(matrix[i][j]);
      }
      rows.add(row);
    }
    Grid grid = new Grid("Next-generation matrix", names, rows, (long) labels.size() - shown);
    return List.of(grid, Part.text(words()));
  }

  private String words() {
    return String.format(Locale.ROOT, "R0 = %.4g; ", r0)
        + change()
        + "\nInfected: "
        + Suggestion.list(state.cells.briefly(infection.cells()))
        + "; new infections: "
        + Suggestion.list(infections())
        + ".";
  }

  private String change() {
    double rate = growthRate();
    if (rate == 0) {
      return "at first the epidemic neither grows nor fades.";
    }
    String word = rate > 0 ? "doubles" : "halves";
    String unit = state.system.time().word();
    String time = String.format(Locale.ROOT, "%.3g", Math.abs(doublingTime()));
    String units = unit.isEmpty() ? "" : " " + unit + "s";
    return "at first the epidemic " + word + " every " + time + units + ".";
  }

  @Override
  public String toString() {
    String value = String.format(Locale.ROOT, "%.4g", r0);
    return "NextGeneration[R0 = " + value + ", kinds: " + Suggestion.list(labels()) + "]";
  }
}
