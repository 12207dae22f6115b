package episode.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Contents of the replies that say something about the kernel or about code. */
final class Replies {

  private Replies() {}

  static JsonObject ok() {
    return status("ok");
  }

  static JsonObject status(String status) {
    JsonObject content = new JsonObject();
    content.addProperty("status", status);
    return content;
  }

  static JsonObject error(Failure failure) {
    JsonObject content = Bundles.json(failure);
    content.addProperty("status", "error");
    return content;
  }

  static JsonObject kernelInfo(BaseKernel kernel) {
    JsonObject content = ok();
    content.addProperty("protocol_version", Packet.PROTOCOL);
    content.addProperty("implementation", kernel.getName());
    content.addProperty("implementation_version", kernel.getVersion());
    content.addProperty(
        "banner", "Episode " + kernel.getVersion() + " on Java " + Runtime.version());
    content.add("language_info", language(kernel.getLanguageInfo()));
    content.add("help_links", new JsonArray());
    content.addProperty("debugger", false);
    content.add("supported_features", new JsonArray());
    return content;
  }

  private static JsonObject language(LanguageInfo info) {
    JsonObject language = new JsonObject();
    language.addProperty("name", info.getName().toLowerCase(Locale.ROOT));
    language.addProperty("version", info.getVersion());
    language.addProperty("mimetype", info.getMimetype());
    language.addProperty("file_extension", info.getFileExtension());
    language.addProperty("pygments_lexer", info.getPygmentsLexer());
    language.addProperty("codemirror_mode", String.valueOf(info.getCodemirrorMode()));
    return language;
  }

  static JsonObject comms(Iterable<Comm> open, String target) {
    JsonObject comms = new JsonObject();
    for (Comm comm : open) {
      if (target.isEmpty() || target.equals(comm.getTargetName())) {
        JsonObject info = new JsonObject();
        info.addProperty("target_name", comm.getTargetName());
        comms.add(comm.getID(), info);
      }
    }
    JsonObject content = ok();
    content.add("comms", comms);
    return content;
  }

  /** Returns the matches; the protocol counts characters, Java counts their halves too. */
  static JsonObject completion(ReplacementOptions options, String code) {
    JsonArray matches = new JsonArray();
    options.getReplacements().forEach(matches::add);
    JsonObject content = ok();
    content.add("matches", matches);
    content.addProperty("cursor_start", code.codePointCount(0, options.getSourceStart()));
    content.addProperty("cursor_end", code.codePointCount(0, options.getSourceEnd()));
    JsonObject metadata = new JsonObject();
    if (options instanceof Offered offered) {
      metadata.add("_jupyter_types_experimental", types(offered, content));
    }
    content.add("metadata", metadata);
    return content;
  }

  /** Returns what front ends show beside each match. */
  private static JsonArray types(Offered offered, JsonObject content) {
    JsonArray types = new JsonArray();
    for (Offered.Choice choice : offered.choices()) {
      JsonObject type = new JsonObject();
      type.add("start", content.get("cursor_start"));
      type.add("end", content.get("cursor_end"));
      type.addProperty("text", choice.text());
      type.addProperty("type", choice.kind().isEmpty() ? "<unknown>" : choice.kind());
      type.addProperty("signature", choice.signature());
      types.add(type);
    }
    return types;
  }

  static JsonObject inspection(DisplayData found) {
    JsonObject content = found == null ? new JsonObject() : Bundles.json(found);
    if (found == null) {
      content.add("data", new JsonObject());
      content.add("metadata", new JsonObject());
    }
    content.remove("transient");
    content.addProperty("status", "ok");
    content.addProperty("found", found != null);
    return content;
  }

  static JsonObject completeness(String answer) {
    boolean named =
        List.of(
                BaseKernel.IS_COMPLETE_YES,
                BaseKernel.IS_COMPLETE_BAD,
                BaseKernel.IS_COMPLETE_MAYBE)
            .contains(answer);
    JsonObject content = status(named ? answer : "incomplete");
    if (!named) {
      content.addProperty("indent", answer);
    }
    return content;
  }

  static JsonObject history(JsonElement entries) {
    JsonObject content = ok();
    content.add("history", entries);
    return content;
  }
}
