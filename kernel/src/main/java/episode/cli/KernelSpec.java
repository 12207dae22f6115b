package episode.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * How Jupyter starts the kernel, the contents of {@code kernel.json}.
 *
 * @param java the absolute path of a {@code java} command
 * @param flags JVM flags
 * @param classPath absolute entries
 */
record KernelSpec(String java, List<String> flags, String classPath) {
  private static final String MAIN = "episode.kernel.KernelMain";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** Returns a spec that starts kernels as this process was started. */
  static KernelSpec ofThisProcess() {
    return new KernelSpec(Surroundings.java(), Surroundings.flags(), Surroundings.classPath());
  }

  /** Returns the text of {@code kernel.json}. */
  String json() {
    JsonArray command = new JsonArray();
    command.add(java);
    flags.forEach(command::add);
    List.of("-cp", classPath, MAIN, "{connection_file}").forEach(command::add);
    JsonObject spec = new JsonObject();
    spec.add("argv", command);
    spec.addProperty("display_name", "Java (Episode)");
    spec.addProperty("language", "java");
    spec.addProperty("interrupt_mode", "message");
    return GSON.toJson(spec) + "\n";
  }
}
