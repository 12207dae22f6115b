package episode.backend.nd4j;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.io.File;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** ND4J's native library, started once. */
final class Engine {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private Engine() {}

  /** Runs when the class is first used, and leaves a cause where the start failed. */
  private static final class Started {
    static final String FAILURE = failure();

    private static String failure() {
      try {
        // Read when JavaCPP loads: it would ask the system for the size of the process at every
        // array, which takes longer than what is computed, and fail where other engines are large.
        if (System.getProperty(LIMIT) == null) {
          System.setProperty(LIMIT, "0");
        }
        announce();
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        // More threads than one wait for each other whenever the processors have other work.
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        return "";
      } catch (RuntimeException | IOException | LinkageError e) {
        return root(e);
      }
    }

    /** Says what the first start on a machine takes its time and its space for. */
    private static void announce() throws IOException {
      String library = Loader.getPlatform() + "/" + System.mapLibraryName("jnind4jcpu");
      boolean there =
          Engine.class.getResource("/org/nd4j/linalg/cpu/nativecpu/bindings/" + library) != null;
      File cache = Loader.getCacheDir();
      String[] unpacked = cache.list((folder, name) -> name.startsWith("nd4j-native-"));
      if (there && (unpacked == null || unpacked.length == 0)) {
        System.err.println(
            "Unpacking the native libraries of ND4J to " + cache + ", about 400 MB.");
      }
    }

    private static String root(Throwable thrown) {
      Throwable cause = thrown;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String message = cause.getMessage();
      return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
  }

  /**
   * Starts the library where it does not run yet.
   *
   * @throws EpisodeException E3207 where it cannot be loaded
   */
  static void start() {
    if (!Started.FAILURE.isEmpty()) {
      String what = "The native libraries of backend 'nd4j' do not load";
      throw new EpisodeException(
          Problem.of("E3207", what)
              .remedy(Started.FAILURE + "\nTo install them: ./episode backend add nd4j"));
    }
  }
}
