package episode.kernel;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/**
 * Holds the classes of all cells, instrumented, below the kernel's own class loader.
 *
 * <p>Libraries added while the session runs are found by cells and, through the context class
 * loader of the cell thread, by service lookups made in cells.
 */
final class SnippetLoader implements LoaderDelegate {

  private final Classes classes = new Classes(SnippetLoader.class.getClassLoader());
  private final Set<String> given =
      Set.of(System.getProperty("java.class.path").split(File.pathSeparator));

  ClassLoader classLoader() {
    return classes;
  }

  @Override
  public void load(ClassBytecodes[] compiled) throws ClassInstallException {
    boolean[] loaded = new boolean[compiled.length];
    try {
      for (ClassBytecodes one : compiled) {
        classes.pending.put(one.name(), Instrumenter.instrument(one.bytecodes()));
      }
      for (int i = 0; i < compiled.length; i++) {
        classes.loadClass(compiled[i].name()).getDeclaredMethods(); // links it: fails here or never
        loaded[i] = true;
      }
    } catch (ReflectiveOperationException | LinkageError | RuntimeException failed) {
      throw new ClassInstallException("load: " + failed, loaded);
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] compiled) {}

  @Override
  public void addToClasspath(String path) throws EngineTerminationException, InternalException {
    for (String entry : path.split(File.pathSeparator)) {
      if (!entry.isEmpty() && !given.contains(entry)) {
        classes.add(entry);
      }
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return classes.loadClass(name);
  }

  private static final class Classes extends URLClassLoader {
    private final Map<String, byte[]> pending = new ConcurrentHashMap<>();

    Classes(ClassLoader parent) {
      super(new URL[0], parent);
    }

    void add(String entry) throws InternalException {
      try {
        addURL(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException unusable) {
        throw new InternalException(unusable.toString());
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] code = pending.remove(name);
      return code == null ? super.findClass(name) : defineClass(name, code, 0, code.length);
    }
  }
}
