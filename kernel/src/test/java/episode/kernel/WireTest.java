package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.junit.jupiter.api.Test;

class WireTest {

  private static Wire wire(String key) throws Exception {
    return new Wire(
        new KernelConnectionProperties("127.0.0.1", 1, 2, 3, 4, 5, "tcp", "hmac-sha256", key));
  }

  private static Packet packet() {
    JsonObject content = new JsonObject();
    content.addProperty("code", "π");
    return new Packet(
        List.of(new byte[] {7}),
        Packet.NONE.answer("execute_request", content).header(),
        new JsonObject(),
        new JsonObject(),
        content,
        List.of(new byte[] {1, 2}));
  }

  @Test
  void whatIsSentIsRead() throws Exception {
    Packet read = wire("secret").packet(wire("secret").frames(packet())).orElseThrow();
    assertThat(read.type()).isEqualTo("execute_request");
    assertThat(read.string("code")).isEqualTo("π");
    assertThat(read.identities().get(0)).containsExactly(7);
    assertThat(read.blobs().get(0)).containsExactly(1, 2);
  }

  @Test
  void anotherKeyIsNotLetIn() throws Exception {
    assertThat(wire("secret").packet(wire("other").frames(packet()))).isEmpty();
  }

  @Test
  void aChangedContentIsNotLetIn() throws Exception {
    List<byte[]> frames = new ArrayList<>(wire("secret").frames(packet()));
    frames.set(6, "{\"code\": \"2\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(wire("secret").packet(frames)).isEmpty();
  }

  @Test
  void whatIsNoPacketIsNotLetIn() throws Exception {
    byte[] delimiter = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    assertThat(wire("").packet(List.of(new byte[0]))).isEmpty();
    assertThat(wire("").packet(List.of(delimiter, new byte[0]))).isEmpty();
    byte[] bad = "{".getBytes(StandardCharsets.UTF_8);
    assertThat(wire("").packet(List.of(delimiter, new byte[0], bad, bad, bad, bad))).isEmpty();
  }
}
