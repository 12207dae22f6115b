package episode.system;

import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads declared axes: a name, and elements that differ in the names of cells too. */
final class AxisReading {
  private final Declarations declarations;
  private final List<Problem> problems;

  AxisReading(Declarations declarations, List<Problem> problems) {
    this.declarations = declarations;
    this.problems = problems;
  }

  /** Adds the axes that were declared to those that are there, by name. */
  void into(Map<String, NamedAxis> axes, List<SystemBuilder.Axis> declared) {
    for (SystemBuilder.Axis axis : declared) {
      String context = "axis(\"" + axis.name() + "\")";
      Optional<Formula> name = declarations.name(context, axis.name());
      if (name.isEmpty()) {
        continue;
      }
      elements(context, axis.name(), axis.elements(), ".axis(\"age\"");
      if (!axis.elements().isEmpty() && axes.put(axis.name(), axis.named()) != null) {
        problems.add(
            Problem.of("E2101", "Axis '" + axis.name() + "' is declared twice")
                .at(name.get().where(name.get().expr().span()))
                .remedy("Rename or remove one."));
      }
    }
  }

  /**
   * Adds a problem for every element that cannot be one.
   *
   * @param example the call that the elements are arguments of, up to them
   */
  void elements(String context, String axis, List<String> elements, String example) {
    Set<String> seen = new HashSet<>();
    for (String element : elements) {
      boolean again = !seen.add(cell(element));
      if (again || element.isBlank() || element.indexOf('"') >= 0) {
        problems.add(badElement(context, element, elements));
      }
    }
    if (elements.isEmpty()) {
      problems.add(
          Problem.of("E2102", "Axis '" + axis + "' has no elements")
              .remedy("Name them: " + example + ", \"young\", \"old\")."));
    }
  }

  /** Returns the element as the names of cells have it. */
  private static String cell(String element) {
    return element.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** Returns what is wrong with an element of a list. */
  private static Problem badElement(String context, String element, List<String> elements) {
    String remedy = "The elements of an axis are different names without \".";
    String is = element.isBlank() ? "is empty" : "has a \" in it";
    if (!element.isBlank() && element.indexOf('"') < 0) {
      String cell = cell(element);
      is = "is there twice";
      for (String other : elements) {
        if (!other.equals(element) && cell(other).equals(cell)) {
          is = "differs from '" + other + "' in signs only";
          remedy = "In names of cells both are '" + cell + "': give them different letters.";
        }
      }
    }
    return Problem.of("E2102", "Element '" + element + "' " + is)
        .at(new Problem.Where(context, element, 0, element.length()))
        .remedy(remedy);
  }
}
