package episode.kernel.magic;

import java.util.List;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** The magics that belong to the session itself, whatever is installed in it. */
public final class SessionMagics {

  private final MagicsRegistry registry;
  private final Host host;
  private final MagicBook book;

  private SessionMagics(MagicsRegistry registry, Host host, MagicBook book) {
    this.registry = registry;
    this.host = host;
    this.book = book;
  }

  /**
   * Registers the magics of every session.
   *
   * @param registry where they go
   * @param host the session they work on
   * @param book the pages of all magics
   */
  public static void register(MagicsRegistry registry, Host host, MagicBook book) {
    SessionMagics magics = new SessionMagics(registry, host, book);
    magics.aboutTheSession();
    magics.aboutTime();
    magics.aboutLibraries();
  }

  /** What a line magic does with its arguments. */
  private interface Action {
    Object run(List<String> arguments) throws Exception;
  }

  private void line(String name, Action action) {
    LineMagic<Object, BaseKernel> magic = (kernel, arguments) -> action.run(arguments);
    registry.registerLineMagic(name, magic);
  }

  private void cell(String name, CellMagic<Object, BaseKernel> magic) {
    registry.registerCellMagic(name, magic);
  }

  /** Registers a magic that takes nothing. */
  private void plain(String name, Action action) {
    line(
        name,
        arguments -> {
          if (!arguments.isEmpty()) {
            String given = String.join(" ", arguments);
            throw book.required(name).misuse("%" + name + " takes nothing, not '" + given + "'");
          }
          return action.run(arguments);
        });
  }

  private void aboutTheSession() {
    Loading loading = new Loading(host);
    plain("lsmagic", arguments -> list());
    line("who", arguments -> new Variables(host).of(arguments));
    line("load", files -> loading.run(some("load", files)));
    plain("reset", arguments -> forgotten(host.reset()));
    plain("trace", arguments -> trace());
  }

  private void aboutTime() {
    Timing timing = new Timing(host, book);
    line("time", code -> timing.once(some("time", code).get(0)));
    line("timeit", code -> timing.often(some("timeit", code).get(0), ""));
    cell("time", (kernel, arguments, body) -> timing.once(below("time", arguments, body)));
    cell(
        "timeit",
        (kernel, arguments, body) -> timing.often(String.join(" ", arguments) + " ", body));
  }

  private void aboutLibraries() {
    ClassPath classPath = new ClassPath(host);
    MavenMagic maven = new MavenMagic(host, ResolverLoader::resolver);
    line("classpath", classPath::run);
    line(
        "maven",
        arguments ->
            maven.add(Coordinates.ofLine(book.required("maven"), some("maven", arguments))));
    cell(
        "maven",
        (kernel, arguments, body) ->
            maven.add(Coordinates.ofCell(book.required("maven"), arguments, body)));
  }

  private List<String> some(String name, List<String> arguments) {
    if (arguments.isEmpty()) {
      throw book.required(name).misuse("%" + name + " needs something after it");
    }
    return arguments;
  }

  private String below(String name, List<String> arguments, String body) {
    if (!arguments.isEmpty()) {
      String given = String.join(" ", arguments);
      throw book.required(name)
          .misuse("%%" + name + " takes the lines below it, not '" + given + "' beside it");
    }
    return body;
  }

  private Object list() {
    Listing listing = Listing.of("magic", "what it does");
    for (Magic magic : book.all()) {
      String sign = book.isLine(magic.name()) ? "%" : "%%";
      listing.row(sign + magic.name(), magic.summary());
    }
    return listing.shown();
  }

  private static String forgotten(List<String> names) {
    return names.isEmpty()
        ? "Nothing to forget."
        : names.stream().distinct().collect(Collectors.joining(", ", "Forgotten: ", "."));
  }

  private Object trace() {
    if (host.lastThrown().isEmpty()) {
      return "No cell has failed yet with an exception.";
    }
    host.lastThrown().get().printStackTrace(System.err);
    return null;
  }
}
