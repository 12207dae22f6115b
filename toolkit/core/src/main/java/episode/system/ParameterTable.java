package episode.system;

import episode.expr.NamedAxis;
import episode.plot.Grid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The parameters of a system with their shapes, what was said of them, and what uses them. */
final class ParameterTable {
  private static final int SHOWN_USES = 6;

  private ParameterTable() {}

  /** Returns a row for every parameter and every input. */
  static Grid of(OpSystem system) {
    List<Column> columns = Column.used(system);
    List<String> names = new ArrayList<>(List.of("parameter", "shape", "axes"));
    columns.forEach(column -> names.add(column.name()));
    names.add("used in");
    Grid grid = Grid.of(names.toArray(String[]::new));
    Set<NamedAxis> told = new HashSet<>();
    for (Template parameter : system.parameters()) {
      String shape = parameter.axes().isEmpty() ? "number" : parameter.shape().toString();
      List<String> along = new ArrayList<>();
      for (NamedAxis axis : parameter.axes()) {
        along.add(told.add(axis) ? axis.toString() : axis.name());
      }
      String uses = few(uses(system, parameter.name()));
      String all = String.join(" × ", along);
      grid = grid.row(row(columns, system, List.of(parameter.name(), shape, all, uses)));
    }
    for (Input input : system.inputs()) {
      String uses = few(uses(system, input.name()));
      grid = grid.row(row(columns, system, List.of(input.name(), "input", input.summary(), uses)));
    }
    return grid;
  }

  /** Returns names, of which the first ones stand for many. */
  private static String few(List<String> names) {
    List<String> all = List.copyOf(new LinkedHashSet<>(names));
    int shown = all.size() > SHOWN_USES + 1 ? SHOWN_USES : all.size();
    String more = shown < all.size() ? " and " + (all.size() - shown) + " more" : "";
    return String.join(", ", all.subList(0, shown)) + more;
  }

  /** Returns a row with what was said of the quantity before its last cell. */
  private static Object[] row(List<Column> columns, OpSystem system, List<String> cells) {
    List<Object> row = new ArrayList<>(cells);
    Traits traits = system.traits(cells.get(0));
    for (Column column : columns) {
      row.add(row.size() - 1, column.of().apply(traits));
    }
    return row.toArray();
  }

  /** A column of what was said of parameters, shown where something was said. */
  private record Column(String name, Function<Traits, String> of) {
    static List<Column> used(OpSystem system) {
      List<Column> all =
          List.of(
              new Column("unit", Traits::unit),
              new Column("default", t -> t.hasDefault() ? Traits.plain(t.byDefault()) : ""),
              new Column("bounds", t -> t.hasBounds() ? t.bounds() : ""));
      return all.stream()
          .filter(
              column ->
                  system.parameters().stream()
                      .anyMatch(p -> !column.of.apply(system.traits(p.name())).isEmpty()))
          .toList();
    }
  }

  private static List<String> uses(OpSystem system, String name) {
    List<String> uses = new ArrayList<>();
    for (Definition alias : system.aliases()) {
      if (alias.formula().names().contains(name)) {
        uses.add(alias.target().template().name());
      }
    }
    for (Transition transition : system.transitions()) {
      if (transition.rate().names().contains(name)) {
        uses.add(transition.label());
      }
    }
    for (Definition equation : system.equations()) {
      if (equation.formula().names().contains(name)) {
        uses.add("d" + equation.target() + "/dt");
      }
    }
    for (Definition added : system.contributions()) {
      if (added.formula().names().contains(name)) {
        uses.add("d" + added.target() + "/dt");
      }
    }
    for (Definition initial : system.initialValues()) {
      if (initial.formula().names().contains(name)) {
        uses.add(initial.target() + "(0)");
      }
    }
    for (Definition output : system.outputs()) {
      if (output.formula().names().contains(name)) {
        uses.add(output.target().template().name());
      }
    }
    return uses;
  }
}
