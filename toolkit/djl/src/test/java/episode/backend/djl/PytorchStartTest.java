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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Class paths of their own, with and without the engine and its native libraries. */
class PytorchStartTest {

  @Test
  void listingBackendsLoadsNothingOfTheEngine() throws Exception {
    try (Loader loader = new Loader(entry -> true)) {
      Object names = loader.loadClass("episode.backend.Backends").getMethod("names").invoke(null);
      assertThat(names)
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
          .contains("jvm", "interpreter", "pytorch");
      assertThat(loader.hasLoaded("ai.djl.engine.Engine")).isFalse();
      assertThat(loader.hasLoaded("ai.djl.pytorch.jni.JniUtils")).isFalse();
    }
  }

  @Test
  void missingNativeLibrariesAreAnAnswerThatSaysHowToGetThem() throws Exception {
    refuses(entry -> !entry.endsWith("linux-x86_64.jar"));
  }

  @Test
  void missingEngineIsTheSameAnswer() throws Exception {
    refuses(entry -> !entry.contains("pytorch-engine") && !entry.endsWith("linux-x86_64.jar"));
  }

  private static void refuses(Predicate<String> kept) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Loader loader = new Loader(kept)) {
      Thread.currentThread().setContextClassLoader(loader);
      Method start =
          loader.loadClass("episode.backend.djl.Engines").getDeclaredMethod("start", String.class);
      start.setAccessible(true);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> start.invoke(null, Engines.PYTORCH))
            .isInstanceOf(InvocationTargetException.class)
            .cause()
            .hasMessageStartingWith(
                "E3207 The native libraries of backend 'pytorch' do not load\n  ")
            .hasMessageEndingWith("\n  To install them: ./episode backend add pytorch");
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** Loads a part of the class path anew. */
  private static final class Loader extends URLClassLoader {
    Loader(Predicate<String> kept) throws MalformedURLException {
      super(classPath(kept), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath(Predicate<String> kept) throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (kept.test(entry)) {
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
