package episode.kernel;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets of a connection, each used by one thread of the kernel only.
 *
 * <p>Cells never touch a socket: a thread that is interrupted inside JeroMQ closes the socket's
 * pipes for good. What they publish passes through a queue, see {@link Publisher}. The library's
 * own channels poll with pauses of 50 to 500 ms and drop messages beyond 1000; these block and drop
 * nothing.
 */
final class Transport {

  private static final int LINGER_MS = 1000;
  private static final int STDIN_POLL_MS = 100;

  /** How long a thread waits for a full heap. */
  static final long FULL_PAUSE_NS = 50_000_000;

  private final KernelConnectionProperties connection;
  private final Wire wire;
  private final ZMQ.Context context = context();
  private final ZMQ.Socket shell = context.socket(SocketType.ROUTER);
  private final ZMQ.Socket control = context.socket(SocketType.ROUTER);
  private final ZMQ.Socket stdin = context.socket(SocketType.ROUTER);
  private final ZMQ.Socket heartbeat = context.socket(SocketType.REP);
  private final ZMQ.Socket iopub = context.socket(SocketType.XPUB);
  private final ExecutorService questions =
      Executors.newSingleThreadExecutor(body -> daemon(body, "stdin"));
  private final Publisher publisher;

  Transport(KernelConnectionProperties connection) throws GeneralSecurityException {
    this.connection = connection;
    this.wire = new Wire(connection);
    this.publisher = new Publisher(iopub, wire);
    stdin.setReceiveTimeOut(STDIN_POLL_MS);
    for (ZMQ.Socket socket : List.of(shell, control, stdin, heartbeat, iopub)) {
      socket.setLinger(LINGER_MS);
    }
    for (ZMQ.Socket socket : List.of(shell, control, stdin)) {
      socket.setHWM(0);
    }
  }

  private static ZMQ.Context context() {
    ZMQ.Context context = ZMQ.context(1);
    context.setUncaughtExceptionHandler(new BrokenTransport());
    return context;
  }

  /** Binds all sockets and starts answering heartbeats and publishing. */
  void open() {
    bind(iopub, connection.getIopubPort());
    bind(shell, connection.getShellPort());
    bind(control, connection.getControlPort());
    bind(stdin, connection.getStdinPort());
    bind(heartbeat, connection.getHbPort());
    publisher.start();
    daemon(this::beat, "heartbeat").start();
  }

  private void bind(ZMQ.Socket socket, int port) {
    socket.bind(connection.getTransport() + "://" + connection.getIp() + ":" + port);
  }

  private static Thread daemon(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  private void beat() {
    untilClosed(heartbeat, () -> echo(frames(heartbeat, 0)));
  }

  private void echo(List<byte[]> beat) {
    for (int i = 0; i < beat.size(); i++) {
      heartbeat.send(beat.get(i), i < beat.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }

  /**
   * Repeats what a thread does with its socket until the transport is closed. A cell that has
   * filled the heap takes nothing from it but time.
   */
  private static void untilClosed(ZMQ.Socket socket, Runnable body) {
    try (socket) {
      while (true) {
        try {
          body.run();
        } catch (OutOfMemoryError full) {
          LockSupport.parkNanos(FULL_PAUSE_NS);
        }
      }
    } catch (ZMQException closed) {
      // the context has ended: so has the work of this thread
    }
  }

  /** Handles shell requests on the calling thread until the transport is closed. */
  void serveShell(Consumer<Packet> handler) {
    untilClosed(shell, () -> handler.accept(next(shell)));
  }

  /** Handles control requests on the calling thread until the transport is closed. */
  void serveControl(Consumer<Packet> handler) {
    untilClosed(control, () -> handler.accept(next(control)));
  }

  /** Sends a message to all front ends; from any thread, in the order of the calls. */
  void publish(Packet packet) {
    publisher.send(packet);
  }

  /** Sends what a cell puts out, and waits while front ends are far behind. */
  void output(Packet packet) {
    publisher.send(packet);
    publisher.awaitRoom();
  }

  private Packet next(ZMQ.Socket socket) {
    while (true) {
      Optional<Packet> packet = wire.packet(frames(socket, 0));
      if (packet.isPresent()) {
        return packet.get();
      }
    }
  }

  /** Returns the requests that are waiting on the shell socket; for the shell thread. */
  List<Packet> waitingShell() {
    List<Packet> waiting = new ArrayList<>();
    List<byte[]> frames = frames(shell, ZMQ.DONTWAIT);
    while (!frames.isEmpty()) {
      wire.packet(frames).ifPresent(waiting::add);
      frames = frames(shell, ZMQ.DONTWAIT);
    }
    return waiting;
  }

  void replyShell(Packet packet) {
    send(shell, packet);
  }

  void replyControl(Packet packet) {
    send(control, packet);
  }

  /**
   * Returns what the front end will answer on the stdin socket; from any thread. Cancel it when the
   * answer is no longer wanted.
   */
  CompletableFuture<Packet> ask(Packet request) {
    CompletableFuture<Packet> answer = new CompletableFuture<>();
    questions.execute(() -> ask(request, answer));
    return answer;
  }

  private void ask(Packet request, CompletableFuture<Packet> answer) {
    while (!frames(stdin, ZMQ.DONTWAIT).isEmpty()) {
      continue; // an answer to a question that was given up
    }
    send(stdin, request);
    while (!answer.isDone()) {
      wire.packet(frames(stdin, 0))
          .filter(packet -> packet.type().equals("input_reply"))
          .ifPresent(answer::complete);
    }
  }

  private static List<byte[]> frames(ZMQ.Socket socket, int flags) {
    List<byte[]> frames = new ArrayList<>();
    byte[] frame = socket.recv(flags);
    if (frame != null) {
      frames.add(frame);
      while (socket.hasReceiveMore()) {
        frames.add(socket.recv());
      }
    }
    return frames;
  }

  private void send(ZMQ.Socket socket, Packet packet) {
    List<byte[]> frames = wire.frames(packet);
    for (int i = 0; i < frames.size() - 1; i++) {
      socket.sendMore(frames.get(i));
    }
    socket.send(frames.get(frames.size() - 1));
  }

  /** Sends what is still to be sent, for a second at most; for the control thread. */
  void close() throws InterruptedException {
    publisher.close(LINGER_MS);
    control.close();
    Thread closer = daemon(context::close, "closer");
    closer.start();
    closer.join(LINGER_MS);
  }
}
