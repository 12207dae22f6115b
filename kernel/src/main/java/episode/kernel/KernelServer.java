package episode.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Answers the requests of a Jupyter connection. */
final class KernelServer {

  private final EpisodeKernel kernel;
  private final Transport transport;
  private final Comms comms;
  private final History history = new History();
  private final Deque<Packet> held = new ArrayDeque<>();
  private final Deque<Packet> queued = new ArrayDeque<>();
  private int executionCount;

  KernelServer(EpisodeKernel kernel, Transport transport) {
    this.kernel = kernel;
    this.transport = transport;
    this.comms = new Comms(kernel.getCommManager(), transport);
  }

  /** Answers until a front end asks for shutdown, and returns then. */
  void serve() {
    transport.publish(Packet.NONE.answer("status", state("starting")));
    Thread shell = new Thread(() -> transport.serveShell(this::shell), "shell");
    shell.setDaemon(true);
    shell.start();
    transport.serveControl(this::control);
  }

  private void control(Packet request) {
    busy(request);
    try {
      if (request.type().endsWith("_request")) {
        transport.replyControl(answered(request));
      }
    } catch (RuntimeException failed) {
      transport.replyControl(refusal(request, failed));
    }
    idle(request);
    if (request.type().equals("shutdown_request")) {
      close();
    }
  }

  private Packet answered(Packet request) {
    JsonObject content = Replies.ok();
    switch (request.type()) {
      case "interrupt_request" -> kernel.interrupt();
      case "kernel_info_request" -> content = Replies.kernelInfo(kernel);
      case "shutdown_request" -> content.addProperty("restart", request.flag("restart", false));
      default ->
          throw new UnsupportedOperationException(
              "This kernel does not know " + request.type() + " on its control channel.");
    }
    return request.answer(replyType(request), content);
  }

  private void close() {
    try {
      transport.close();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void shell(Packet first) {
    held.add(first);
    while (!held.isEmpty()) {
      Packet request = held.remove();
      busy(request);
      try {
        handle(request);
      } catch (RuntimeException | Error failed) {
        refuse(request, failed);
      } finally {
        idle(request);
      }
      while (!queued.isEmpty()) {
        abortOrHold(queued.remove());
      }
    }
  }

  /** Answers a request that the kernel stumbled over, so that nobody waits for ever. */
  private void refuse(Packet request, Throwable failed) {
    if (request.type().endsWith("_request")) {
      transport.replyShell(refusal(request, failed));
    } else {
      new JupyterListener(transport, request, false).stream("stderr", failed + "\n");
    }
  }

  private Packet refusal(Packet request, Throwable failed) {
    String name = failed.getClass().getSimpleName();
    String message = Objects.toString(failed.getMessage(), name);
    JsonObject content = Replies.error(new Failure(name, message, List.of(message)));
    if (request.type().equals("execute_request")) {
      content.addProperty("execution_count", executionCount);
    }
    return request.answer(replyType(request), content);
  }

  private static String replyType(Packet request) {
    return request.type().replace("_request", "_reply");
  }

  private void handle(Packet request) {
    String code = request.string("code");
    int points = code.codePointCount(0, code.length());
    int asked = Math.max(0, Math.min(request.number("cursor_pos", points), points));
    int cursor = code.offsetByCodePoints(0, asked);
    switch (request.type()) {
      case "execute_request" -> execute(request, code);
      case "complete_request" ->
          reply(request, "complete_reply", Replies.completion(kernel.complete(code, cursor), code));
      case "inspect_request" ->
          reply(
              request,
              "inspect_reply",
              Replies.inspection(
                  kernel.inspect(code, cursor, request.number("detail_level", 0) > 0)));
      case "is_complete_request" ->
          reply(request, "is_complete_reply", Replies.completeness(kernel.isComplete(code)));
      case "history_request" ->
          reply(request, "history_reply", Replies.history(history.answer(request)));
      case "kernel_info_request" -> reply(request, "kernel_info_reply", Replies.kernelInfo(kernel));
      case "comm_info_request" ->
          reply(
              request,
              "comm_info_reply",
              Replies.comms(kernel.getCommManager(), request.string("target_name")));
      default -> other(request);
    }
  }

  private void other(Packet request) {
    if (!kernel.aside(() -> comms.accept(request)) && request.type().endsWith("_request")) {
      throw new UnsupportedOperationException("This kernel does not know " + request.type() + ".");
    }
  }

  private void execute(Packet request, String code) {
    if (!(request.content().get("code") instanceof JsonPrimitive text && text.isString())) {
      throw new IllegalArgumentException("An execute_request needs its code, as a text.");
    }
    boolean silent = request.flag("silent", false);
    boolean stored = !silent && request.flag("store_history", true);
    int count = stored ? ++executionCount : executionCount;
    if (stored) {
      history.add(count, code);
    }
    if (!silent) {
      JsonObject input = new JsonObject();
      input.addProperty("code", code);
      input.addProperty("execution_count", count);
      transport.publish(request.answer("execute_input", input));
    }
    comms.direct(request);
    JupyterListener listener = new JupyterListener(transport, request, silent);
    kernel.output().direct(listener);
    Optional<Failure> failure = kernel.execute(code, count, silent);
    boolean stopped = failure.isPresent() || kernel.interrupted();
    if (stored) {
      history.result(listener.shown());
    }
    JsonObject content = failure.map(Replies::error).orElseGet(Replies::ok);
    content.addProperty("execution_count", count);
    if (failure.isEmpty()) {
      content.add("user_expressions", expressions(request));
      content.add("payload", listener.payload());
    }
    if (stopped && !silent && request.flag("stop_on_error", true)) {
      queued.addAll(transport.waitingShell());
    }
    reply(request, "execute_reply", content);
  }

  /**
   * Refuses a cell that was queued behind one that failed or was interrupted, even if that one has
   * kept what it had; other requests wait for their turn.
   */
  private void abortOrHold(Packet request) {
    if (request.type().equals("execute_request")) {
      busy(request);
      JsonObject content = Replies.status("aborted");
      content.addProperty("execution_count", executionCount);
      reply(request, "execute_reply", content);
      idle(request);
    } else {
      held.add(request);
    }
  }

  private JsonObject expressions(Packet request) {
    JsonObject values = new JsonObject();
    if (request.content().get("user_expressions") instanceof JsonObject asked) {
      for (Map.Entry<String, JsonElement> entry : asked.entrySet()) {
        values.add(entry.getKey(), kernel.expression(source(entry.getValue())));
      }
    }
    return values;
  }

  private static String source(JsonElement expression) {
    return expression.isJsonPrimitive() ? expression.getAsString() : expression.toString();
  }

  private void reply(Packet request, String type, JsonObject content) {
    transport.replyShell(request.answer(type, content));
  }

  private void busy(Packet request) {
    transport.publish(request.answer("status", state("busy")));
  }

  private void idle(Packet request) {
    transport.publish(request.answer("status", state("idle")));
  }

  private static JsonObject state(String name) {
    JsonObject content = new JsonObject();
    content.addProperty("execution_state", name);
    return content;
  }
}
