package episode.backend.nd4j;

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

/** Class paths of their own, with and without the native libraries. */
class Nd4jStartTest {

  @Test
  void listingBackendsLoadsNothingOfTheLibrary() throws Exception {
    try (Loader loader = new Loader(true)) {
      Object names = loader.loadClass("episode.backend.Backends").getMethod("names").invoke(null);
      assertThat(names).isEqualTo(List.of("jvm", "interpreter", "nd4j"));
      assertThat(loader.hasLoaded("org.nd4j.linalg.factory.Nd4j")).isFalse();
      assertThat(loader.hasLoaded("org.bytedeco.javacpp.Loader")).isFalse();
    }
  }

  @Test
  void missingNativeLibrariesAreAnAnswerThatSaysHowToGetThem() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Loader loader = new Loader(false)) {
      Thread.currentThread().setContextClassLoader(loader);
      Method start = loader.loadClass("episode.backend.nd4j.Engine").getDeclaredMethod("start");
      start.setAccessible(true);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> start.invoke(null))
            .isInstanceOf(InvocationTargetException.class)
            .cause()
            .hasMessageStartingWith("E3207 The native libraries of backend 'nd4j' do not load\n  ")
            .hasMessageEndingWith("\n  To install them: ./episode backend add nd4j");
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** Loads the class path anew. */
  private static final class Loader extends URLClassLoader {
    Loader(boolean withNatives) throws MalformedURLException {
      super(classPath(withNatives), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath(boolean withNatives) throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (withNatives || !entry.endsWith("linux-x86_64.jar")) {
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
