package episode.kernel.magic;

import episode.progress.Work;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code %maven}: libraries from repositories, with everything that they depend on. */
final class MavenMagic {

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

  private final Host host;
  private final Supplier<Resolver> resolvers;
  private Optional<Resolver> resolver = Optional.empty();
  private final Set<Resolver.Request> done = new HashSet<>();
  private final Map<String, String> added = new HashMap<>();

  MavenMagic(Host host, Supplier<Resolver> resolvers) {
    this.host = host;
    this.resolvers = resolvers;
  }

  /**
   * Returns what was added, for people. All of it is there, or nothing is.
   *
   * @throws MagicProblem E7006 for coordinates that are none, E7007 to E7009 from the resolver
   */
  String add(Resolver.Request request) {
    if (done.contains(request)) {
      return "Already there: " + String.join(", ", request.coordinates()) + ".";
    }
    List<Resolver.Library> libraries = resolved(request);
    Map<String, String> own = ofKernel();
    List<String> lines = new ArrayList<>();
    List<Resolver.Library> fresh = new ArrayList<>();
    for (Resolver.Library library : libraries) {
      String name = library.group() + ":" + library.artifact();
      String before = added.getOrDefault(name, own.get(library.artifact()));
      if (before == null) {
        fresh.add(library);
      } else if (!before.equals(library.version())) {
        lines.add(kept(library, before, added.containsKey(name)));
      }
    }
    host.addToClasspath(fresh.stream().map(Resolver.Library::file).toList());
    fresh.forEach(each -> added.put(each.group() + ":" + each.artifact(), each.version()));
    done.add(request);
    lines.add(0, summary(fresh));
    return String.join("\n", lines);
  }

  private static String kept(Resolver.Library library, String before, boolean byCell) {
    return byCell
        ? library.artifact()
            + " "
            + before
            + " was added before and stays; restart the kernel for "
            + library.version()
            + "."
        : "The kernel itself has "
            + library.artifact()
            + " "
            + before
            + ", which is used instead of "
            + library.version()
            + ".";
  }

  private static String summary(List<Resolver.Library> fresh) {
    if (fresh.isEmpty()) {
      return "Nothing to add: all of it is there.";
    }
    return "Added "
        + fresh.stream().map(Resolver.Library::label).collect(Collectors.joining(", "))
        + ".";
  }

  private List<Resolver.Library> resolved(Resolver.Request request) {
    try (Work work = Work.begin("Fetching libraries")) {
      work.doing("looking for " + String.join(", ", request.coordinates()));
      News news = new News(work);
      if (resolver.isEmpty()) {
        resolver = Optional.of(resolvers.get()); // opens Maven's libraries, once
      }
      List<Resolver.Library> libraries = resolver.get().resolve(request, news);
      work.doing(news.amount());
      return libraries;
    }
  }

  /** Returns the versions of the jars that the kernel is made of, by artifact. */
  private static Map<String, String> ofKernel() {
    Map<String, String> versions = new HashMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      note(versions, jar.getFileName());
      File[] beside = jar.resolveSibling("lib").toFile().listFiles();
      for (File file : beside == null ? new File[0] : beside) {
        note(versions, file.toPath().getFileName());
      }
    }
    return versions;
  }

  private static void note(Map<String, String> versions, Path name) {
    Matcher jar = JAR.matcher(String.valueOf(name));
    if (jar.matches()) {
      versions.put(jar.group(1), jar.group(2));
    }
  }

  /** Says how many files and bytes have come. */
  private record News(Work work, AtomicInteger files, AtomicLong bytes)
      implements Resolver.Transfers {
    News(Work work) {
      this(work, new AtomicInteger(), new AtomicLong());
    }

    @Override
    public void starts(String file) {
      say(file);
    }

    @Override
    public void arrived(long more) {
      bytes.addAndGet(more);
    }

    @Override
    public void ends(String file) {
      files.incrementAndGet();
      say(file);
    }

    private void say(String file) {
      work.doing(amount() + ", " + file);
    }

    String amount() {
      int number = files.get();
      String name = number == 1 ? " file, " : " files, ";
      return number + name + String.format(Locale.ROOT, "%.1f MB", bytes.get() * 1e-6);
    }
  }
}
