package episode.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.Extension;

/** What cells have added to their class path, and the extensions among it. */
final class Libraries {

  private final Evaluator evaluator;
  private final ClassLoader loader;
  private final Consumer<Extension> installer;
  private final List<Path> added = new ArrayList<>();

  /**
   * Makes an empty list.
   *
   * @param loader knows what is added
   * @param installer is given every extension that is found then
   */
  Libraries(Evaluator evaluator, ClassLoader loader, Consumer<Extension> installer) {
    this.evaluator = evaluator;
    this.loader = loader;
    this.installer = installer;
  }

  void add(List<Path> paths) {
    if (paths.isEmpty()) {
      return;
    }
    evaluator.addToClasspath(
        paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    added.addAll(paths);
    install();
  }

  /** Returns what was added, in order. */
  List<Path> added() {
    return List.copyOf(added);
  }

  /** Installs the extensions that can be found; the library's own way stops at a broken one. */
  private void install() {
    for (Iterator<Extension> found = ServiceLoader.load(Extension.class, loader).iterator(); ; ) {
      try {
        if (!found.hasNext()) {
          return;
        }
        installer.accept(found.next());
      } catch (ServiceConfigurationError unusable) {
        System.err.println("An extension among the added libraries does not work here:");
        System.err.println("  " + unusable.getMessage());
      }
    }
  }
}
