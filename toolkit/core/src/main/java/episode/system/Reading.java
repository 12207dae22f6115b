package episode.system;

import episode.expr.EpisodeException;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import episode.expr.Suggestion;
import episode.system.SystemBuilder.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a builder has collected into the normalised form. For one system and one thread. */
final class Reading {
  private static final Pattern DERIVATIVE =
      Pattern.compile(
          "\\s*(?:d\\s*(\\w+)\\s*/\\s*dt|(\\w+(?:\\[[^\\]]*\\])?)\\s*['\u2032\u2019])\\s*");

  private final SystemBuilder builder;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, NamedAxis> axes = new LinkedHashMap<>();
  private final Map<String, Template> states = new LinkedHashMap<>();
  private final Map<String, String> kinds = new LinkedHashMap<>();
  private final Map<String, Arrow> arrows = new LinkedHashMap<>();
  private final Declarations declarations;

  Reading(SystemBuilder builder) {
    this(builder, Map.of());
  }

  /**
   * Makes a reader.
   *
   * @param given axes besides those of the builder
   */
  Reading(SystemBuilder builder, Map<String, NamedAxis> given) {
    this.builder = builder;
    axes.putAll(given);
    declarations = new Declarations(axes, states, problems);
    declarations.takesWholeFlows(builder.isNormalised);
    declarations.broken().addAll(builder.unread);
    builder.base.ifPresent(this::goOnFrom);
  }

  private void goOnFrom(Definitions base) {
    base.axes().forEach(axis -> axes.put(axis.name(), axis));
    base.states().forEach(state -> states.put(state.name(), state));
    StrataNames.kinds(base)
        .forEach((name, kind) -> kinds.put(name, kind.substring(kind.indexOf(' ') + 1)));
  }

  OpSystem system() {
    return OpSystem.of(definitions(), declarations.broken(), problems, builder.dropped);
  }

  List<Problem> problems() {
    return problems;
  }

  /** Returns the names whose own declarations are wrong: what uses them is not to blame. */
  Set<String> broken() {
    return declarations.broken();
  }

  /** Returns what was said; what is wrong with it is added to the problems. */
  Definitions definitions() {
    new AxisReading(declarations, problems).into(axes, builder.axes);
    for (Template state : templates("state", builder.states)) {
      states.put(state.name(), state);
    }
    List<Template> parameters = templates("parameter", builder.parameters);
    TimeScale scale = time();
    List<Input> inputs = inputs(scale);
    List<Definition> aliases = aliases();
    List<Definition> equations = definitions("equation", builder.equations);
    List<Transition> transitions = transitions(parameters, aliases, equations);
    Definitions definitions =
        new Definitions(
            builder.name,
            scale,
            List.copyOf(axes.values()),
            List.copyOf(states.values()),
            parameters,
            inputs,
            aliases,
            transitions,
            equations,
            definitions("initial", builder.initialValues),
            contributions(),
            outputs(),
            new TraitReading(problems).traits(builder),
            builder.closed);
    if (states.isEmpty() && problems.isEmpty()) {
      problems.add(
          Problem.of("E2116", "System '" + builder.name + "' has no state")
              .remedy("Declare one: .state(\"S\", \"I\", \"R\")."));
    }
    return builder.base.isEmpty()
        ? definitions
        : Composition.extended(builder.base.get(), definitions, problems);
  }

  private TimeScale time() {
    Optional<TimeScale> scale = TimeScale.of(builder.time);
    if (scale.isEmpty()) {
      String remedy = Suggestion.remedy(builder.time, TimeScale.WORDS, "Units");
      problems.add(
          Problem.of("E2114", "Unknown unit of time '" + builder.time + "'").remedy(remedy));
    }
    return scale.orElse(TimeScale.DAY);
  }

  private List<Template> templates(String kind, List<String> texts) {
    List<Template> templates = new ArrayList<>();
    for (String text : texts) {
      String context = kind + "(\"" + text.strip() + "\")";
      Optional<Template> template = declarations.template(context, text, kind.equals("parameter"));
      if (template.isPresent() && isNew(kind, context, text, template.get())) {
        templates.add(template.get());
      }
    }
    return templates;
  }

  private boolean isNew(String kind, String context, String text, Template template) {
    String name = template.name();
    String before = name.equals("t") ? "the time" : kinds.putIfAbsent(name, kind);
    boolean flow = builder.isNormalised && kind.equals("transition") && kind.equals(before);
    if (before == null || flow) {
      return true;
    }
    declarations.broken().add(name);
    int start = text.indexOf(name);
    String already = name.equals("t") ? before : article(before);
    problems.add(
        Problem.of("E2101", "'" + name + "' is already " + already)
            .at(new Problem.Where(context, text, start, start + name.length()))
            .remedy("Choose another name."));
    return false;
  }

  private static String article(String kind) {
    return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
  }

  private List<Input> inputs(TimeScale scale) {
    List<Input> inputs = new ArrayList<>();
    InputReading reading = new InputReading(problems);
    for (InputReading.Source source : builder.inputs) {
      String name = source.name();
      String context = "input(\"" + name + "\")";
      boolean isName = declarations.name(context, name).isPresent();
      if (isName && isNew("input", context, name, new Template(name, List.of()))) {
        Optional<Input> input = reading.of(source, scale);
        input.ifPresentOrElse(inputs::add, () -> declarations.broken().add(name));
      }
    }
    return inputs;
  }

