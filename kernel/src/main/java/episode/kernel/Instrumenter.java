package episode.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the classes of a cell so that they can be stopped and cannot end the process.
 *
 * <p>Each cell's classes have a class loader of their own, so what is open to a package here is
 * opened to all, and a sealed type takes no note of heirs in other cells; the compiler has checked
 * both.
 *
 * <p>Every method entry and every backward jump asks {@link Guard#check}; calls of {@code
 * System.exit}, {@code Runtime.exit} and {@code Runtime.halt} become {@link Guard#exit}. The calls
 * take and leave nothing on the stack, so frames and stack sizes stay as the compiler made them.
 */
final class Instrumenter {

  private static final String GUARD = "episode/kernel/Guard";
  private static final String RUNTIME = "java/lang/Runtime";

  private Instrumenter() {}

  /**
   * Returns the class file rewritten.
   *
   * @param together the names of the classes that have its class loader, as {@link Class#getName}
   *     writes them
   */
  static byte[] instrument(byte[] classFile, Set<String> together) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          private final List<String> heirs = new ArrayList<>();

          @Override
          public void visit(
              int version, int access, String name, String type, String parent, String[] types) {
            super.visit(version, opened(access), name, type, parent, types);
          }

          @Override
          public void visitPermittedSubclass(String heir) {
            heirs.add(heir);
          }

          @Override
          public void visitEnd() {
            if (heirs.stream().allMatch(heir -> together.contains(heir.replace('/', '.')))) {
              heirs.forEach(cv::visitPermittedSubclass);
            }
            super.visitEnd();
          }

          @Override
          public FieldVisitor visitField(
              int access, String name, String type, String signature, Object value) {
            return super.visitField(opened(access), name, type, signature, value);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor next =
                super.visitMethod(opened(access), name, type, signature, exceptions);
            return new Checks(next, !name.startsWith("<"));
          }
        },
        0);
    return writer.toByteArray();
  }

  private static int opened(int access) {
    boolean closed = (access & Opcodes.ACC_PRIVATE) != 0;
    return closed ? access : access & ~Opcodes.ACC_PROTECTED | Opcodes.ACC_PUBLIC;
  }

  private static final class Checks extends MethodVisitor {
    private final boolean atEntry;
    private final Set<Label> passed = new HashSet<>();

    Checks(MethodVisitor next, boolean atEntry) {
      super(Opcodes.ASM9, next);
      this.atEntry = atEntry;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (atEntry) {
        check();
      }
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        check();
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String type, boolean itf) {
      if (owner.equals("java/lang/System") && name.equals("exit")) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "exit", type, false);
      } else if (endsRuntime(owner, name)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "exit", "(L" + RUNTIME + ";I)V", false);
      } else {
        super.visitMethodInsn(opcode, owner, name, type, itf);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... args) {
      Object[] guarded = args.clone();
      for (int i = 0; i < guarded.length; i++) {
        if (guarded[i] instanceof Handle handle) {
          guarded[i] = guarded(handle);
        }
      }
      super.visitInvokeDynamicInsn(name, type, bootstrap, guarded);
    }

    private static Handle guarded(Handle handle) {
      if (handle.getOwner().equals("java/lang/System") && handle.getName().equals("exit")) {
        return new Handle(Opcodes.H_INVOKESTATIC, GUARD, "exit", "(I)V", false);
      }
      if (endsRuntime(handle.getOwner(), handle.getName())) {
        return new Handle(Opcodes.H_INVOKESTATIC, GUARD, "exit", "(L" + RUNTIME + ";I)V", false);
      }
      return handle;
    }

    private static boolean endsRuntime(String owner, String name) {
      return owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt"));
    }

    private void check() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "check", "()V", false);
    }
  }
}
