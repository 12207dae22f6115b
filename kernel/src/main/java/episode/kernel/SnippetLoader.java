package episode.kernel;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * so are the classes of statements once they have run; as long as it lives, it is found by name.
 *
 * <p>Libraries added while the session runs are found by cells and, through the context class
 * loader of the cell thread, by service lookups made in cells.
 */
final class SnippetLoader implements LoaderDelegate {

  /** JShell's classes: a number for what is declared, letters for how often it was before. */
  private static final Pattern REVISION = Pattern.compile("(.*\\$JShell\\$\\d+)[A-Z]*(\\$.*)?");

  private final Map<String, WeakReference<Batch>> owners = new HashMap<>();
  private final Map<String, Batch> newest = new HashMap<>();

  /**
   * What was compiled at once, by each name: JShell loads nothing twice, not after a drop either.
   */
  private final Map<String, ClassBytecodes[]> units = new HashMap<>();

  private final Set<String> dropped = new HashSet<>();
  private final Libraries libraries = new Libraries();
  private final Set<String> given =
      new HashSet<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));

  ClassLoader classLoader() {
    return libraries;
  }

  @Override
  public void load(ClassBytecodes[] compiled) throws ClassInstallException {
    boolean[] loaded = new boolean[compiled.length];
    try {
      Batch batch = add(compiled);
      Stream.of(compiled).map(ClassBytecodes::name).forEach(this::owner);
      for (int i = 0; i < compiled.length; i++) {
        batch.loadClass(compiled[i].name()).getDeclaredMethods(); // links it: fails here or never
        loaded[i] = true;
      }
    } catch (ReflectiveOperationException | LinkageError | RuntimeException failed) {
      throw new ClassInstallException("load: " + failed, loaded);
    }
  }

  /**
   * Puts classes in the place of others of the same names, if those were dropped.
   *
   * @return false when somebody may still name them
   */
  boolean replace(ClassBytecodes[] compiled) throws ClassInstallException {
    synchronized (this) {
      for (ClassBytecodes one : compiled) {
        ClassBytecodes[] before = units.get(one.name());
        boolean whole = before == null || before.length == compiled.length;
        if (!whole || !dropped.contains(declared(one.name()))) {
          return false;
        }
      }
    }
    load(compiled);
    return true;
  }

  /** Notes that nothing can name what was declared as a class of JShell's. */
  synchronized void drop(String declared) {
    dropped.add(declared);
  }

  /** Notes that a class is in use. */
  synchronized void take(Class<?> holder) {
    dropped.remove(declared(holder.getName()));
  }

  /** Returns a new loader for what was compiled at once. */
  private synchronized Batch add(ClassBytecodes[] compiled) {
    owners.values().removeIf(owner -> owner.get() == null);
    Map<String, byte[]> code = new HashMap<>();
    Set<String> together =
        Stream.of(compiled).map(ClassBytecodes::name).collect(Collectors.toSet());
    Map<String, Batch> referred = new HashMap<>();
    for (ClassBytecodes one : compiled) {
      code.put(one.name(), Instrumenter.instrument(one.bytecodes(), together));
      for (String name : References.of(one.bytecodes())) {
        if (!together.contains(name)) {
          owner(name).ifPresent(owner -> referred.put(name, owner));
        }
      }
    }
    Batch batch = new Batch(libraries, code, referred);
    for (String name : together) {
      units.put(name, compiled);
      owners.put(name, new WeakReference<>(batch));
    }
    return batch;
  }

  /** Returns the loader of a class that JShell names; it is held on to, for the class is in use. */
  private synchronized Optional<Batch> owner(String name) {
    ClassBytecodes[] unit = units.get(name);
    if (unit == null) {
      return Optional.empty();
    }
    Batch owner = live(name).orElseGet(() -> add(unit));
    newest.put(declared(name), owner);
    return Optional.of(owner);
  }

  /** Returns the loader of a class that somebody still refers to. */
  private synchronized Optional<Batch> live(String name) {
    return Optional.ofNullable(owners.get(name)).map(WeakReference::get);
  }

  private static String declared(String name) {
    Matcher revision = REVISION.matcher(name);
    return revision.matches() ? revision.group(1) : name;
  }

  /** Lets the class of a statement go, which nothing can name. */
  synchronized void release(Class<?> statement) {
    String declared = declared(statement.getName());
    newest.remove(declared);
    units.keySet().removeIf(name -> declared(name).equals(declared));
  }

  /** Lets all classes go. */
  synchronized void releaseAll() {
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
    Optional<Batch> owner = owner(name);
    return owner.isPresent() ? owner.get().loadClass(name) : libraries.loadClass(name);
  }

  /** Libraries, and the way from one cell's classes to another's. */
  private final class Libraries extends URLClassLoader {
    static {
      registerAsParallelCapable();
    }

    Libraries() {
      super(new URL[0], SnippetLoader.class.getClassLoader());
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
      Optional<Batch> owner = live(name);
      return owner.isPresent() ? owner.get().loadClass(name) : super.findClass(name);
    }
  }

  /** The classes that were compiled at once. */
  private static final class Batch extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final Map<String, byte[]> pending;
    private final Map<String, Batch> referred;

    Batch(ClassLoader parent, Map<String, byte[]> code, Map<String, Batch> referred) {
      super(parent);
      setDefaultAssertionStatus(true);
      pending = new ConcurrentHashMap<>(code);
      this.referred = Map.copyOf(referred);
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
