package episode.notebook.assist;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the comments of types and methods of the toolkit, which the build keeps beside the classes
 * as JSON, a file a class.
 */
final class JavadocIndex {
  private JavadocIndex() {}

  /** Returns the comment of a type; an empty one where none was kept. */
  static Javadoc of(Class<?> type) {
    return file(type).map(file -> Javadoc.of(file.get("doc").getAsString())).orElse(Javadoc.NONE);
  }

  /** Returns the comment of a method, or of the one that it overrides. */
  static Javadoc of(Method method) {
    Javadoc own = in(method.getDeclaringClass(), method);
    for (Class<?> type : method.getDeclaringClass().getInterfaces()) {
      own = own.isEmpty() ? in(type, method) : own;
    }
    return own;
  }

  private static Javadoc in(Class<?> type, Method method) {
    return file(type)
        .flatMap(file -> entry(file.getAsJsonArray("methods"), method))
        .map(entry -> Javadoc.of(entry.get("doc").getAsString()))
        .orElse(Javadoc.NONE);
  }

  private static Optional<JsonObject> entry(JsonArray methods, Executable method) {
    for (JsonElement element : methods) {
      JsonObject entry = element.getAsJsonObject();
      boolean named = entry.get("name").getAsString().equals(method.getName());
      if (named && types(entry.getAsJsonArray("paramTypes")).equals(types(method))) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private static List<String> types(JsonArray types) {
    return types.asList().stream().map(type -> plain(type.getAsString())).toList();
  }

  private static List<String> types(Executable method) {
    return Arrays.stream(method.getParameterTypes())
        .map(type -> plain(type.getTypeName()))
        .toList();
  }

  /** Returns a type without what differs in how it may be written. */
  private static String plain(String type) {
    return type.replace("...", "[]").replaceAll("<.*>", "").replace('$', '.');
  }

  private static Optional<JsonObject> file(Class<?> type) {
    String name = type.getName();
    String resource = name.substring(name.lastIndexOf('.') + 1) + "__Javadoc.json";
    try (InputStream in = type.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      return Optional.of(JsonParser.parseReader(reader).getAsJsonObject());
    } catch (IOException | JsonParseException unreadable) {
      return Optional.empty();
    }
  }
}
