package episode.backend.jvm;

import episode.backend.HostRule;
import episode.backend.jvm.Memory.Buffer;
import episode.expr.Attr;
import episode.expr.Graph;
import episode.expr.Node;
import episode.expr.Op;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the methods of one graph, kernel after kernel. For one compilation. */
final class FunctionCode implements Opcodes {
  private static final String RUNNING = "episode/backend/jvm/Running";

  private final ClassCode code;
  private final Map<Graph, Callee> callees;
  private final String name;
  private final Items items;
  private final Places places;
  private final List<String> methods = new ArrayList<>();

  /**
   * A called graph as a method.
   *
   * @param inputs where it finds its operands
   * @param outputs where it leaves its results
   */
  record Callee(String method, Buffer[] inputs, Buffer[] outputs) {}

  private FunctionCode(
      ClassCode code, Map<Graph, Callee> callees, String name, Items items, Places places) {
    this.code = code;
    this.callees = callees;
    this.name = name;
    this.items = items;
    this.places = places;
  }

  /** Writes a function from slots to slots, and returns the name of its method. */
  static String write(
      ClassCode code,
      Map<Graph, Callee> callees,
      String name,
      Graph graph,
      Buffer[] inputs,
      Buffer[] outputs) {
    Items items = new Items(code.options().prepared(graph));
    List<Kernel> kernels = Schedule.of(items);
    Places places = new Places(code.memory(), items, inputs, outputs);
    FunctionCode function = new FunctionCode(code, callees, name, items, places);
    for (Kernel kernel : kernels) {
      function.write(kernel);
    }
    function.writeCopies();
    if (function.methods.size() == 1) {
      return function.methods.get(0);
    }
    code.sequence(name, function.methods);
    return name;
  }

  private void write(Kernel kernel) {
    String method = name + "_k" + kernel.index;
    if (kernel.isStraight) {
      Body body = StraightLowering.body(items, places, kernel);
      methods.addAll(StraightCode.write(code, method, body));
    } else if (kernel.isNest()) {
      Body body = Lowering.nest(items, places, kernel);
      NestCode.write(code, method, new Nest(kernel.space.extents(), body));
      methods.add(method);
    } else if (kernel.items.get(0).node.prim() == Prim.MATMUL) {
      Product product = Product.of(kernel.items.get(0).node, items.views(), places);
      methods.addAll(ProductCode.write(code, method, product));
    } else {
      writeAlone(method, kernel.items.get(0).node);
      methods.add(method);
    }
  }

  private void writeAlone(String method, Node node) {
    MethodCode writer = code.plainMethod(method);
    switch (node.prim()) {
      case PAD -> NestCode.fill(writer.visitor(), places.of(node), 0);
      case CALL -> call(writer.visitor(), node);
      case SCAN -> bodies(method).scan(writer, node);
      case IF -> bodies(method).branch(writer, node);
      case WHILE -> bodies(method).loop(writer, node);
      case OP -> perform(writer.visitor(), node);
      case ARGMAX -> argmax(writer.visitor(), node);
      case CUMSUM, CUMPROD -> cumulate(writer.visitor(), node);
      default -> throw new IllegalStateException(node.prim() + " is no kernel of its own");
    }
    code.end(method, writer);
  }

  private BodyCode bodies(String method) {
    return new BodyCode(code, callees, method, items, places);
  }

  /** Returns the place of an operand that lies in one stretch. */
  private Buffer whole(Node operand) {
    return places.of(items.views().of(operand).base());
  }

  private void argmax(MethodVisitor mv, Node node) {
    Buffer from = whole(node.input(0));
    pushStretch(mv, from, node.input(0).shape(), node.index());
    mv.visitVarInsn(ALOAD, MethodCode.array(node.dtype()));
    Instructions.integer(mv, places.of(node).offset());
    String array = "[" + Instructions.letter(from.dtype());
    Instructions.call(mv, RUNNING, "argmax", array + "IIII[JI", "V");
  }

