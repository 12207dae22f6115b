package episode.system;

import episode.expr.DeepStack;
import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A system that is to get a further axis, such as age, and what is to differ between its strata.
 * Immutable: every method returns another one; {@link #build} checks all that was said at once.
 *
 * <pre>{@code
 * sir.stratify("age", "young", "old")
 *     .parameter("contact[age, age]", "gamma_old")
 *     .mixing("contact")
 *     .overwrite("recovery", "old", "gamma_old")
 *     .build()
 * }</pre>
 *
 * <p>Where nothing else is said, formulas see totals: {@code I} in a rate stands for the sum of I
 * over the strata, only the source of a flow is that of the stratum. So all totals change exactly
 * as they did before. A flow between two states that have the axis stays within its stratum; one
 * that leaves the strata is summed; one that enters them is shared out, equally unless {@link
 * #share} says how. Formulas given here are formulas of the system as it was: a state means its
 * total, and the name of the new axis the stratum.
 */
public final class Stratification {

  /** A word of this language, what it was said of, and the traits of a parameter. */
  record Said(String word, List<String> texts, Traits traits) {
    /** Returns what was written, for a message. */
    String context() {
      List<String> quoted = new ArrayList<>();
      int shown = Math.max(1, texts.size() - (isFormula() ? 1 : 0));
      texts
          .subList(0, Math.min(shown, texts.size()))
          .forEach(text -> quoted.add("\"" + text + "\""));
      return word + "(" + String.join(", ", quoted) + ")";
    }

    private boolean isFormula() {
      return !List.of("only", "parameter", "infection", "mixing", "strains").contains(word);
    }

    /** Returns the text from the end, 0 for the last. */
    String last(int fromEnd) {
      return texts.get(texts.size() - 1 - fromEnd);
    }
  }

  private final OpSystem base;
  private final String axis;
  private final List<String> elements;
  private final Optional<AxisPoints> points;
  private final List<Said> said;

  Stratification(OpSystem base, String axis, List<String> elements) {
    this.base = base;
    this.axis = axis;
    this.elements = List.copyOf(elements);
    points = Optional.empty();
    said = List.of();
  }

  Stratification(OpSystem base, String axis, AxisPoints points) {
    this.base = base;
    this.axis = axis;
    elements = List.of();
    this.points = Optional.of(points);
    said = List.of();
  }

  private Stratification(Stratification before, Said more) {
    base = before.base;
    axis = before.axis;
    elements = before.elements;
    points = before.points;
    List<Said> all = new ArrayList<>(before.said);
    all.add(more);
    said = List.copyOf(all);
  }

  private Stratification and(String word, String... texts) {
    return and(Traits.NONE, word, texts);
  }

  private Stratification and(Traits traits, String word, String... texts) {
    for (String text : texts) {
      if (text == null) {
        throw new EpisodeException(
            Problem.of("E2119", "A text of ." + word + "(…) is null")
                .remedy("Write it in quotes, as in .only(\"S\")."));
      }
    }
    return new Stratification(this, new Said(word, List.of(texts), traits));
  }

  OpSystem base() {
    return base;
  }

  String axis() {
    return axis;
  }

  List<String> elements() {
    return elements;
  }

  Optional<AxisPoints> points() {
    return points;
  }

  List<Said> said() {
    return said;
  }

  /** Returns one in which only these states get the axis; otherwise all that flows move do. */
  public Stratification only(String... states) {
    return and("only", states);
  }

  /**
   * Returns one with further parameters for the formulas given here, which may have the new axis:
   * {@code "gamma_old"}, {@code "contact[age, age]"}.
   */
  public Stratification parameter(String... declarations) {
    return and("parameter", declarations);
  }

  /**
   * Returns one with a further parameter and its default, unit or bounds: {@code parameter("ve",
   * defaultValue(0.9), bounds(0, 1))}.
   */
  public Stratification parameter(String declaration, Trait first, Trait... more) {
    Traits all = Trait.all(declaration, Traits.NONE, first, more);
    return and(all, "parameter", declaration);
  }

  /**
   * Returns one that says which share of those who enter the strata one stratum gets, and of the
   * initial values that are formulas. Strata that are not named share equally what is left.
   */
  public Stratification share(String stratum, String formula) {
    return and("share", stratum, formula);
  }

  /**
   * Returns one that says which share of a flow into the strata, or of a state's initial value, one
   * stratum gets: {@code share("births", "young", "1")}.
   */
  public Stratification share(String flowOrState, String stratum, String formula) {
    return and("share", flowOrState, stratum, formula);
  }

  /** Returns one in which the rate of a flow is multiplied in one stratum. */
  public Stratification multiply(String flow, String stratum, String formula) {
    return and("multiply", flow, stratum, formula);
  }

  /** Returns one in which the rate of a flow is multiplied in one stratum. */
  public Stratification multiply(String flow, String stratum, Expr formula) {
    return multiply(flow, stratum, Formula.of("multiply", formula).text());
  }

  /** Returns one in which the rate of a flow is another in one stratum. */
  public Stratification overwrite(String flow, String stratum, String formula) {
    return and("overwrite", flow, stratum, formula);
  }

  /** Returns one in which the rate of a flow is another in one stratum. */
  public Stratification overwrite(String flow, String stratum, Expr formula) {
    return overwrite(flow, stratum, Formula.of("overwrite", formula).text());
  }

  /**
   * Returns one that says which flows are infections. Otherwise those are that lead from one state
   * into another and whose rate, aliases included, refers to a further state outside of
   * denominators: beta * I / N does, the denominator alone would not.
   */
  public Stratification infection(String... flows) {
    return and("infection", flows);
  }

  /**
   * Returns one in which a state of one stratum counts for more or less in the rates of infections:
   * it is multiplied wherever it stands outside of denominators.
   */
  public Stratification infectiousness(String state, String stratum, String formula) {
    return and("infectiousness", state, stratum, formula);
  }

  /** Returns one in which the rates of all infections are multiplied in one stratum. */
  public Stratification susceptibility(String stratum, String formula) {
    return and("susceptibility", stratum, formula);
  }

  /**
   * Returns one in which strata mix by a matrix: with λ(b) the rate of an infection worked out from
   * the states of stratum b alone, those of stratum a are infected at the rate
   *
   * <pre>λ[a] = Σ_b matrix[a, b] · λ(b)</pre>
   *
   * @param matrix a formula such as {@code "contact"} or {@code "home + w * work"}, of parameters
   *     that have the new axis twice: row who is infected, column by whom
   */
  public Stratification mixing(String matrix) {
    return and("mixing", matrix);
  }

  /**
   * Returns one whose elements are strains: an infection from a state without the axis into one
   * with it has for each strain the rate that the infectious states of this strain make, the people
   * in denominators being all; the source loses the sum.
   */
  public Stratification strains() {
    return and("strains");
  }

  /**
   * Returns the system with the axis.
   *
   * @throws EpisodeException with every problem found
   */
  public OpSystem build() {
    int chain = base.aliases().size();
    return DeepStack.call(chain, () -> new Stratifying(this).system());
  }

  /** Returns a reminder that a system comes from {@link #build}. */
  @Override
  public String toString() {
    return "system " + base.name() + " by " + axis + ", not built yet: end the chain with .build()";
  }
}
