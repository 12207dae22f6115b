package episode.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverLoaderTest {

  @TempDir private Path folder;

  private void copy(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path target = folder.resolve("kernel").resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, target);
    }
  }

  @Test
  void aKernelWithoutItsLibrariesSaysWhereTheyBelong() throws Exception {
    copy(ResolverLoader.class);
    copy(Resolver.class);
    copy(MagicProblem.class);
    Files.createDirectories(folder.resolve("lib/maven"));
    URL[] home = {folder.resolve("kernel").toUri().toURL()};
    try (URLClassLoader alone = new URLClassLoader(home, ClassLoader.getPlatformClassLoader())) {
      Method resolver =
          alone.loadClass(ResolverLoader.class.getName()).getDeclaredMethod("resolver");
      resolver.setAccessible(true);
      Throwable thrown = catchThrowable(() -> resolver.invoke(null));
      assertThat(((InvocationTargetException) thrown).getCause())
          .hasMessage(
              "E7009 This kernel has no resolver for libraries: java.lang.ClassNotFoundException:"
                  + " episode.kernel.maven.MavenResolver\n"
                  + "  The folder lib/maven belongs beside the kernel's jar: install the kernel"
                  + " again.\n"
                  + "  %classpath adds jars that are on this machine.");
    }
  }
}
