package episode.kernel;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/**
 * Holds the classes of all cells, instrumented, below the kernel's own class loader.
 *
 * <p>What JShell compiles at once gets a loader of its own, which holds on to those whose classes
 * it refers to. A class that was declared again is let go when nothing refers to it any more, and
 * so are the classes of statements once they have run.
 *
 * <p>Libraries added while the session runs are found by cells and, through the context class
 * loader of the cell thread, by service lookups made in cells.
 */
final class SnippetLoader implements LoaderDelegate {

  /** JShell's classes: a number for what is declared, letters for how often it was before. */
  private static final Pattern REVISION = Pattern.compile("(.*\\$JShell\\$\\d+)[A-Z]*(\\$.*)?");

  private final Map<String, Batch> owners = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> newest = new HashMap<>();
  private final Libraries libraries = new Libraries(owners);
  private final Set<String> given =
      Set.of(System.getProperty("java.class.path").split(File.pathSeparator));

  ClassLoader classLoader() {
    return libraries;
  }

  @Override
  public void load(ClassBytecodes[] compiled) throws ClassInstallException {
    boolean[] loaded = new boolean[compiled.length];
    try {
      Batch batch = new Batch(libraries);
      for (ClassBytecodes one : compiled) {
        batch.add(one, owners);
      }
      own(batch, compiled);
      for (int i = 0; i < compiled.length; i++) {
        batch.loadClass(compiled[i].name()).getDeclaredMethods(); // links it: fails here or never
        loaded[i] = true;
      }
    } catch (ReflectiveOperationException | LinkageError | RuntimeException failed) {
      throw new ClassInstallException("load: " + failed, loaded);
    }
  }

  /** Makes a loader the one that is asked for its classes, in place of earlier revisions. */
  private void own(Batch batch, ClassBytecodes[] compiled) {
    Map<String, Set<String>> revisions = new HashMap<>();
    for (ClassBytecodes one : compiled) {
      owners.put(one.name(), batch);
      revisions.computeIfAbsent(declared(one.name()), key -> new HashSet<>()).add(one.name());
    }
    revisions.forEach(
        (declared, names) -> {
          Set<String> before = newest.put(declared, names);
          if (before != null) {
            before.stream().filter(name -> !names.contains(name)).forEach(owners::remove);
          }
        });
  }

  private static String declared(String name) {
    Matcher revision = REVISION.matcher(name);
    return revision.matches() ? revision.group(1) : name;
  }

  /** Lets the class of a statement go, which nothing can name. */
  void release(Class<?> statement) {
    Set<String> names = newest.remove(declared(statement.getName()));
    if (names != null) {
      names.forEach(owners::remove);
    }
  }

  /** Lets all classes go. */
  void releaseAll() {
    owners.clear();
    newest.clear();
  }

  @Override
  public void classesRedefined(ClassBytecodes[] compiled) {}

  @Override
  public void addToClasspath(String path) throws EngineTerminationException, InternalException {
    for (String entry : path.split(File.pathSeparator)) {
      if (!entry.isEmpty() && !given.contains(entry)) {
        libraries.add(entry);
      }
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return libraries.loadClass(name);
  }

  /** Libraries, and the way from one cell's classes to another's. */
  private static final class Libraries extends URLClassLoader {
    private final Map<String, Batch> owners;

    Libraries(Map<String, Batch> owners) {
      super(new URL[0], SnippetLoader.class.getClassLoader());
      this.owners = owners;
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
      Batch owner = owners.get(name);
      return owner == null ? super.findClass(name) : owner.loadClass(name);
    }
  }

  /** The classes that were compiled at once. */
  private static final class Batch extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final Map<String, byte[]> pending = new ConcurrentHashMap<>();
    private final Map<String, Batch> referred = new HashMap<>();

    Batch(ClassLoader parent) {
      super(parent);
    }

    void add(ClassBytecodes compiled, Map<String, Batch> owners) {
      for (String name : References.of(compiled.bytecodes())) {
        Batch owner = owners.get(name);
        if (owner != null) {
          referred.put(name, owner);
        }
      }
      pending.put(compiled.name(), Instrumenter.instrument(compiled.bytecodes()));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> defined = findLoadedClass(name);
        byte[] code = defined == null ? pending.remove(name) : null;
        if (code != null) {
          return defineClass(name, code, 0, code.length);
        }
        Batch owner = referred.get(name);
        if (defined == null && owner != null) {
          return owner.loadClass(name);
        }
        return defined == null ? super.loadClass(name, resolve) : defined;
      }
    }
  }
}
