package episode.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDArray;
import episode.backend.Call;
import episode.backend.CodeSize;
import episode.backend.CompiledProgram;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program as a loaded script. Immutable and safe to share. */
final class TorchProgram implements CompiledProgram {
  private static final Pattern FAILURE =
      Pattern.compile(ScriptWriter.FAILURE + " ([0-9]+) (-?[0-9]+)\\.");

  private final Program program;
  private final Precision precision;
  private final List<String> methods;
  private final List<LongFunction<EpisodeException>> failures;
  private final String code;
  private final Script script;

  private TorchProgram(
      Program program, ScriptWriter writer, List<String> methods, Precision precision) {
    this.program = program;
    this.precision = precision;
    this.methods = methods;
    failures = writer.failures();
    code = writer.code();
    try {
      script = Script.load(code, writer.constants(), TorchMemory.device(precision.device()));
    } catch (EngineException e) {
      throw problem(e);
    }
  }

  static TorchProgram of(Program program, Map<String, OpRule> rules, Precision precision) {
    checkDevice(precision.device());
    ScriptWriter writer = new ScriptWriter(rules, precision);
    List<String> methods = new ArrayList<>();
    for (Program.Function function : program.functions()) {
      methods.add(writer.entry(function.graph(), methods.size()));
    }
    return new TorchProgram(program, writer, methods, precision);
  }

  private static void checkDevice(String device) {
    if (device.equals("cpu")) {
      return;
    }
    int count = Engine.getEngine(Engines.PYTORCH).getGpuCount();
    if (Integer.parseInt(device.substring("cuda:".length())) >= count) {
      throw new EpisodeException(
          Problem.of("E3208", "'pytorch' has no device '" + device + "': it sees " + count)
              .remedy(
                  "It needs a graphics card with its driver, and PyTorch's libraries for CUDA on"
                      + " the class path. The processor is \"cpu\"."));
    }
  }

  @Override
  public Program program() {
    return program;
  }

  Precision precision() {
    return precision;
  }

  @Override
  public Call newCall() {
    return new TorchCall(this);
  }

  /** Returns the results of a function: arrays of their own, contiguous. */
  PtNDArray[] run(int function, PtNDArray[] operands) {
    try {
      return script.run(methods.get(function), operands);
    } catch (EngineException e) {
      throw problem(e);
    }
  }

  private EpisodeException problem(EngineException e) {
    String text = String.valueOf(e.getMessage()).strip();
    Matcher own = FAILURE.matcher(text);
    if (own.find()) {
      return failures.get(Integer.parseInt(own.group(1))).apply(Long.parseLong(own.group(2)));
    }
    String what = "PyTorch does not run the script of '" + program.name() + "'";
    return new EpisodeException(
        Problem.of("E3210", what)
            .remedy(text + "\nSee whether a rule of your own wrote the line."));
  }

  @Override
  public CodeSize size() {
    int functions = (int) code.lines().filter(line -> line.strip().startsWith("def ")).count();
    return new CodeSize(functions, code.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Returns the sizes, the time that PyTorch took to load it, and the whole script. */
  @Override
  public String explain() {
    StringBuilder text = new StringBuilder("pytorch, program '").append(program.name());
    text.append("': TorchScript on ").append(precision.device());
    text.append(", FLOAT64 held as ").append(precision.floats());
    text.append(", loaded in ").append(Math.round(script.loadNanos() / 1e5) / 10.0).append(" ms\n");
    for (int i = 0; i < methods.size(); i++) {
      int nodes = program.functions().get(i).graph().nodes().size();
      text.append("  ").append(methods.get(i)).append(": ").append(nodes).append(" nodes\n");
    }
    text.append("  ").append(code.lines().count()).append(" lines, ");
    return text.append(code.length()).append(" characters:\n").append(code).toString();
  }
}
