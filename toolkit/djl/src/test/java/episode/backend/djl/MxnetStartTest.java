package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Class paths of their own, with and without the engine and its native libraries. */
class MxnetStartTest {

  @Test
  void listingBackendsLoadsNothingOfTheEngines() throws Exception {
    try (Loader loader = new Loader("")) {
      assertThat(names(loader)).contains("pytorch", "mxnet");
      assertThat(loader.hasLoaded("ai.djl.mxnet.engine.MxEngine")).isFalse();
      assertThat(loader.hasLoaded("ai.djl.mxnet.engine.MxNDArray")).isFalse();
      assertThat(loader.hasLoaded("ai.djl.pytorch.engine.PtNDArray")).isFalse();
    }
  }

  @Test
  void engineWhoseJarIsMissingIsNotInstalled() throws Exception {
    try (Loader loader = new Loader("mxnet-engine")) {
      assertThat(names(loader)).contains("pytorch").doesNotContain("mxnet");
    }
  }

  @Test
  void missingNativeLibrariesAreAnAnswerThatSaysHowToGetThem() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Loader loader = new Loader("mxnet-native")) {
      Thread.currentThread().setContextClassLoader(loader);
      Class<?> engines = loader.loadClass("episode.backend.djl.Engines");
      Method start = engines.getDeclaredMethod("start", String.class);
      start.setAccessible(true);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> start.invoke(null, "MXNet"))
            .isInstanceOf(InvocationTargetException.class)
            .cause()
            .hasMessageStartingWith("E3207 The native libraries of backend 'mxnet' do not load\n  ")
            .hasMessageEndingWith("\n  To install them: ./episode backend add mxnet");
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static String names(Loader loader) throws ReflectiveOperationException {
    Class<?> backends = loader.loadClass("episode.backend.Backends");
    return backends.getMethod("names").invoke(null).toString();
  }

  /** Loads the class path anew, but for some jars. */
  private static final class Loader extends URLClassLoader {
    Loader(String missing) throws MalformedURLException {
      super(classPath(missing), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath(String missing) throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (missing.isEmpty() || !new File(entry).getName().startsWith(missing)) {
          urls.add(new File(entry).toURI().toURL());
        }
      }
      return urls.toArray(new URL[0]);
    }

    boolean hasLoaded(String name) {
      return findLoadedClass(name) != null;
    }
  }
}