  private void cumulate(MethodVisitor mv, Node node) {
    Attr.Cumulative attribute = (Attr.Cumulative) node.attribute();
    pushStretch(mv, whole(node.input(0)), node.shape(), attribute.axis());
    Instructions.integer(mv, places.of(node).offset());
    mv.visitInsn(attribute.reverse() ? ICONST_1 : ICONST_0);
    String array = "[" + Instructions.letter(node.dtype());
    String method = node.prim() == Prim.CUMSUM ? "sums" : "products";
    Instructions.call(mv, RUNNING, method, array + "IIIIIZ", "V");
  }

  /** Pushes array, place, and the extents before the axis, of the axis, and after it. */
  private static void pushStretch(MethodVisitor mv, Buffer buffer, Shape shape, int axis) {
    mv.visitVarInsn(ALOAD, MethodCode.array(buffer.dtype()));
    Instructions.integer(mv, buffer.offset());
    int inner = shape.strides()[axis];
    int extent = shape.extent(axis);
    int outer = shape.size() == 0 ? 0 : shape.size() / (extent * inner);
    Instructions.integer(mv, outer);
    Instructions.integer(mv, extent);
    Instructions.integer(mv, inner);
  }

  /** Results are copied out at once, for the next call of the same graph overwrites them. */
  private void call(MethodVisitor mv, Node node) {
    Callee callee = callees.get(node.callee());
    if (callee == null) {
      callee = writeCallee(node.callee());
      callees.put(node.callee(), callee);
    }
    for (int i = 0; i < callee.inputs.length; i++) {
      Stretch.copy(mv, whole(node.input(i)), callee.inputs[i]);
    }
    code.call(mv, callee.method);
    for (Node part : items.graph().nodes()) {
      if (part.prim() == Prim.PART && part.input(0) == node) {
        Stretch.copy(mv, callee.outputs[part.index()], places.of(part));
      }
    }
  }

  /** An op that is not lowered is performed on copies of its operands. */
  private void perform(MethodVisitor mv, Node node) {
    int[] from = new int[node.inputs().size()];
    List<Type.ArrayOf> types = new ArrayList<>();
    for (int i = 0; i < from.length; i++) {
      from[i] = whole(node.input(i)).offset();
      types.add((Type.ArrayOf) node.input(i).type());
    }
    int[] to = new int[((Type.TupleOf) node.type()).parts().size()];
    Arrays.fill(to, Performance.UNUSED);
    for (Node part : items.graph().nodes()) {
      if (part.prim() == Prim.PART && part.input(0) == node) {
        to[part.index()] = places.of(part).offset();
      }
    }
    HostRule rule = code.options().host(node.op()).orElse(Op::perform);
    code.perform(mv, new Performance(node, rule, types, from, to));
  }

  private Callee writeCallee(Graph graph) {
    Buffer[] inputs = buffers(graph.inputs());
    Buffer[] outputs = buffers(graph.outputs());
    String method = "call" + callees.size() + "_" + Compiler.plain(graph.name());
    callees.put(graph, new Callee(method, inputs, outputs));
    return new Callee(write(code, callees, method, graph, inputs, outputs), inputs, outputs);
  }

  private Buffer[] buffers(List<Node> nodes) {
    Buffer[] buffers = new Buffer[nodes.size()];
    for (int i = 0; i < buffers.length; i++) {
      Type.ArrayOf type = (Type.ArrayOf) nodes.get(i).type();
      buffers[i] = code.memory().buffer(type.dtype(), type.shape().size());
    }
    return buffers;
  }

  private void writeCopies() {
    if (places.copies().isEmpty()) {
      return;
    }
    String method = name + "_copies";
    MethodCode writer = code.plainMethod(method);
    for (Buffer[] pair : places.copies()) {
      Stretch.copy(writer.visitor(), pair[0], pair[1]);
    }
    code.end(method, writer);
    methods.add(method);
  }
}
