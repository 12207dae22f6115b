package episode.kernel;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * One message of the Jupyter protocol.
 *
 * @param identities where it came from or goes to; a topic for published messages
 * @param header id, session, type, date and protocol version
 * @param parent the header of the request that caused it; empty if none did
 * @param metadata seldom used
 * @param content what the type of the message prescribes
 * @param blobs binary buffers of comms
 */
record Packet(
    List<byte[]> identities,
    JsonObject header,
    JsonObject parent,
    JsonObject metadata,
    JsonObject content,
    List<byte[]> blobs) {

  static final String PROTOCOL = "5.5";

  /** Names this process: front ends see by it that the kernel is another one than before. */
  private static final String SESSION = UUID.randomUUID().toString();

  /** Stands for a request where there is none, as for the first status. */
  static final Packet NONE =
      new Packet(
          List.of(),
          new JsonObject(),
          new JsonObject(),
          new JsonObject(),
          new JsonObject(),
          List.of());

  String type() {
    return text("msg_type");
  }

  /** Returns a message that this one caused, addressed to its sender. */
  Packet answer(String type, JsonObject content) {
    return caused(type, new JsonObject(), content, List.of());
  }

  Packet caused(String type, JsonObject extra, JsonObject body, List<byte[]> buffers) {
    JsonObject next = new JsonObject();
    next.addProperty("msg_id", UUID.randomUUID().toString());
    next.addProperty("session", SESSION);
    next.addProperty("username", "kernel");
    next.addProperty("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
    next.addProperty("msg_type", type);
    next.addProperty("version", PROTOCOL);
    return new Packet(identities, next, header, extra, body, buffers);
  }

  /** Returns this message with another address. */
  Packet to(List<byte[]> address) {
    return new Packet(address, header, parent, metadata, content, blobs);
  }

  /** Returns a member of the content, or what to take when it is missing. */
  boolean flag(String name, boolean otherwise) {
    boolean present = content.has(name) && !content.get(name).isJsonNull();
    return present ? content.get(name).getAsBoolean() : otherwise;
  }

  /** Returns a member of the content as text; empty when it is missing. */
  String string(String name) {
    boolean present = content.has(name) && !content.get(name).isJsonNull();
    return present ? content.get(name).getAsString() : "";
  }

  /** Returns a member of the content as a number, or what to take when it is missing. */
  int number(String name, int otherwise) {
    boolean present = content.has(name) && !content.get(name).isJsonNull();
    try {
      return present ? content.get(name).getAsInt() : otherwise;
    } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException other) {
      throw new IllegalArgumentException(
          name + " is a number, not " + content.get(name) + ".", other);
    }
  }

  private String text(String name) {
    return header.has(name) && !header.get(name).isJsonNull() ? header.get(name).getAsString() : "";
  }
}
