package episode.backend.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import episode.backend.Refusal;
import episode.expr.EpisodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** DJL's engines, each started once: offline, without telemetry, with one thread per operation. */
final class Engines {
  static final String PYTORCH = "PyTorch";
  static final String MXNET = "MXNet";

  /** Why an engine did not start; empty where it did. */
  private static final Map<String, Optional<Throwable>> FAILURES = new ConcurrentHashMap<>();

  private static final Map<Place, NDManager> MEMORY = new ConcurrentHashMap<>();

  /** Where arrays are. */
  private record Place(String engine, Device device) {}

  private Engines() {}

  /** Runs only where the jar of this engine is there. */
  private static final class Torch {
    static void oneThread() {
      // More threads than one wait for each other whenever the processors have other work.
      JniUtils.setNumThreads(1);
    }
  }

  /**
   * Returns an engine, started where it does not run yet.
   *
   * @param name {@link #PYTORCH} or {@link #MXNET}
   * @throws EpisodeException E3207 where its jars or its native libraries are missing or do not
   *     load
   */
  static Engine start(String name) {
    Optional<Throwable> failure = FAILURES.computeIfAbsent(name, Engines::failure);
    if (failure.isPresent()) {
      throw Refusal.ofStart(backend(name), failure.get());
    }
    return Engine.getEngine(name);
  }

  /**
   * Returns the owner of arrays on a device, the same for all; errors as {@link #start}.
   *
   * @param name {@link #PYTORCH} or {@link #MXNET}
   */
  static NDManager memory(String name, Device device) {
    Place place = new Place(name, device);
    NDManager known = MEMORY.get(place);
    return known != null
        ? known
        : MEMORY.computeIfAbsent(place, own -> start(name).newBaseManager(device));
  }

  /** Returns whether an engine's jar is on the class path; loads nothing of it. */
  static boolean isThere(String name) {
    String type =
        name.equals(PYTORCH) ? "ai/djl/pytorch/engine/PtEngine" : "ai/djl/mxnet/engine/MxEngine";
    return Engines.class.getClassLoader().getResource(type + ".class") != null;
  }

  private static String backend(String engine) {
    return engine.equals(PYTORCH) ? "pytorch" : "mxnet";
  }

  private static Optional<Throwable> failure(String name) {
    // DJL reads both when its engine loads.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    try {
      announce(name);
      Engine.getEngine(name);
      if (name.equals(PYTORCH)) {
        Torch.oneThread();
      }
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(e);
    }
  }

  /** Says what the first start on a machine takes its time and its space for. */
  private static void announce(String name) {
    Path folder = folder().resolve(backend(name));
    String described = "native/lib/" + backend(name) + ".properties";
    boolean there = Engines.class.getClassLoader().getResource(described) != null;
    if (there && isEmpty(folder)) {
      String size = name.equals(PYTORCH) ? "430" : "190";
      System.err.println(
          "Unpacking the native libraries of " + name + " to " + folder + ", " + size + " MB.");
    }
  }

  /** Returns where DJL unpacks native libraries. */
  private static Path folder() {
    for (String variable : new String[] {"ENGINE_CACHE_DIR", "DJL_CACHE_DIR"}) {
      String path = System.getenv(variable);
      String own = path == null || path.isEmpty() ? System.getProperty(variable) : path;
      if (own != null && !own.isEmpty()) {
        return Path.of(own);
      }
    }
    Path home = Path.of(System.getProperty("user.home"));
    Path parent = Files.isWritable(home) ? home : Path.of(System.getProperty("java.io.tmpdir"));
    return parent.resolve(".djl.ai");
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return true;
    }
  }
}
