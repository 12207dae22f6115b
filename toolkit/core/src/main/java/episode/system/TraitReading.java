package episode.system;

import episode.expr.Problem;
import episode.expr.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what was said of parameters and states besides their axes. For one system. */
final class TraitReading {
  private final List<Problem> problems;

  TraitReading(List<Problem> problems) {
    this.problems = problems;
  }

  /** Returns the traits by name; adds a problem for each that cannot be. */
  Map<String, Traits> traits(SystemBuilder builder) {
    for (Map.Entry<String, Traits> entry : builder.traits.entrySet()) {
      String name = entry.getKey();
      Optional<String> state = declaration(builder.states, name);
      Optional<String> declared = state.or(() -> declaration(builder.parameters, name));
      String text = declared.orElse(name);
      String context = (state.isPresent() ? "state" : "parameter") + "(\"" + text.strip() + "\")";
      int start = Math.max(0, text.indexOf(name));
      Problem.Where where = new Problem.Where(context, text, start, start + name.length());
      if (state.isPresent()) {
        ofState(name, entry.getValue(), where);
      }
      check(name, entry.getValue(), where);
    }
    return builder.traits;
  }

  /** Adds a problem where the traits of a parameter cannot be. */
  void check(String name, Traits traits, Problem.Where where) {
    numbers(name, traits, where);
    unit(traits.unit(), where);
  }

  private static Optional<String> declaration(List<String> declarations, String name) {
    for (String declaration : declarations) {
      String rest = declaration.strip();
      boolean starts = rest.startsWith(name);
      String after = starts ? rest.substring(name.length()).strip() : "";
      if (starts && (after.isEmpty() || after.startsWith("["))) {
        return Optional.of(declaration);
      }
    }
    return Optional.empty();
  }

  private void ofState(String name, Traits traits, Problem.Where where) {
    if (traits.hasDefault() || traits.hasBounds()) {
      String what = traits.hasDefault() ? "a default" : "bounds";
      String start = traits.hasDefault() ? Traits.plain(traits.byDefault()) : "…";
      problems.add(
          Problem.of("E2138", "State '" + name + "' has " + what)
              .at(where)
              .remedy(
                  "A state has a unit only; where it starts says .initial(\""
                      + (name + "\", \"" + start + "\").")));
    }
  }

  private void numbers(String name, Traits traits, Problem.Where where) {
    String bounds = traits.bounds();
    if (!(traits.lower() <= traits.upper())) {
      problems.add(
          Problem.of("E2138", "The bounds of '" + name + "' are " + bounds)
              .at(where)
              .remedy("The lower one comes first: bounds(0, 5)."));
    } else if (Double.isInfinite(traits.byDefault())) {
      problems.add(
          Problem.of("E2138", "The default of '" + name + "' is not finite")
              .at(where)
              .remedy("Values are finite numbers."));
    } else if (traits.hasDefault() && !traits.allows(traits.byDefault())) {
      String value = Traits.plain(traits.byDefault());
      problems.add(
          Problem.of("E2138", "The default of '" + name + "' is " + value)
              .at(where)
              .remedy("Its bounds are " + bounds + "."));
    }
  }

  private void unit(String unit, Problem.Where where) {
    if (!unit.isEmpty() && Unit.parse(unit).isEmpty()) {
      problems.add(
          Problem.of("E2139", "'" + unit + "' is not a unit")
              .at(where)
              .remedy(
                  Suggestion.remedy(unit, Unit.WORDS, "Units are made of")
                      + "\nAs in 1/day, person/week, 1/(person*day), day^2."));
    }
  }
}
