package episode.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import episode.expr.EpisodeException;
import episode.system.CompiledSystem;
import episode.system.OpSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code episode rhs}: evaluates the right-hand side of a spec, and its derivatives. */
@Command(
    name = "rhs",
    description = "Evaluate the right-hand side of a spec at a point, as JSON.",
    footer = {
      "",
      "A point is {\"t\": 0, \"y\": [...], \"params\": {\"beta\": 0.3}}. A line of a batch is",
      "{\"spec\": <spec or path>, \"at\": <point>, \"jacobian\": true}; without \"at\" the answer",
      "tells the state's names and the parameters' shapes. What is no finite number is written",
      "NaN, Infinity or -Infinity, as Python's json module writes and reads it."
    })
final class RhsCommand implements Callable<Integer> {
  private static final List<String> KEYS = List.of("spec", "at", "jacobian");

  @Parameters(arity = "0..1", paramLabel = "SPEC", description = "A spec, YAML or JSON.")
  private Path file;

  @Option(names = "--at", paramLabel = "POINT.json", description = "Where to evaluate it.")
  private Path at;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "jvm (the default), interpreter, pytorch, mxnet or nd4j.")
  private String backend = "jvm";

  @Option(names = "--jacobian", description = "Give the derivatives too.")
  private boolean jacobian;

  @Option(names = "--batch", paramLabel = "FILE.jsonl", description = "Answer a request a line.")
  private Path batch;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if ((batch == null) == (file == null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "give a spec, or a batch of requests");
    }
    try {
      if (batch != null) {
        answers(out);
        return 0;
      }
      out.println(SpecAnswers.line(single()));
      return 0;
    } catch (EpisodeException e) {
      spec.commandLine().getErr().println(asJson(e.getMessage()));
      return 2;
    }
  }

  /** Returns a message whose remedy is for a file of JSON, not for Java. */
  static String asJson(String message) {
    return message.replaceAll(
        "Give it one: \\.with\\(\"(\\w+)\", 1\\.0\\)\\.",
        "Give it one: \"params\": {\"$1\": 1.0}.");
  }

  private void answers(PrintWriter out) {
    try (Stream<String> lines = Files.lines(path(batch))) {
      lines.map(this::answer).forEachOrdered(out::println);
    } catch (IOException e) {
      throw SpecAnswers.unreadable(path(batch), e);
    } catch (UncheckedIOException e) {
      throw SpecAnswers.unreadable(path(batch), e.getCause());
    }
  }

  private Map<String, Object> single() {
    OpSystem system = OpSystem.read(path(file));
    if (at == null) {
      return SpecAnswers.shapes(system);
    }
    SpecPoint point = SpecPoint.of(SpecAnswers.json(SpecAnswers.file(path(at))), system);
    return SpecAnswers.rhs(system.compile(backend), point, jacobian);
  }

  static Path path(Path written) {
    return Surroundings.callersFolder().resolve(written);
  }

  /** Returns the answer to a line; what is wrong with it is an answer too. */
  private String answer(String line) {
    Map<String, Object> answer;
    try {
      answer = request(SpecPoint.object("The request", SpecAnswers.json(line)));
    } catch (EpisodeException e) {
      answer = error(e.code(), e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      answer = inside(e);
    }
    return SpecAnswers.line(answer);
  }

  /** Returns the answer where the fault is not in the request. */
  static Map<String, Object> inside(Throwable fault) {
    return error("E6303", "E6303 The request failed inside: " + fault);
  }

  private static Map<String, Object> error(String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    return Map.of("error", error);
  }

  private Map<String, Object> request(JsonObject request) {
    for (String key : request.keySet()) {
      if (!KEYS.contains(key)) {
        throw SpecPoint.refuse("The request has a key '" + key + "'", "Keys: spec, at, jacobian.");
      }
    }
    if (!request.has("spec")) {
      throw SpecPoint.refuse("The request has no key 'spec'", "Write {\"spec\": …, \"at\": …}.");
    }
    OpSystem system = system(request.get("spec"));
    if (!request.has("at") || request.get("at").isJsonNull()) {
      return SpecAnswers.shapes(system);
    }
    boolean derivatives = request.has("jacobian") && isTrue(request.get("jacobian"));
    CompiledSystem compiled = system.compile(backend);
    SpecPoint point = SpecPoint.of(request.get("at"), system);
    return SpecAnswers.rhs(compiled, point, derivatives || jacobian);
  }

  private static boolean isTrue(JsonElement flag) {
    if (!flag.isJsonPrimitive() || !flag.getAsJsonPrimitive().isBoolean()) {
      throw SpecPoint.refuse("'jacobian' is " + flag, "Write \"jacobian\": true.");
    }
    return flag.getAsBoolean();
  }

  private static OpSystem system(JsonElement spec) {
    boolean text = spec.isJsonPrimitive() && spec.getAsJsonPrimitive().isString();
    return text
        ? OpSystem.read(path(Path.of(spec.getAsString())))
        : OpSystem.parse(spec.toString());
  }
}
