package episode.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.KernelTimestamp;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Carries comm messages between the transport and the library's comm manager. */
final class Comms {

  private static final Gson GSON = new Gson();

  private final CommManager manager;
  private final Transport transport;
  private final JupyterSocket outlet = new Outlet();
  private Packet request = Packet.NONE;

  Comms(CommManager manager, Transport transport) {
    this.manager = manager;
    this.transport = transport;
    manager.setIOPubChannel(outlet);
  }

  /** Makes a request the parent of what cells send through comms from now on. */
  void direct(Packet next) {
    request = next;
    manager.setMessageContext(message(next, MessageType.UNKNOWN, new Object()));
  }

  /** Hands a message on, if it is one of comms. */
  boolean accept(Packet packet) {
    switch (packet.type()) {
      case "comm_open" ->
          manager.handleCommOpenCommand(
              environment(packet), command(packet, MessageType.COMM_OPEN_COMMAND));
      case "comm_msg" ->
          manager.handleCommMsgCommand(
              environment(packet), command(packet, MessageType.COMM_MSG_COMMAND));
      case "comm_close" ->
          manager.handleCommCloseCommand(
              environment(packet), command(packet, MessageType.COMM_CLOSE_COMMAND));
      default -> {
        return false;
      }
    }
    return true;
  }

  private <T> Message<T> command(Packet packet, MessageType<T> type) {
    direct(packet);
    return message(packet, type, GSON.fromJson(packet.content(), type.getContentType()));
  }

  private static <T> Message<T> message(Packet packet, MessageType<T> type, T content) {
    JsonObject header = packet.header();
    Header<T> typed =
        new Header<>(
            text(header, "msg_id"),
            text(header, "username"),
            text(header, "session"),
            new KernelTimestamp(text(header, "date")),
            type,
            Packet.PROTOCOL);
    return new Message<>(packet.identities(), typed, null, null, content, packet.blobs());
  }

  private static String text(JsonObject header, String name) {
    return header.has(name) ? header.get(name).getAsString() : "";
  }

  private ReplyEnvironment environment(Packet packet) {
    MessageContext context = message(packet, MessageType.UNKNOWN, new Object());
    return new DefaultReplyEnvironment(outlet, outlet, context) {
      @Override
      public void setBusyDeferIdle() {
        // the server reports its own status around every request
      }
    };
  }

  /** Takes the place of the library's socket; nothing is ever bound or sent on the real one. */
  private final class Outlet extends JupyterSocket {
    Outlet() {
      super(
          ZMQ.context(0),
          SocketType.PUB,
          HMACGenerator.NO_AUTH_INSTANCE,
          LoggerFactory.getLogger(Comms.class));
    }

    @Override
    public void bind(KernelConnectionProperties connection) {}

    @Override
    public synchronized void sendMessage(Message<?> message) {
      Object content = message.getContent();
      boolean known =
          content instanceof CommOpenCommand
              || content instanceof CommMsgCommand
              || content instanceof CommCloseCommand;
      if (known) {
        JsonObject metadata =
            GSON.toJsonTree(Optional.ofNullable(message.getMetadata()).orElseGet(Map::of))
                .getAsJsonObject();
        List<byte[]> blobs = Optional.ofNullable(message.getBlobs()).orElseGet(List::of);
        String type = message.getHeader().getType().getName();
        JsonObject body = GSON.toJsonTree(content).getAsJsonObject();
        transport.publish(request.caused(type, metadata, body, blobs));
      }
    }
  }
}
