package episode.cli;

import episode.runner.OutputFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds our kernel spec in one Jupyter's data folder.
 *
 * @param path the folder, which need not exist yet
 * @param base a folder above it that stays when the kernel is removed
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs">Kernel
 *     specs</a>
 */
record KernelFolder(Path path, Path base) {
  private static final String NAME = "episode";
  private static final List<String> LOGOS =
      List.of("logo-svg.svg", "logo-64x64.png", "logo-32x32.png");

  /** Returns the folder of a Jupyter whose Python lives under a prefix. */
  static KernelFolder under(Path prefix) {
    return inData(prefix.resolve("share").resolve("jupyter"), prefix);
  }

  /** Returns the folder that every Jupyter of this user looks into. */
  static KernelFolder ofUser() {
    Path data = userData(System.getenv(), System.getProperty("os.name")).toAbsolutePath();
    return inData(data, data.getParent());
  }

  /**
   * Returns the folder of the active virtual or conda environment, or else of {@code python3}.
   *
   * @throws IOException when there is none
   */
  static KernelFolder ofPython() throws IOException {
    Map<String, String> environment = System.getenv();
    Optional<String> active =
        Optional.ofNullable(environment.get("VIRTUAL_ENV"))
            .or(() -> Optional.ofNullable(environment.get("CONDA_PREFIX")));
    return under(Path.of(active.isPresent() ? active.get() : askPython()));
  }

  private static String askPython() throws IOException {
    try {
      Process python = new ProcessBuilder("python3", "-c", "import sys; print(sys.prefix)").start();
      String prefix = new String(python.getInputStream().readAllBytes()).strip();
      if (prefix.isEmpty()) {
        throw new IOException("python3 does not say where it lives; use --prefix DIR");
      }
      return prefix;
    } catch (IOException e) {
      throw new IOException("no python3 on the PATH; use --user or --prefix DIR", e);
    }
  }

  /** Returns Jupyter's data folder of a user, as {@code jupyter --data-dir} does. */
  static Path userData(Map<String, String> environment, String system) {
    String own = environment.getOrDefault("JUPYTER_DATA_DIR", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    Path home = Path.of(System.getProperty("user.home"));
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Jupyter");
    }
    if (name.startsWith("windows")) {
      return Path.of(environment.get("APPDATA"), "jupyter");
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return (data.isEmpty() ? home.resolve(".local").resolve("share") : Path.of(data))
        .resolve("jupyter");
  }

  private static KernelFolder inData(Path data, Path base) {
    return new KernelFolder(data.resolve("kernels").resolve(NAME), base);
  }

  /** Writes the spec and its logos, over an older installation, and returns the folder. */
  Path install(KernelSpec spec) throws IOException {
    OutputFolder.make(path);
    Files.writeString(path.resolve("kernel.json"), spec.json());
    for (String name : LOGOS) {
      try (InputStream logo = KernelFolder.class.getResourceAsStream("/episode/cli/" + name)) {
        Files.write(path.resolve(name), logo.readAllBytes());
      }
    }
    return path;
  }

  /** Deletes what {@link #install} wrote, folders that are empty then, and returns the folder. */
  Path remove() throws IOException {
    if (!Files.exists(path.resolve("kernel.json"))) {
      throw new IOException("the kernel is not installed in " + path);
    }
    Files.delete(path.resolve("kernel.json"));
    for (String name : LOGOS) {
      Files.deleteIfExists(path.resolve(name));
    }
    for (Path folder = path; !folder.equals(base) && isEmpty(folder); folder = folder.getParent()) {
      Files.delete(folder);
    }
    return path;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
