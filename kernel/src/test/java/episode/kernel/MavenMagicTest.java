package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries from a repository in a folder, and extensions among them; no network. */
class MavenMagicTest {

  private static final String SERVICE = "META-INF/services/org.dflib.jjava.jupyter.Extension";

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void open() throws IOException {
    System.setProperty("maven.repo.local", folder.resolve("local").toString());
    publish(
        "town",
        "1.0",
        "<dependency><groupId>t</groupId><artifactId>country</artifactId>"
            + "<version>2.0</version></dependency>",
        Map.of(
            "t.Town",
            "package t; public class Town { public static String name() {"
                + " return \"Ulm\"; } }"),
        Map.of());
    publish(
        "country", "2.0", "", Map.of("t.Country", "package t; public class Country {}"), Map.of());
    publish(
        "country", "3.0", "", Map.of("t.Country", "package t; public class Country {}"), Map.of());
    publish("gson", "1.0", "", Map.of("t.Other", "package t; public class Other {}"), Map.of());
    session = Session.open(SessionOptions.standard());
  }

  @AfterEach
  void close() {
    session.close();
    System.clearProperty("maven.repo.local");
  }

  private void publish(
      String artifact,
      String version,
      String dependencies,
      Map<String, String> classes,
      Map<String, String> resources)
      throws IOException {
    Path home = folder.resolve("repo/t/" + artifact + "/" + version);
    Files.createDirectories(home);
    String name = artifact + "-" + version;
    Files.writeString(
        home.resolve(name + ".pom"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>t</groupId><artifactId>"
            + artifact
            + "</artifactId><version>"
            + version
            + "</version><dependencies>"
            + dependencies
            + "</dependencies></project>");
    jar(home.resolve(name + ".jar"), classes, resources);
  }

  private void jar(Path file, Map<String, String> classes, Map<String, String> resources)
      throws IOException {
    Path out = Files.createTempDirectory(folder, "classes");
    for (Map.Entry<String, String> source : classes.entrySet()) {
      Path java = out.resolve(source.getKey().replaceFirst(".*\\.", "") + ".java");
      Files.writeString(java, source.getValue());
      String path = System.getProperty("java.class.path");
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "-proc:none", "-cp", path, "-d", out.toString(), "" + java);
      assertThat(status).isZero();
    }
    try (OutputStream raw = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(raw);
        Stream<Path> made = Files.walk(out)) {
      for (Path each : made.filter(path -> path.toString().endsWith(".class")).toList()) {
        jar.putNextEntry(new JarEntry(out.relativize(each).toString().replace('\\', '/')));
        jar.write(Files.readAllBytes(each));
      }
      for (Map.Entry<String, String> resource : resources.entrySet()) {
        jar.putNextEntry(new JarEntry(resource.getKey()));
        jar.write(resource.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String repo() {
    return " --offline --repo " + folder.resolve("repo").toUri();
  }

  private Recorder run(String source) {
    Recorder recorder = new Recorder();
    session
        .execute(source, recorder)
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError(Bench.plain(failure));
            });
    return recorder;
  }

  private String failure(String source) {
    return session.execute(source, CellListener.NONE).failure().orElseThrow().message();
  }

  @Test
  void aLibraryComesWithWhatItNeedsAndIsThereTheNextTime() {
    assertThat(run("%maven t:town:1.0" + repo()).value()).isEqualTo("Added town 1.0, country 2.0.");
    assertThat(run("t.Town.name() + new t.Country().getClass().getSimpleName()").value())
        .isEqualTo("UlmCountry");
    assertThat(run("%maven t:town:1.0" + repo()).value()).isEqualTo("Already there: t:town:1.0.");
    assertThat(run("%%maven" + repo() + "\n# what we need\nt:town:jar:1.0\n").value())
        .isEqualTo("Nothing to add: all of it is there.");
    assertThat(run("%classpath").value()).contains("added", "town-1.0.jar", "country-2.0.jar");
  }

  @Test
  void afterARestartTheSameCellAddsItAgainFromThisMachine() {
    String cell = "%maven t:town:1.0" + repo();
    run(cell);
    assertThat(folder.resolve("local/t/town/1.0/town-1.0.jar")).exists();
    session.close();
    session = Session.open(SessionOptions.standard());
    assertThat(failure("t.Town.name()")).contains("package t");
    assertThat(run(cell).value()).isEqualTo("Added town 1.0, country 2.0.");
    assertThat(run("t.Town.name()").value()).isEqualTo("Ulm");
  }

  @Test
  void anotherVersionOfWhatIsThereIsSaidToStayAway() {
    run("%maven t:country:2.0" + repo());
    assertThat(run("%maven t:country:3.0 t:gson:1.0" + repo()).value())
        .isEqualTo(
            "Nothing to add: all of it is there.\n"
                + "country 2.0 was added before and stays; restart the kernel for 3.0.\n"
                + "The kernel itself has gson 2.11.0, which is used instead of 1.0.");
  }

  @Test
  void elementsOfAPomAreRead() {
    assertThat(
            run("%%maven"
                    + repo()
                    + "\n<!-- <dependency/> -->\n<dependency>\n  <groupId>t</groupId>\n"
                    + "  <artifactId>country</artifactId>\n  <version>3.0</version>\n"
                    + "</dependency>")
                .value())
        .isEqualTo("Added country 3.0.");
  }

  @Test
  void whatIsMissingIsNamedAndNothingIsAdded() {
    assertThat(failure("%maven t:town:1.0 t:village:1.0 --repo file:" + folder + "/repo --offline"))
        .isEqualTo(
            "E7008 t:town:1.0, t:village:1.0 cannot be fetched: Maven is told to work offline\n"
                + "  What was fetched once is found; take --offline away, or <offline> in"
                + " settings.xml.");
    assertThat(failure("t.Town.name()")).contains("package t");
  }

  @Test
  void coordinatesThatAreNoneAreRefused() {
    assertThat(failure("%maven town"))
        .isEqualTo(
            "E7006 'town' names no library\n  Write GROUP:ARTIFACT:VERSION, such as"
                + " org.apache.commons:commons-math3:3.6.1.");
    assertThat(failure("%maven t:town:1.0 --repo notaurl"))
        .startsWith("E7001 'notaurl' is no URL\n");
    assertThat(failure("%%maven\n"))
        .startsWith("E7001 %%maven names no library in the lines below it\n");
    assertThat(failure("%%maven\n<dependency><groupId>t</groupId></dependency>"))
        .isEqualTo(
            "E7006 A <dependency> has no <artifactId>\n"
                + "  It needs groupId, artifactId and version.");
  }

  @Test
  void extensionsAmongAddedLibrariesAreInstalledOnceAndBrokenOnesDoNoHarm() throws IOException {
    String head =
        "package x; import org.dflib.jjava.jupyter.*;"
            + " import org.dflib.jjava.jupyter.kernel.*; public class ";
    Path jar = folder.resolve("extensions.jar");
    jar(
        jar,
        Map.of(
            "x.Good",
            head
                + "Good implements Extension { static int count; public void install(BaseKernel k)"
                + " { count++; k.getMagicsRegistry().registerLineMagic(\"count\","
                + " (session, a) -> count); } }",
            "x.Bad",
            head
                + "Bad implements Extension { public void install(BaseKernel k)"
                + " { throw new IllegalStateException(\"broken\"); } }",
            "x.Worse",
            head
                + "Worse implements Extension { public Worse() {"
                + " throw new IllegalStateException(\"worse\"); }"
                + " public void install(BaseKernel k) {} }"),
        Map.of(SERVICE, "x.Worse\nx.Bad\nx.Good\n"));
    Recorder added = run("%classpath \"" + jar + "\"");
    assertThat(added.value()).isEqualTo("Added extensions.jar.");
    assertThat(added.text("stderr")).contains("x.Bad does not work here", "broken", "x.Worse");
    run("%maven t:country:2.0" + repo());
    assertThat(run("%count").value()).isEqualTo("1");
    assertThat(run("%lsmagic").value()).contains("%count");
  }
}
