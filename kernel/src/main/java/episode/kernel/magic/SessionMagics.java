package episode.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** The magics that belong to the session itself, whatever is installed in it. */
public final class SessionMagics {

  private final Host host;
  private final MagicBook book;

  private SessionMagics(Host host, MagicBook book) {
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
    SessionMagics magics = new SessionMagics(host, book);
    Timing timing = new Timing(host);
    line(registry, "lsmagic", arguments -> magics.list());
    line(registry, "who", arguments -> magics.variables());
    line(registry, "load", magics::load);
    line(registry, "classpath", magics::classpath);
    line(registry, "reset", arguments -> magics.reset());
    line(registry, "trace", arguments -> magics.trace());
    line(registry, "time", arguments -> timing.once(String.join(" ", arguments)));
    line(registry, "timeit", arguments -> timing.often(String.join(" ", arguments)));
    registry.registerCellMagic("time", cell(timing::once));
    registry.registerCellMagic("timeit", cell(timing::often));
  }

  /** What a line magic does with its arguments. */
  private interface Action {
    Object run(List<String> arguments) throws Exception;
  }

  private interface CodeAction {
    Object run(String code) throws Exception;
  }

  private static void line(MagicsRegistry registry, String name, Action action) {
    LineMagic<Object, BaseKernel> magic = (kernel, arguments) -> action.run(arguments);
    registry.registerLineMagic(name, magic);
  }

  private static CellMagic<Object, BaseKernel> cell(CodeAction action) {
    return (kernel, arguments, body) -> action.run(body);
  }

  private Object list() {
    Listing listing = Listing.of("magic", "what it does");
    for (Magic magic : book.all()) {
      String sign = book.isLine(magic.name()) ? "%" : "%%";
      listing.row(sign + magic.name(), magic.summary());
    }
    return listing.shown();
  }

  private Object variables() {
    StringBuilder table = new StringBuilder();
    for (Host.Variable variable : host.variables()) {
      table.append(String.format("%-16s %s%n", variable.name(), variable.type()));
    }
    return table.length() == 0 ? "No variables." : table.toString().stripTrailing();
  }

  private Object load(List<String> files) throws IOException {
    Object last = null;
    for (String file : files) {
      last = host.evaluate(Files.readString(Path.of(file)));
    }
    return last;
  }

  private Object classpath(List<String> paths) {
    for (String path : paths) {
      if (!Files.exists(Path.of(path))) {
        throw new IllegalArgumentException("no such file or directory: " + path);
      }
      host.addToClasspath(Path.of(path).toAbsolutePath().toString());
    }
    return null;
  }

  private Object reset() {
    host.reset();
    return null;
  }

  private Object trace() {
    host.lastThrown().ifPresent(thrown -> thrown.printStackTrace(System.err));
    return null;
  }
}
