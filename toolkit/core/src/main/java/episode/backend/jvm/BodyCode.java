package episode.backend.jvm;

import episode.backend.jvm.Memory.Buffer;
import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes loops and branches. Their bodies are methods of their own over the same memory: they read
 * arguments and constants where these lie, and a carry has one place, which the body both reads and
 * writes. For one kernel.
 */
final class BodyCode implements Opcodes {
  private static final String LOOP = "episode/expr/Attr$Loop";

  private final ClassCode code;
  private final Map<Graph, FunctionCode.Callee> callees;
  private final String name;
  private final Items items;
  private final Places places;

  BodyCode(
      ClassCode code,
      Map<Graph, FunctionCode.Callee> callees,
      String name,
      Items items,
      Places places) {
    this.code = code;
    this.callees = callees;
    this.name = name;
    this.items = items;
    this.places = places;
  }

  void scan(MethodCode writer, Node node) {
    Attr.Scan scan = node.scan();
    MethodVisitor mv = writer.visitor();
    List<Buffer> in = operands(node);
    List<Buffer> rows = new ArrayList<>(in.subList(scan.carries(), scan.carries() + scan.rows()));
    for (int i = scan.carries(); i < scan.carries() + scan.rows(); i++) {
      in.set(i, fresh(scan.body().inputs().get(i)));
    }
    List<Buffer> out = carried(mv, in, scan.carries());
    for (Node output : scan.body().outputs().subList(scan.carries(), out(scan.body()))) {
      out.add(fresh(output));
    }
    Buffer[] results = results(node);
    String body = write("body", scan.body(), in, out);
    int row = writer.newInt();
    Label test = new Label();
    Label end = new Label();
    Instructions.integer(mv, scan.reverse() ? scan.length() - 1 : 0);
    mv.visitVarInsn(ISTORE, row);
    mv.visitLabel(test);
    leaveAfterLast(mv, scan, row, end);
    for (int i = 0; i < scan.rows(); i++) {
      Stretch.take(mv, rows.get(i), row, in.get(scan.carries() + i));
    }
    code.call(mv, body);
    for (int i = scan.carries(); i < results.length; i++) {
      if (results[i] != null) {
        Stretch.put(mv, out.get(i), results[i], row);
      }
    }
    mv.visitIincInsn(row, scan.reverse() ? -1 : 1);
    mv.visitJumpInsn(GOTO, test);
    mv.visitLabel(end);
    keep(mv, out, results, scan.carries());
  }

  private static void leaveAfterLast(MethodVisitor mv, Attr.Scan scan, int row, Label end) {
    mv.visitVarInsn(ILOAD, row);
    if (scan.reverse()) {
      mv.visitJumpInsn(IFLT, end);
    } else {
      Instructions.integer(mv, scan.length());
      mv.visitJumpInsn(IF_ICMPGE, end);
    }
  }

  void branch(MethodCode writer, Node node) {
    Attr.Branches branches = node.branches();
    MethodVisitor mv = writer.visitor();
    List<Buffer> in = operands(node);
    List<Buffer> arguments = in.subList(1, in.size());
    List<Buffer> out = new ArrayList<>();
    Buffer[] results = results(node);
    for (int i = 0; i < results.length; i++) {
      out.add(results[i] != null ? results[i] : fresh(branches.then().outputs().get(i)));
    }
    Label otherwise = new Label();
    Label end = new Label();
    pushCondition(mv, in.get(0));
    mv.visitJumpInsn(IFEQ, otherwise);
    code.call(mv, write("then", branches.then(), arguments, out));
    mv.visitJumpInsn(GOTO, end);
    mv.visitLabel(otherwise);
    code.call(mv, write("else", branches.otherwise(), arguments, out));
    mv.visitLabel(end);
  }

