package episode.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A front end and a kernel that talk to each other in this process, so that the JVM can record the
 * classes that a kernel's start needs.
 */
public final class Rehearsal {

  private static final int PATIENCE_MS = 20_000;
  private static final List<String> PORTS =
      List.of("shell_port", "control_port", "stdin_port", "iopub_port", "hb_port");

  private final KernelConnectionProperties connection;
  private final Wire wire;

  private Rehearsal(KernelConnectionProperties connection) throws GeneralSecurityException {
    this.connection = connection;
    this.wire = new Wire(connection);
  }

  /**
   * Asks a kernel what front ends ask first, and ends it.
   *
   * @throws IOException if there are no free ports on the loopback address
   * @throws GeneralSecurityException if Java does not know how to sign messages
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if a session is open in this process
   */
  public static void run() throws IOException, GeneralSecurityException, InterruptedException {
    KernelConnectionProperties connection = KernelConnectionProperties.parse(free().toString());
    Transport transport = new Transport(connection);
    transport.open();
    EpisodeKernel kernel = EpisodeKernel.open(SessionOptions.standard());
    Thread server = new Thread(() -> new KernelServer(kernel, transport).serve(), "server");
    server.start();
    new Rehearsal(connection).play();
    server.join(PATIENCE_MS);
    kernel.onShutdown(false);
  }

  private static JsonObject free() throws IOException {
    JsonObject file = new JsonObject();
    InetAddress here = InetAddress.getLoopbackAddress();
    List<ServerSocket> taken = new ArrayList<>();
    for (String port : PORTS) {
      ServerSocket socket = new ServerSocket(0, 1, here);
      taken.add(socket);
      file.addProperty(port, socket.getLocalPort());
    }
    for (ServerSocket socket : taken) {
      socket.close();
    }
    Map.of(
            "ip", here.getHostAddress(),
            "transport", "tcp",
            "key", "rehearsal",
            "signature_scheme", "hmac-sha256",
            "kernel_name", "episode")
        .forEach(file::addProperty);
    return file;
  }

  private void play() {
    ZMQ.Context context = ZMQ.context(1);
    try (ZMQ.Socket iopub = socket(context, SocketType.SUB, connection.getIopubPort());
        ZMQ.Socket shell = socket(context, SocketType.DEALER, connection.getShellPort());
        ZMQ.Socket control = socket(context, SocketType.DEALER, connection.getControlPort())) {
      iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
      ask(shell, "kernel_info_request", "");
      ask(shell, "execute_request", "System.out.println(1);\n1 + 1");
      ask(shell, "execute_request", "nowhere");
      ask(shell, "complete_request", "Math.s");
      ask(shell, "inspect_request", "Math.sqrt");
      ask(shell, "is_complete_request", "1 + 1");
      ask(shell, "history_request", "");
      ask(shell, "comm_info_request", "");
      ask(control, "interrupt_request", "");
      ask(control, "shutdown_request", "");
    }
    context.close();
  }

  private ZMQ.Socket socket(ZMQ.Context context, SocketType type, int port) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(0);
    socket.setReceiveTimeOut(PATIENCE_MS);
    socket.connect("tcp://" + connection.getIp() + ":" + port);
    return socket;
  }

  private void ask(ZMQ.Socket socket, String type, String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("cursor_pos", code.length());
    List<byte[]> frames = wire.frames(Packet.NONE.answer(type, content));
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
    socket.recv();
    while (socket.hasReceiveMore()) {
      socket.recv();
    }
  }
}
