package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was said of a stratification, read and checked word by word. For one of them. */
final class StrataWords {

  /**
   * What is different in one stratum.
   *
   * @param word multiply, overwrite, share, infectiousness or susceptibility
   * @param of the flow or state, or the empty string where it is said of all
   */
  record Adjustment(String word, String of, String stratum, Formula formula) {}

  private final NamedAxis axis;
  private final Definitions base;
  private final Declarations declarations;
  private final List<Problem> problems;
  private final List<Template> parameters = new ArrayList<>();
  private final List<Adjustment> adjustments = new ArrayList<>();
  private final List<Formula> mixing = new ArrayList<>();
  private final Set<String> only = new LinkedHashSet<>();
  private final Set<String> infections = new LinkedHashSet<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Set<String> states = new LinkedHashSet<>();
  private final Map<String, Traits> traits = new LinkedHashMap<>();
  private boolean strains;

  StrataWords(NamedAxis axis, Definitions base, List<Problem> problems) {
    this.axis = axis;
    this.base = base;
    this.problems = problems;
    Map<String, NamedAxis> axes = new LinkedHashMap<>();
    base.axes().forEach(one -> axes.put(one.name(), one));
    axes.put(axis.name(), axis);
    declarations = new Declarations(axes, Map.of(), problems);
    base.transitions().forEach(flow -> labels.put(squeezed(flow.label()), flow.label()));
    base.states().forEach(state -> states.add(state.name()));
  }

  /** Reads all that was said. */
  void read(List<Stratification.Said> said, StrataNames names) {
    for (Stratification.Said one : said) {
      switch (one.word()) {
        case "only" -> one.texts().forEach(state -> state(one, state).ifPresent(only::add));
        case "parameter" -> one.texts().forEach(text -> parameter(text, one.traits(), names));
        case "infection" -> one.texts().forEach(flow -> flow(one, flow).ifPresent(infections::add));
        case "mixing" -> declarations.formula(one.context(), one.last(0)).ifPresent(this::mixing);
        case "strains" -> strains = true;
        default -> adjustment(one);
      }
    }
  }

  private void parameter(String text, Traits said, StrataNames names) {
    String context = "parameter(\"" + text.strip() + "\")";
    Optional<Template> template = declarations.template(context, text, true);
    if (template.isEmpty()) {
      return;
    }
    String name = template.get().name();
    String kind = name.equals(axis.name()) ? "an axis" : names.kind(name);
    boolean again = parameters.stream().anyMatch(one -> one.name().equals(name));
    int start = text.indexOf(name);
    Problem.Where where = new Problem.Where(context, text, start, start + name.length());
    if (!kind.isEmpty() || again) {
      String what = "'" + name + "' is already " + (again ? "a parameter" : kind);
      problems.add(Problem.of("E2101", what).at(where).remedy("Choose another name."));
    } else {
      parameters.add(template.get());
      if (!said.equals(Traits.NONE)) {
        new TraitReading(problems).check(name, said, where);
        traits.put(name, said);
      }
    }
  }

  private void adjustment(Stratification.Said said) {
    Optional<Formula> formula = declarations.formula(said.context(), said.last(0));
    boolean known = stratum(said, said.last(1));
    Optional<String> of = said.texts().size() == 2 ? Optional.of("") : subject(said);
    if (formula.isPresent() && known && of.isPresent()) {
      Adjustment read = new Adjustment(said.word(), of.get(), said.last(1), formula.get());
      if (!read.word().equals("multiply") && hasTwin(read)) {
        String what = "Stratum '" + read.stratum() + "' has " + said.context() + " already";
        problems.add(place(Problem.of("E2149", what).remedy("Keep one of them."), formula.get()));
      }
      adjustments.add(read);
    }
  }

  /** Returns a problem at the whole of a formula. */
  static Problem place(Problem problem, Formula formula) {
    return problem.at(formula.where(formula.expr().span()));
  }

