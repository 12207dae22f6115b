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
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers the requests of a Jupyter connection. */
final class KernelServer {

  /** Enough for the compiler to read an expression of some thousand operands. */
  private static final long STACK = 16L << 20;

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
    Thread shell = new Thread(null, () -> transport.serveShell(this::shell), "shell", STACK);
    shell.setDaemon(true);
    shell.start();
    transport.serveControl(this::control);
  }

  private void control(Packet request) {
    answer(request, this::controlled, transport::replyControl);
    if (request.type().equals("shutdown_request")) {
      close();
    }
  }

  private Optional<JsonObject> controlled(Packet request) {
    if (!request.type().endsWith("_request")) {
      return Optional.empty();
    }
    JsonObject content = Replies.ok();
    switch (request.type()) {
      case "interrupt_request" -> kernel.interrupt();
      case "kernel_info_request" -> content = Replies.kernelInfo(kernel);
      case "shutdown_request" -> content.addProperty("restart", request.flag("restart", false));
      default ->
          throw new UnsupportedOperationException(
              "This kernel does not know " + request.type() + " on its control channel.");
    }
    return Optional.of(content);
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
      answer(request, this::handled, transport::replyShell);
      while (!queued.isEmpty()) {
        abortOrHold(queued.remove());
      }
    }
  }

  /**
   * Sends the reply last of all: clients that read it first wait only a moment for what has been
   * published.
   */
  private void answer(
      Packet request, Function<Packet, Optional<JsonObject>> handler, Consumer<Packet> channel) {
    busy(request);
    Optional<JsonObject> content;
    try {
      content = handler.apply(request);
    } catch (RuntimeException | Error failed) {
      content = refused(request, failed);
    }
    idle(request);
    String type = request.type().replace("_request", "_reply");
    content.map(answer -> request.answer(type, answer)).ifPresent(channel);
  }

  /** Answers a request that the kernel stumbled over, so that nobody waits for ever. */
  private Optional<JsonObject> refused(Packet request, Throwable failed) {
    if (!request.type().endsWith("_request")) {
      new JupyterListener(transport, request, false).stream("stderr", failed + "\n");
      return Optional.empty();
    }
    String name = failed.getClass().getSimpleName();
    String message = Objects.toString(failed.getMessage(), name);
    JsonObject content = Replies.error(new Failure(name, message, List.of(message)));
    if (request.type().equals("execute_request")) {
      content.addProperty("execution_count", executionCount);
    }
    return Optional.of(content);
  }

  /** Returns what a request is answered with; what is no request has no answer. */
  private Optional<JsonObject> handled(Packet request) {
    if (request.type().endsWith("_request")) {
      return Optional.of(answered(request));
    }
    kernel.aside(() -> comms.accept(request));
    return Optional.empty();
  }

  private JsonObject answered(Packet request) {
    String code = request.string("code");
    int points = code.codePointCount(0, code.length());
    int asked = Math.max(0, Math.min(request.number("cursor_pos", points), points));
    int cursor = code.offsetByCodePoints(0, asked);
    return switch (request.type()) {
      case "execute_request" -> execute(request, code);
      case "complete_request" -> Replies.completion(kernel.complete(code, cursor), code);
      case "inspect_request" ->
          Replies.inspection(kernel.inspect(code, cursor, request.number("detail_level", 0) > 0));
      case "is_complete_request" -> Replies.completeness(kernel.isComplete(code));
      case "history_request" -> Replies.history(history.answer(request));
      case "kernel_info_request" -> Replies.kernelInfo(kernel);
      case "comm_info_request" ->
          Replies.comms(kernel.getCommManager(), request.string("target_name"));
      default ->
          throw new UnsupportedOperationException(
              "This kernel does not know " + request.type() + ".");
    };
  }

  private JsonObject execute(Packet request, String code) {
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
    return content;
  }

  /**
   * Refuses a cell that was queued behind one that failed or was interrupted, even if that one has
   * kept what it had; other requests wait for their turn.
   */
  private void abortOrHold(Packet request) {
    if (request.type().equals("execute_request")) {
      JsonObject content = Replies.status("aborted");
      content.addProperty("execution_count", executionCount);
      answer(request, cell -> Optional.of(content), transport::replyShell);
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
