package episode.backend.jvm;

import episode.backend.Program;
import episode.backend.jvm.Memory.Buffer;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.Problem;
import episode.expr.Type;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From a program to a hidden class, and the layout of its memory. */
final class Compiler {
  private Compiler() {}

  static JvmProgram compile(Program program, Options options) {
    long start = System.nanoTime();
    ClassCode code = new ClassCode(plain(program.name()), options);
    Buffer[] slots = new Buffer[program.slots().size()];
    for (int i = 0; i < slots.length; i++) {
      if (program.slots().get(i).type() instanceof Type.ArrayOf array) {
        slots[i] = code.memory().buffer(array.dtype(), array.shape().size());
        slots[i].offset();
      }
    }
    Map<Graph, FunctionCode.Callee> callees = new HashMap<>();
    List<String> methods = new ArrayList<>();
    for (Program.Function function : program.functions()) {
      String name = "f" + methods.size() + "_" + plain(function.graph().name());
      Buffer[] inputs = choose(slots, function.inputs());
      Buffer[] outputs = choose(slots, function.outputs());
      methods.add(FunctionCode.write(code, callees, name, function.graph(), inputs, outputs));
    }
    byte[] classFile = code.finish(methods);
    GeneratedCode generated = define(classFile, code.data());
    JvmProgram.Report report =
        new JvmProgram.Report(
            code.report(),
            code.methods(),
            classFile.length,
            code.largestMethod(),
            System.nanoTime() - start);
    return new JvmProgram(program, generated, new Layout(slots, code.memory()), report);
  }

  private static Buffer[] choose(Buffer[] slots, List<Integer> numbers) {
    Buffer[] chosen = new Buffer[numbers.size()];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = slots[numbers.get(i)];
    }
    return chosen;
  }

  /** Returns a name with nothing in it that a method's name may not have. */
  static String plain(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '_');
      text.append(plain ? c : '_');
    }
    return text.toString();
  }

  private static GeneratedCode define(byte[] bytes, List<Object> data) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> type =
          data.isEmpty()
              ? lookup.defineHiddenClass(bytes, true).lookupClass()
              : lookup.defineHiddenClassWithClassData(bytes, data, true).lookupClass();
      return (GeneratedCode) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      EpisodeException refused =
          new EpisodeException(
              Problem.of("E3201", "The virtual machine refuses the generated code: " + e)
                  .remedy("Please report this, with the system. compile(\"interpreter\") works."));
      refused.initCause(e);
      throw refused;
    }
  }
}
