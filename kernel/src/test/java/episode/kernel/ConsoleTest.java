package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final Console console = new Console((name, text) -> sent.add(name + ":" + text));

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aChangeOfStreamSendsWhatWasHeld() {
    console.out().print("a");
    console.err().print("b");
    console.flush();
    assertThat(String.join("|", sent)).isEqualTo("stdout:a|stderr:b");
  }

  @Test
  void aCharacterMayArriveInPieces() {
    for (byte part : "ä€😀".getBytes(StandardCharsets.UTF_8)) {
      console.out().write(part);
    }
    console.flush();
    assertThat(String.join("", sent).replace("stdout:", "")).isEqualTo("ä€😀");
  }

  @Test
  void muchTextIsSentInPieces() {
    console.out().print("x".repeat(100_000));
    console.flush();
    int length = sent.stream().mapToInt(piece -> piece.length() - "stdout:".length()).sum();
    assertThat(length).isEqualTo(100_000);
  }
}
