package episode.notebook;

import episode.backend.Backend;
import episode.backend.Backends;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.plot.Display;
import episode.plot.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * The line magic {@code %backend}: which backend {@code system.compile()} and {@code jit(f)} use in
 * this notebook.
 */
final class BackendMagic {

  private BackendMagic() {}

  /**
   * Returns the table of backends, after having chosen one where a name is given.
   *
   * @param arguments nothing, or the name of a backend
   * @throws EpisodeException E3202 where it is not installed and E3207 where it does not start,
   *     which leave the choice as it was; E3217 for more than one argument
   */
  static Display run(List<String> arguments) {
    if (arguments.size() > 1) {
      String what = "%backend takes one name, not '" + String.join(" ", arguments) + "'";
      throw new EpisodeException(
          Problem.of("E3217", what)
              .remedy(
                  "Write %backend alone to see what is installed, or %backend and one name: "
                      + String.join(", ", Backends.names())
                      + "."));
    }
    for (String name : arguments) {
      Backends.choose(Backends.started(name));
    }
    return table();
  }

  private static Display table() {
    List<String> names = new ArrayList<>(Backends.names());
    Backends.ADDABLE.stream().filter(name -> !names.contains(name)).forEach(names::add);
    Grid grid = Grid.of("backend", "state");
    for (String name : names) {
      grid = grid.row(name, state(name));
    }
    return grid.caption("system.compile() and jit(f) use " + Backends.standard().name());
  }

  private static String state(String name) {
    Backend standard = Backends.standard();
    if (standard.name().equals(name)) {
      return "in use";
    }
    boolean installed = Backends.names().contains(name);
    return installed ? "installed" : "to install: ./episode backend add " + name;
  }
}
