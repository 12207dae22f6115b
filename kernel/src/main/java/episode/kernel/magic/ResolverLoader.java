package episode.kernel.magic;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads Maven's resolver from {@code lib/maven} beside the kernel's jar, and the kernel's own code
 * that speaks to it; everything else comes from the kernel.
 */
final class ResolverLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String PACKAGE = "episode.kernel.maven.";
  private static final String RESOLVER = PACKAGE + "MavenResolver";

  private ResolverLoader(URL[] jars) {
    super(jars, ResolverLoader.class.getClassLoader());
  }

  /**
   * Returns a resolver, whose libraries are opened now.
   *
   * @throws MagicProblem E7009 where this kernel has none
   */
  static Resolver resolver() {
    try {
      return (Resolver) loader().loadClass(RESOLVER).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError | IOException | URISyntaxException e) {
      throw new MagicProblem(
          "E7009",
          "This kernel has no resolver for libraries: " + e,
          "The folder lib/maven belongs beside the kernel's jar: install the kernel again.",
          "%classpath adds jars that are on this machine.");
    }
  }

  /** Run from a folder of classes, as tests are, everything is on one class path. */
  private static ClassLoader loader() throws IOException, URISyntaxException {
    URI home = ResolverLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path folder = Path.of(home).resolveSibling("lib").resolve("maven");
    if (!Files.isDirectory(folder)) {
      return ResolverLoader.class.getClassLoader();
    }
    List<URL> jars = new ArrayList<>(List.of(home.toURL()));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        jars.add(file.toUri().toURL());
      }
    }
    return new ResolverLoader(jars.toArray(URL[]::new));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
