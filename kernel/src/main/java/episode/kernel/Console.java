package episode.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Standard output and standard error of cells, gathered for 50 ms or 32 KB before they are sent.
 *
 * <p>One message per printed line loses output: front ends limit the number of messages. A change
 * between the two streams sends at once, so their order is kept.
 */
final class Console implements AutoCloseable {

  private static final int LIMIT = 32 * 1024;
  private static final long DELAY_MS = 50;

  private final BiConsumer<String, String> sink;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          body -> {
            Thread thread = new Thread(body, "console");
            thread.setDaemon(true);
            return thread;
          });
  private final StringBuilder held = new StringBuilder();
  private final PrintStream out = stream("stdout");
  private final PrintStream err = stream("stderr");
  private String name = "stdout";

  Console(BiConsumer<String, String> sink) {
    this.sink = sink;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Sends what is held back. */
  synchronized void flush() {
    if (held.length() > 0) {
      String text = held.toString();
      held.setLength(0);
      sink.accept(name, text);
    }
  }

  private synchronized void add(String from, CharSequence text) {
    if (!from.equals(name)) {
      flush();
      name = from;
    }
    if (held.length() == 0) {
      clock.schedule(this::flush, DELAY_MS, TimeUnit.MILLISECONDS);
    }
    held.append(text);
    if (held.length() >= LIMIT) {
      flush();
    }
  }

  private PrintStream stream(String streamName) {
    return new PrintStream(new Bytes(streamName), false, StandardCharsets.UTF_8) {
      @Override
      public void close() {
        flush(); // a cell may close what it prints on; the next one prints on it again
      }
    };
  }

  @Override
  public void close() {
    flush();
    clock.shutdownNow();
  }

  /** Decodes bytes, keeping a character that has not arrived whole for the next write. */
  private final class Bytes extends OutputStream {
    private final String streamName;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = {};

    Bytes(String streamName) {
      this.streamName = streamName;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (Thread.currentThread() instanceof CellThread cell && cell.abandoned()) {
        return;
      }
      CharBuffer text = CharBuffer.allocate(rest.length + length + 1);
      synchronized (decoder) {
        ByteBuffer in = ByteBuffer.allocate(rest.length + length);
        in.put(rest).put(bytes, offset, length).flip();
        decoder.decode(in, text, false);
        rest = new byte[in.remaining()];
        in.get(rest);
      }
      add(streamName, text.flip());
    }
  }
}