  private List<Definition> aliases() {
    List<Definition> aliases = new ArrayList<>();
    for (Statement statement : builder.aliases) {
      String context = "alias(\"" + statement.target().strip() + "\")";
      Optional<Declarations.Indexed> declared = declarations.indexed(context, statement.target());
      Optional<Template> target = declared.map(Declarations.Indexed::template);
      Optional<Formula> formula = declarations.formula(context, statement.formula());
      if (target.isEmpty() || !isNew("alias", context, statement.target(), target.get())) {
        continue;
      }
      if (formula.isPresent()) {
        Cells cells = new Cells(target.get(), Map.of());
        aliases.add(new Definition(cells, formula.get(), declared.get().indices()));
      } else {
        declarations.broken().add(target.get().name());
      }
    }
    return aliases;
  }

  private List<Definition> outputs() {
    List<Definition> outputs = new ArrayList<>();
    for (Statement statement : builder.outputs) {
      String context = "output(\"" + statement.target().strip() + "\")";
      Optional<Template> target = declarations.template(context, statement.target(), false);
      Optional<Formula> formula = declarations.formula(context, statement.formula());
      if (target.isPresent()
          && isNew("output", context, statement.target(), target.get())
          && formula.isPresent()
          && isOfOneTime(formula.get())) {
        outputs.add(new Definition(new Cells(target.get(), Map.of()), formula.get()));
      }
    }
    return outputs;
  }

  private List<Transition> transitions(
      List<Template> parameters, List<Definition> aliases, List<Definition> equations) {
    Map<String, Template> quantities = new LinkedHashMap<>(states);
    parameters.forEach(parameter -> quantities.put(parameter.name(), parameter));
    aliases.forEach(
        alias -> quantities.put(alias.target().template().name(), alias.target().template()));
    Demography demography = new Demography(declarations, axes, quantities, equations, problems);
    return demography.added(transitions(), builder.demography);
  }

  private List<Definition> contributions() {
    Contributions operators = new Contributions(declarations, states, problems);
    List<Definition> contributions = new ArrayList<>(operators.read(builder.operators));
    for (Statement statement : builder.contributions) {
      String context = "contribution(\"" + statement.target().strip() + "\")";
      Optional<Cells> target = declarations.cells(context, statement.target(), 0);
      Optional<Formula> formula = declarations.formula(context, statement.formula());
      if (target.isPresent() && formula.isPresent()) {
        contributions.add(new Definition(target.get(), formula.get()));
      }
    }
    return contributions;
  }

  /** An output is worked out from the state at a time, not from an interval. */
  private boolean isOfOneTime(Formula formula) {
    Deque<Expr> open = new ArrayDeque<>(List.of(formula.expr()));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Call call && call.function().equals("incidence")) {
        problems.add(
            Problem.of("E2121", "An output is about one time, an incidence about an interval")
                .at(formula.where(call.span()))
                .remedy(
                    "Read solution.incidence(…), observe incidence(…), or write the flow itself:"
                        + " it is per unit of time."));
        return false;
      }
      next.children().forEach(open::push);
    }
    return true;
  }

  private List<Transition> transitions() {
    List<Transition> transitions = new ArrayList<>();
    for (Statement statement : builder.transitions) {
      String arrow = statement.target();
      String context = "transition(\"" + arrow.strip() + "\")";
      Optional<Arrow> read = Arrow.read(arrow, context, declarations, problems);
      Optional<Formula> rate = declarations.formula(context, statement.formula());
      if (read.isPresent()) {
        nameFlow(read.get(), context, arrow);
        if (rate.isPresent()) {
          transitions.add(read.get().transition(rate.get()));
        } else if (!read.get().name().isEmpty()) {
          declarations.broken().add(read.get().name());
        }
      }
    }
    return transitions;
  }

  /** Flows of one name are one kind of event, such as the deaths of several states. */
  private void nameFlow(Arrow arrow, String context, String text) {
    Arrow before = arrow.name().isEmpty() ? null : arrows.putIfAbsent(arrow.name(), arrow);
    if (!arrow.name().isEmpty() && (before == null || !arrow.isLike(before))) {
      isNew("transition", context, text, new Template(arrow.name(), List.of()));
    }
  }

  private List<Definition> definitions(String kind, List<Statement> statements) {
    List<Definition> definitions = new ArrayList<>();
    for (Statement statement : statements) {
      String context = kind + "(\"" + statement.target().strip() + "\")";
      if (isDerivative(kind, context, statement)) {
        continue;
      }
      Optional<Cells> target = declarations.cells(context, statement.target(), 0);
      Optional<Formula> formula = declarations.formula(context, statement.formula());
      if (target.isPresent() && formula.isPresent()) {
        Definition definition = new Definition(target.get(), formula.get());
        for (Definition other : definitions) {
          if (!other.target().isApartFrom(definition.target())) {
            problems.add(twice(kind, context, statement.target(), definition));
          }
        }
        definitions.add(definition);
      }
    }
    return List.copyOf(definitions);
  }

  /** Notes that an equation names a derivative, {@code S'} or {@code dS/dt}, not its state. */
  private boolean isDerivative(String kind, String context, Statement statement) {
    String target = statement.target();
    Matcher written = DERIVATIVE.matcher(target);
    if (!kind.equals("equation") || !written.matches()) {
      return false;
    }
    String state = written.group(1) == null ? written.group(2) : written.group(1);
    problems.add(
        Problem.of("E2102", "An equation names the state, not its derivative")
            .at(new Problem.Where(context, target, 0, target.length()))
            .remedy(
                "Write .equation(\"" + state + "\", \"" + statement.formula().strip() + "\")."));
    return true;
  }

  private static Problem twice(String kind, String context, String text, Definition definition) {
    String name = definition.target().template().name();
    String noun = kind.equals("initial") ? "an initial value" : "an equation";
    return Problem.of("E2113", "'" + name + "' has " + noun + " already")
        .at(new Problem.Where(context, text, 0, text.length()))
        .remedy("Keep one of them.");
  }

  /** Throws where there are problems. */
  static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new EpisodeException(problems);
    }
  }
}
