package episode.kernel.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code %load}: code from a file or an address, run as if it stood in the cell. */
final class Loading {

  private static final int PATIENCE_MS = 20_000;

  private final Host host;

  Loading(Host host) {
    this.host = host;
  }

  /** Returns the value of the last statement of the last file. */
  Object run(List<String> files) throws Exception {
    Map<String, List<String>> sources = new LinkedHashMap<>();
    files.forEach(file -> sources.put(file, sources(file)));
    Object last = null;
    for (Map.Entry<String, List<String>> file : sources.entrySet()) {
      for (int i = 0; i < file.getValue().size(); i++) {
        String name = file.getKey();
        String cell = name.endsWith(".ipynb") ? ", code cell " + (i + 1) : "";
        last = host.evaluate(file.getValue().get(i), name + cell);
      }
    }
    return last;
  }

  private static List<String> sources(String file) {
    String text = file.matches("https?://.*") ? fetched(file) : read(file);
    if (file.endsWith(".ipynb")) {
      return cells(file, text);
    }
    return List.of(file.endsWith(".java") ? withoutPackage(text) : withoutCommands(text));
  }

  private static String read(String file) {
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw failure(file, "is a folder");
      }
      if (!Files.exists(path)) {
        throw failure(file, "is not there");
      }
      return Files.readString(path);
    } catch (InvalidPathException | IOException unreadable) {
      throw failure(file, "cannot be read as text: " + unreadable.getMessage());
    }
  }

  private static String fetched(String address) {
    try {
      URLConnection connection = URI.create(address).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException | IOException unreachable) {
      throw failure(
          address,
          "cannot be fetched: "
              + unreachable.getClass().getSimpleName()
              + " "
              + unreachable.getMessage());
    }
  }

  private static MagicProblem failure(String file, String why) {
    return new MagicProblem(
        "E7004",
        "'" + file + "' " + why,
        "%load takes files of Java, scripts of JShell and notebooks.",
        "Paths start at " + Path.of("").toAbsolutePath() + ".");
  }

  private static List<String> cells(String file, String text) {
    try {
      List<String> cells = new ArrayList<>();
      for (JsonElement cell :
          JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
        if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
          cells.add(source(cell.getAsJsonObject().get("source")));
        }
      }
      return cells;
    } catch (JsonParseException | IllegalStateException | NullPointerException damaged) {
      throw failure(file, "is no notebook");
    }
  }

  private static String source(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    StringBuilder lines = new StringBuilder();
    source.getAsJsonArray().forEach(line -> lines.append(line.getAsString()));
    return lines.toString();
  }

  private static String withoutPackage(String text) {
    return text.replaceFirst("(?m)^\\s*package\\s+[\\w.]+\\s*;", "");
  }

  /** The JShell tool's commands start with a slash at the start of a line, comments with two. */
  private static String withoutCommands(String text) {
    return text.replaceAll("(?m)^/[a-z!?-].*$", "");
  }
}
