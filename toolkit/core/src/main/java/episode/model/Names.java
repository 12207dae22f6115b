package episode.model;

import episode.expr.Problem;
import episode.expr.Span;
import episode.expr.Suggestion;
import java.util.Collection;

/** Words problems about names. */
final class Names {
  private Names() {}

  static Problem unknownAxis(Statement statement, String name, Collection<String> known) {
    int start = statement.left().text().indexOf(name, statement.name().length());
    Span span = new Span(Math.max(0, start), Math.max(0, start) + name.length());
    return Problem.of("E2104", "Unknown axis '" + name + "'")
        .at(statement.left().where(span))
        .remedy(Suggestion.remedy(name, known, "Axes"));
  }

  static Problem twice(Statement statement, String what) {
    return Problem.of("E5106", "'" + statement.name() + "' " + what)
        .at(statement.nameWhere())
        .remedy("Every name means one thing: give one of them another name.");
  }
}
