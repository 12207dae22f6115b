package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import episode.expr.DType;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes copies from one stretch of memory to another. */
final class Stretch implements Opcodes {
  /** For fewer elements a call of {@code arraycopy} takes longer than the copies. */
  private static final int FEW = 4;

  private static final int WHOLE = -1;

  private Stretch() {}

  /** Copies a buffer. */
  static void copy(MethodVisitor mv, Buffer from, Buffer to) {
    copy(mv, new Side(from, WHOLE), new Side(to, WHOLE), from.size());
  }

  /** Copies one row of an array; the local holds its number. */
  static void take(MethodVisitor mv, Buffer rows, int row, Buffer to) {
    copy(mv, new Side(rows, row), new Side(to, WHOLE), to.size());
  }

  /** Copies into one row of an array; the local holds its number. */
  static void put(MethodVisitor mv, Buffer from, Buffer rows, int row) {
    copy(mv, new Side(from, WHOLE), new Side(rows, row), from.size());
  }

  private record Side(Buffer buffer, int row) {
    void push(MethodVisitor mv, int size, int element) {
      mv.visitVarInsn(ALOAD, MethodCode.array(buffer.dtype()));
      Instructions.integer(mv, buffer.offset() + element);
      if (row != WHOLE) {
        mv.visitVarInsn(ILOAD, row);
        Instructions.integer(mv, size);
        mv.visitInsn(IMUL);
        mv.visitInsn(IADD);
      }
    }
  }

  private static void copy(MethodVisitor mv, Side from, Side to, int size) {
    DType dtype = from.buffer().dtype();
    for (int element = 0; element < size && size <= FEW; element++) {
      to.push(mv, size, element);
      from.push(mv, size, element);
      mv.visitInsn(Instructions.typed(dtype, DALOAD, FALOAD, LALOAD, BALOAD));
      mv.visitInsn(Instructions.typed(dtype, DASTORE, FASTORE, LASTORE, BASTORE));
    }
    if (size > FEW) {
      from.push(mv, size, 0);
      to.push(mv, size, 0);
      Instructions.integer(mv, size);
      String operands = "Ljava/lang/Object;ILjava/lang/Object;II";
      Instructions.call(mv, "java/lang/System", "arraycopy", operands, "V");
    }
  }
}
