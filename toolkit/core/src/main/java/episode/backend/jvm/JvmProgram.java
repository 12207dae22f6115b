package episode.backend.jvm;

import episode.backend.Call;
import episode.backend.CodeSize;
import episode.backend.CompiledProgram;
import episode.backend.Program;

/** A program as a hidden class. Immutable and safe to share. */
final class JvmProgram implements CompiledProgram {
  private final Program program;
  private final GeneratedCode code;
  private final Layout layout;
  private final Report report;

  /**
   * What there is to say of the generated code.
   *
   * @param lines one per method
   * @param bytes size of the class file
   * @param largest size of the largest method in bytes
   * @param nanos how long it took to generate
   */
  record Report(String lines, int methods, int bytes, int largest, long nanos) {}

  JvmProgram(Program program, GeneratedCode code, Layout layout, Report report) {
    this.program = program;
    this.code = code;
    this.layout = layout;
    this.report = report;
  }

  @Override
  public Program program() {
    return program;
  }

  Report report() {
    return report;
  }

  Class<?> generatedClass() {
    return code.getClass();
  }

  @Override
  public Call newCall() {
    return new JvmCall(program, code, layout);
  }

  @Override
  public CodeSize size() {
    return new CodeSize(report.methods, report.bytes);
  }

  @Override
  public String explain() {
    StringBuilder text = new StringBuilder("jvm, program '").append(program.name());
    String methods = report.methods == 1 ? " method of " : " methods, the largest of ";
    text.append("': ").append(report.methods).append(methods);
    text.append(report.largest).append(" bytes, generated in ");
    text.append(report.nanos / 100_000 / 10.0).append(" ms\n").append(report.lines);
    text.append("  memory of a call: ").append(layout.bytes()).append(" bytes\n");
    return text.toString();
  }
}
