package episode.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Writes outputs as JSON, with null for the numbers that JSON does not have. */
final class Bundles {

  private static final JsonSerializer<Number> FINITE =
      (number, type, context) ->
          Double.isFinite(number.doubleValue()) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(Double.class, FINITE)
          .registerTypeAdapter(double.class, FINITE)
          .registerTypeAdapter(Float.class, FINITE)
          .registerTypeAdapter(float.class, FINITE)
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

  private Bundles() {}

  static JsonObject json(DisplayData data) {
    JsonObject content = GSON.toJsonTree(data, DisplayData.class).getAsJsonObject();
    if (content.get("metadata").isJsonNull()) {
      content.add("metadata", new JsonObject());
    }
    if (content.get("transient").isJsonNull()) {
      content.remove("transient");
    }
    return content;
  }

  static JsonObject json(Failure failure) {
    JsonObject content = new JsonObject();
    content.addProperty("ename", failure.name());
    content.addProperty("evalue", failure.message());
    content.add("traceback", GSON.toJsonTree(failure.traceback()));
    return content;
  }
}