  private boolean hasTwin(Adjustment read) {
    for (Adjustment one : adjustments) {
      boolean same = one.word().equals(read.word()) && one.of().equals(read.of());
      if (same && one.stratum().equals(read.stratum())) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> subject(Stratification.Said said) {
    String name = said.texts().get(0);
    boolean ofState = said.word().equals("infectiousness");
    if (ofState || (said.word().equals("share") && states.contains(name))) {
      return state(said, name);
    }
    return flow(said, name);
  }

  private boolean stratum(Stratification.Said said, String element) {
    if (axis.elements().contains(element)) {
      return true;
    }
    String what = "Axis '" + axis.name() + "' has no element '" + element + "'";
    unknown("E2107", what, said, element, Suggestion.remedy(element, axis.elements(), "Elements"));
    return false;
  }

  private Optional<String> state(Stratification.Said said, String name) {
    if (states.contains(name.strip())) {
      return Optional.of(name.strip());
    }
    String remedy = Suggestion.remedy(name, states, "States");
    unknown("E2103", "Unknown state '" + name + "'", said, name, remedy);
    return Optional.empty();
  }

  private Optional<String> flow(Stratification.Said said, String name) {
    String label = labels.get(squeezed(name));
    if (label == null) {
      Collection<String> all = new LinkedHashSet<>(labels.values());
      String remedy = Suggestion.remedy(name, all, "Flows");
      unknown("E2118", "Unknown flow '" + name + "'", said, name, remedy);
    }
    return Optional.ofNullable(label);
  }

  private void unknown(
      String code, String what, Stratification.Said said, String name, String remedy) {
    Problem.Where where = new Problem.Where(said.context(), name, 0, name.length());
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }

  private static String squeezed(String label) {
    return label.replaceAll("\\s+", "");
  }

  NamedAxis axis() {
    return axis;
  }

  boolean strains() {
    return strains;
  }

  private void mixing(Formula matrix) {
    if (!mixing.isEmpty()) {
      String what = "The mixing along '" + axis.name() + "' is said already";
      problems.add(place(Problem.of("E2149", what).remedy("Keep one of them."), matrix));
    }
    mixing.add(matrix);
  }

  Optional<Formula> mixing() {
    return mixing.isEmpty() ? Optional.empty() : Optional.of(mixing.get(mixing.size() - 1));
  }

  /** Returns the states named, none where nothing was said. */
  Set<String> only() {
    return only;
  }

  /** Returns the infections named, none where nothing was said. */
  Set<String> infections() {
    return infections;
  }

  List<Template> parameters() {
    return parameters;
  }

  /** Returns what was said of the new parameters, by name. */
  Map<String, Traits> traits() {
    return traits;
  }

  /** Returns the first formula that asks which flows are infections. */
  Optional<Formula> asksForInfections() {
    for (Adjustment one : adjustments) {
      if (one.word().equals("infectiousness") || one.word().equals("susceptibility")) {
        return Optional.of(one.formula());
      }
    }
    return mixing();
  }

  /** Returns the last share that was said of a flow or state, or else of all. */
  Optional<Formula> lastShare(String flowOrState) {
    Optional<Formula> last = Optional.empty();
    for (Adjustment one : adjustments) {
      boolean of = one.of().equals(flowOrState) || one.of().isEmpty();
      last = one.word().equals("share") && of ? Optional.of(one.formula()) : last;
    }
    return last;
  }

  /** Returns the parameters that are shares by themselves. */
  Set<String> shareParameters() {
    Set<String> names = new LinkedHashSet<>();
    for (Adjustment one : adjustments) {
      boolean bare = one.word().equals("share") && one.formula().expr() instanceof Expr.Name;
      if (bare && isParameter(((Expr.Name) one.formula().expr()).name())) {
        names.add(((Expr.Name) one.formula().expr()).name());
      }
    }
    return names;
  }

  private boolean isParameter(String name) {
    return parameters.stream().anyMatch(one -> one.name().equals(name))
        || base.parameters().stream().anyMatch(one -> one.name().equals(name));
  }

  List<Adjustment> adjustments() {
    return adjustments;
  }

  /** Returns whether something was said that depends on which flows are infections. */
  boolean needInfections() {
    boolean some = strains || !mixing.isEmpty();
    for (Adjustment one : adjustments) {
      some |= one.word().equals("infectiousness") || one.word().equals("susceptibility");
    }
    return some;
  }

  /** Returns the axes of a parameter, none for other names. */
  List<NamedAxis> axes(String name) {
    List<Template> all = new ArrayList<>(base.parameters());
    all.addAll(parameters);
    for (Template parameter : all) {
      if (parameter.name().equals(name)) {
        return parameter.axes();
      }
    }
    return List.of();
  }

  /** Returns what changes the rate of a flow, in the order said. */
  List<Adjustment> adjustments(String label, boolean infection) {
    List<Adjustment> some = new ArrayList<>();
    for (Adjustment one : adjustments) {
      boolean rate = one.word().equals("multiply") || one.word().equals("overwrite");
      boolean susceptible = one.word().equals("susceptibility") && infection;
      if (susceptible || (rate && one.of().equals(label))) {
        some.add(one);
      }
    }
    return some;
  }

  /** Returns the shares of a flow or state: its own, or else those for everything. */
  Map<String, Expr> shares(String flowOrState, StrataFormulas formulas) {
    Map<String, Expr> shares = sharesOf(flowOrState, formulas);
    return shares.isEmpty() ? sharesOf("", formulas) : shares;
  }

  private Map<String, Expr> sharesOf(String of, StrataFormulas formulas) {
    Map<String, Expr> shares = new LinkedHashMap<>();
    for (Adjustment one : adjustments) {
      if (one.word().equals("share") && one.of().equals(of)) {
        shares.put(one.stratum(), formulas.expr(one.formula(), Sight.TOTALS));
      }
    }
    return shares;
  }
}