  void loop(MethodCode writer, Node node) {
    Attr.Loop loop = node.loop();
    MethodVisitor mv = writer.visitor();
    List<Buffer> in = operands(node);
    List<Buffer> out = carried(mv, in, loop.carries());
    List<Buffer> goesOn = List.of(fresh(loop.condition().outputs().get(0)));
    Buffer[] results = results(node);
    int rounds = writer.newInt();
    Label test = new Label();
    Label end = new Label();
    mv.visitInsn(ICONST_0);
    mv.visitVarInsn(ISTORE, rounds);
    mv.visitLabel(test);
    code.call(mv, write("condition", loop.condition(), in, goesOn));
    pushCondition(mv, goesOn.get(0));
    mv.visitJumpInsn(IFEQ, end);
    refuseBeyondBound(mv, loop, rounds);
    code.call(mv, write("body", loop.body(), in, out));
    mv.visitIincInsn(rounds, 1);
    mv.visitJumpInsn(GOTO, test);
    mv.visitLabel(end);
    keep(mv, out, results, loop.carries());
    if (results[loop.carries()] != null) {
      keepRounds(mv, results[loop.carries()], rounds);
    }
  }

  private void refuseBeyondBound(MethodVisitor mv, Attr.Loop loop, int rounds) {
    Label within = new Label();
    mv.visitVarInsn(ILOAD, rounds);
    Instructions.integer(mv, loop.bound());
    mv.visitJumpInsn(IF_ICMPLT, within);
    code.push(mv, loop, LOOP);
    mv.visitMethodInsn(INVOKEVIRTUAL, LOOP, "exceeded", "()Lepisode/expr/EpisodeException;", false);
    mv.visitInsn(ATHROW);
    mv.visitLabel(within);
  }

  private static void keepRounds(MethodVisitor mv, Buffer into, int rounds) {
    mv.visitVarInsn(ALOAD, MethodCode.array(into.dtype()));
    Instructions.integer(mv, into.offset());
    mv.visitVarInsn(ILOAD, rounds);
    mv.visitInsn(I2L);
    mv.visitInsn(LASTORE);
  }

  private static int out(Graph graph) {
    return graph.outputs().size();
  }

  private String write(String part, Graph graph, List<Buffer> in, List<Buffer> out) {
    return FunctionCode.write(
        code,
        callees,
        name + "_" + part,
        graph,
        in.toArray(new Buffer[0]),
        out.toArray(new Buffer[0]));
  }

  private void pushCondition(MethodVisitor mv, Buffer condition) {
    mv.visitVarInsn(ALOAD, MethodCode.array(condition.dtype()));
    Instructions.integer(mv, condition.offset());
    mv.visitInsn(BALOAD);
  }

  /** Gives each carry a place, which starts with the operand's value, and returns the places. */
  private List<Buffer> carried(MethodVisitor mv, List<Buffer> in, int carries) {
    for (int i = 0; i < carries; i++) {
      Buffer place = code.memory().buffer(in.get(i).dtype(), in.get(i).size());
      Stretch.copy(mv, in.get(i), place);
      in.set(i, place);
    }
    return new ArrayList<>(in.subList(0, carries));
  }

  private static void keep(MethodVisitor mv, List<Buffer> out, Buffer[] results, int carries) {
    for (int i = 0; i < carries; i++) {
      if (results[i] != null) {
        Stretch.copy(mv, out.get(i), results[i]);
      }
    }
  }

  /** Returns the places of the operands, each of which lies in one stretch. */
  private List<Buffer> operands(Node node) {
    List<Buffer> buffers = new ArrayList<>();
    for (Node operand : node.inputs()) {
      buffers.add(places.of(items.views().of(operand).base()));
    }
    return buffers;
  }

  /** Returns the place of each result, or null where nobody reads it. */
  private Buffer[] results(Node node) {
    Buffer[] results = new Buffer[((Type.TupleOf) node.type()).parts().size()];
    for (Node part : items.graph().nodes()) {
      if (part.prim() == Prim.PART && part.input(0) == node) {
        results[part.index()] = places.of(part);
      }
    }
    return results;
  }

  private Buffer fresh(Node like) {
    return code.memory().buffer(like.dtype(), like.shape().size());
  }
}
