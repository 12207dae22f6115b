package episode.backend.jvm;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The class that a program becomes. For one compilation. */
final class ClassCode implements Opcodes {
  private static final String BASE = "episode/backend/jvm/GeneratedCode";
  private static final String PERFORMANCE = "episode/backend/jvm/Performance";
  private static final Handle CLASS_DATA_AT =
      new Handle(
          H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
              + "Ljava/lang/Object;",
          false);
  private static final String RUN = "(I[D[F[J[Z)V";

  /** A method of calls alone stays far below the 8000 bytes that HotSpot refuses. */
  private static final int CALLS = 200;

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final Memory memory = new Memory();
  private final Options options;
  private final String className;
  private final List<Object> data = new ArrayList<>();
  private final StringBuilder report = new StringBuilder();
  private int largest;
  private int count;

  ClassCode(String name, Options options) {
    this.options = options;
    className = "episode/backend/jvm/Generated_".concat(name);
    writer.visit(V17, ACC_FINAL | ACC_SUPER, className, null, BASE, null);
    MethodVisitor init = writer.visitMethod(0, "<init>", "()V", null, null);
    init.visitCode();
    init.visitVarInsn(ALOAD, 0);
    init.visitMethodInsn(INVOKESPECIAL, BASE, "<init>", "()V", false);
    init.visitInsn(RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
  }

  Memory memory() {
    return memory;
  }

  Options options() {
    return options;
  }

  /** Starts a static method over the memory of a call. */
  MethodCode method(String name, MethodCode.Indices indices, int innermost) {
    int access = ACC_PRIVATE | ACC_STATIC;
    MethodVisitor mv = writer.visitMethod(access, name, MethodCode.DESCRIPTOR, null, null);
    mv.visitCode();
    return new MethodCode(mv, options.fma(), indices, innermost);
  }

  MethodCode plainMethod(String name) {
    return method(name, null, 0);
  }

  /** Ends a method and notes its size. */
  void end(String name, MethodCode method) {
    int bytes = method.end();
    largest = Math.max(largest, bytes);
    count++;
    report.append("  ").append(name).append(": ").append(bytes).append(" bytes\n");
  }

  /** Returns the size in bytes of the largest method so far. */
  int largestMethod() {
    return largest;
  }

  /** Returns one line per method. */
  String report() {
    return report.toString();
  }

  int methods() {
    return count;
  }

  /** Writes a method that calls others in turn; many calls are spread over methods of their own. */
  void sequence(String name, List<String> calls) {
    MethodCode method = plainMethod(name);
    if (calls.size() <= CALLS) {
      for (String call : calls) {
        call(method.visitor(), call);
      }
      end(name, method);
      return;
    }
    int part = (calls.size() + CALLS - 1) / CALLS;
    int parts = 0;
    for (int start = 0; start < calls.size(); start += part) {
      call(method.visitor(), name + "_part" + parts++);
    }
    end(name, method);
    for (int k = 0; k < parts; k++) {
      int last = Math.min(calls.size(), (k + 1) * part);
      sequence(name + "_part" + k, calls.subList(k * part, last));
    }
  }

  void call(MethodVisitor mv, String method) {
    for (int i = 0; i < 4; i++) {
      mv.visitVarInsn(ALOAD, i);
    }
    mv.visitMethodInsn(INVOKESTATIC, className, method, MethodCode.DESCRIPTOR, false);
  }

  /** Pushes an object, which reaches the generated code as data of its class. */
  void push(MethodVisitor mv, Object object, String type) {
    mv.visitLdcInsn(new ConstantDynamic("_", "L" + type + ";", CLASS_DATA_AT, data.size()));
    data.add(object);
  }

  /** Calls what is performed. */
  void perform(MethodVisitor mv, Performance performance) {
    push(mv, performance, PERFORMANCE);
    for (int i = 0; i < 4; i++) {
      mv.visitVarInsn(ALOAD, i);
    }
    mv.visitMethodInsn(INVOKEVIRTUAL, PERFORMANCE, "run", MethodCode.DESCRIPTOR, false);
  }

  /** Returns the data of the class. */
  List<Object> data() {
    return data;
  }

  /** Returns the bytes of the class, whose {@code run} calls the functions by number. */
  byte[] finish(List<String> functions) {
    MethodVisitor mv = writer.visitMethod(0, "run", RUN, null, null);
    mv.visitCode();
    Label[] labels = new Label[functions.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    Label none = new Label();
    if (labels.length > 0) {
      mv.visitVarInsn(ILOAD, 1);
      mv.visitTableSwitchInsn(0, labels.length - 1, none, labels);
    }
    for (int i = 0; i < labels.length; i++) {
      mv.visitLabel(labels[i]);
      for (int k = 2; k < 6; k++) {
        mv.visitVarInsn(ALOAD, k);
      }
      mv.visitMethodInsn(INVOKESTATIC, className, functions.get(i), MethodCode.DESCRIPTOR, false);
      mv.visitInsn(RETURN);
    }
    mv.visitLabel(none);
    mv.visitInsn(RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
