package episode.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;

/** Turns packets into signed frames and back; what is malformed or unsigned is not let in. */
final class Wire {

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final HMACGenerator signer;

  Wire(KernelConnectionProperties connection) throws GeneralSecurityException {
    this.signer = connection.createHMACGenerator();
  }

  /** Returns the frames of a packet, in order. */
  List<byte[]> frames(Packet packet) {
    byte[] header = bytes(packet.header());
    byte[] parent = bytes(packet.parent());
    byte[] metadata = bytes(packet.metadata());
    byte[] content = bytes(packet.content());
    String signature = signer.calculateSignature(header, parent, metadata, content);
    List<byte[]> frames = new ArrayList<>(packet.identities());
    frames.add(DELIMITER);
    frames.add(signature.getBytes(StandardCharsets.US_ASCII));
    frames.addAll(List.of(header, parent, metadata, content));
    frames.addAll(packet.blobs());
    return frames;
  }

  /** Returns the packet that the frames make up, or nothing when they are not a genuine one. */
  Optional<Packet> packet(List<byte[]> frames) {
    int at = 0;
    while (at < frames.size() && !Arrays.equals(frames.get(at), DELIMITER)) {
      at++;
    }
    if (at + 6 > frames.size()) {
      return Optional.empty();
    }
    List<byte[]> parts = frames.subList(at + 2, at + 6);
    String expected = signer.calculateSignature(parts.toArray(byte[][]::new));
    byte[] signature = expected.getBytes(StandardCharsets.US_ASCII);
    if (!expected.isEmpty() && !MessageDigest.isEqual(signature, frames.get(at + 1))) {
      return Optional.empty();
    }
    try {
      Packet packet =
          new Packet(
              List.copyOf(frames.subList(0, at)),
              object(parts.get(0)),
              object(parts.get(1)),
              object(parts.get(2)),
              object(parts.get(3)),
              List.copyOf(frames.subList(at + 6, frames.size())));
      return named(packet.header()) ? Optional.of(packet) : Optional.empty();
    } catch (JsonParseException | IllegalStateException malformed) {
      return Optional.empty();
    } catch (OutOfMemoryError large) {
      System.err.println("A message to the kernel did not fit into memory and was left out.");
      return Optional.empty();
    }
  }

  /** Returns whether a header says which message it belongs to. */
  private static boolean named(JsonObject header) {
    return Stream.of("msg_id", "msg_type")
        .allMatch(name -> header.get(name) instanceof JsonPrimitive text && text.isString());
  }

  private static byte[] bytes(JsonObject object) {
    return GSON.toJson(object).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject object(byte[] bytes) {
    return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
  }
}
