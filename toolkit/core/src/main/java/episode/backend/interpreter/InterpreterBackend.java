package episode.backend.interpreter;

import episode.backend.Backend;
import episode.backend.Call;
import episode.backend.CompiledProgram;
import episode.backend.Program;

/** The backend that compiles nothing and evaluates each node by itself. Safe to share. */
public final class InterpreterBackend implements Backend {

  /** Returns "interpreter". */
  @Override
  public String name() {
    return "interpreter";
  }

  @Override
  public CompiledProgram compile(Program program) {
    return new Interpreted(program);
  }

  @Override
  public String toString() {
    return name();
  }

  private record Interpreted(Program program) implements CompiledProgram {
    @Override
    public Call newCall() {
      return new InterpreterCall(program);
    }

    @Override
    public String explain() {
      StringBuilder text = new StringBuilder("interpreter, program '");
      text.append(program.name()).append("':\n");
      for (Program.Function function : program.functions()) {
        text.append("  ").append(function.graph().name()).append(": ");
        text.append(function.graph().nodes().size()).append(" nodes, one at a time\n");
      }
      return text.toString();
    }
  }
}
