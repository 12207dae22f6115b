package episode.kernel;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.zeromq.ZMQ;

/**
 * Sends messages to all front ends from a thread of its own, in order, and welcomes new ones.
 *
 * <p>Nothing is dropped and nothing piles up: where a front end reads more slowly than a cell
 * prints, the cell waits. One that has read nothing for ten seconds is taken to be stuck. From then
 * on its messages are dropped while it is behind, so that it holds up nobody else.
 *
 * @see <a href="https://jupyter.org/enhancement-proposals/65-jupyter-xpub/jupyter-xpub.html">JEP
 *     65, the welcome message</a>
 */
final class Publisher {

  private static final int UNSENT = 500;
  private static final int WAITING = 200;
  private static final int STUCK_MS = 10_000;
  private static final int LOOK_MS = 200;

  private final ZMQ.Socket socket;
  private final Wire wire;
  private final LinkedBlockingQueue<Packet> outgoing = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::publishAll, "iopub");
  private Packet next;

  /** Makes a publisher over a socket of type XPUB, which is its own from now on. */
  Publisher(ZMQ.Socket socket, Wire wire) {
    this.socket = socket;
    this.wire = wire;
    socket.setSndHWM(UNSENT);
    socket.setXpubNoDrop(true);
    socket.setXpubVerbose(true);
    socket.setSendTimeOut(STUCK_MS);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Sends a message after all others; from any thread. */
  void send(Packet packet) {
    outgoing.add(packet);
  }

  /** Waits until few messages wait, or the thread is interrupted, which it stays then. */
  void awaitRoom() {
    try {
      while (outgoing.size() > WAITING && thread.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what waits and ends, for as long as the caller likes to wait. */
  void close(int patienceMs) throws InterruptedException {
    outgoing.add(Packet.NONE);
    thread.join(patienceMs);
  }

  private void publishAll() {
    try (socket) {
      while (next != Packet.NONE) {
        try {
          publishNext();
        } catch (OutOfMemoryError full) {
          LockSupport.parkNanos(Transport.FULL_PAUSE_NS);
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a message, if one comes; one that there was no memory to write waits here. */
  private void publishNext() throws InterruptedException {
    if (next == null) {
      next = outgoing.poll(LOOK_MS, TimeUnit.MILLISECONDS);
    }
    welcome();
    if (next != null && next != Packet.NONE) {
      List<byte[]> frames = wire.frames(next);
      next = null;
      publish(frames);
    }
  }

  private void publish(List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      int flags = i < frames.size() - 1 ? ZMQ.SNDMORE : 0;
      if (!socket.send(frames.get(i), flags)) {
        socket.setXpubNoDrop(false);
        socket.send(frames.get(i), flags);
      }
    }
  }

  /** Answers subscriptions: a one and the topic. */
  private void welcome() {
    byte[] frame = socket.recv(ZMQ.DONTWAIT);
    while (frame != null) {
      if (frame.length > 0 && frame[0] == 1) {
        byte[] topic = Arrays.copyOfRange(frame, 1, frame.length);
        List<byte[]> address = topic.length == 0 ? List.of() : List.of(topic);
        JsonObject content = new JsonObject();
        content.addProperty("subscription", new String(topic, StandardCharsets.UTF_8));
        publish(wire.frames(Packet.NONE.answer("iopub_welcome", content).to(address)));
      }
      frame = socket.recv(ZMQ.DONTWAIT);
    }
  }
}
