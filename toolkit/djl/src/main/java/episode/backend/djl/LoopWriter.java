package episode.backend.djl;

import static episode.backend.djl.TorchScript.call;

import episode.expr.Attr;
import episode.expr.Node;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.List;

/** Writes loops and branches. For one node. */
final class LoopWriter {
  private final MethodWriter method;
  private final TorchScript script;

  LoopWriter(MethodWriter method) {
    this.method = method;
    script = method.script();
  }

  /** Returns the names of the results. */
  List<String> results(Node node, List<String> operands) {
    return switch (node.prim()) {
      case SCAN -> scan(node, operands);
      case IF -> branches(node, operands);
      case WHILE -> loop(node, operands);
      default -> throw new IllegalArgumentException(node + " is no loop");
    };
  }

  private static List<Type> types(Node node) {
    return ((Type.TupleOf) node.type()).parts();
  }

  private void assign(List<String> names, String value) {
    script.line(String.join(", ", names) + " = " + value);
  }

  private List<String> copies(List<String> values) {
    return new ArrayList<>(values.stream().map(script::let).toList());
  }

  private List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(script.name());
    }
    return names;
  }

  private List<String> scan(Node node, List<String> operands) {
    Attr.Scan scan = node.scan();
    int stacked = types(node).size() - scan.carries();
    List<String> carries = copies(operands.subList(0, scan.carries()));
    List<String> lists = new ArrayList<>();
    for (int i = 0; i < stacked; i++) {
      lists.add(script.let("annotate(List[Tensor], [])"));
    }
    String round = script.name();
    script.block(
        "for " + round + " in range(" + scan.length() + "):",
        () -> round(scan, operands, carries, lists, round));
    List<String> results = new ArrayList<>(carries);
    for (int i = 0; i < stacked; i++) {
      results.add(stacked(scan, lists.get(i), (Type.ArrayOf) types(node).get(carries.size() + i)));
    }
    return results;
  }

  private void round(
      Attr.Scan scan,
      List<String> operands,
      List<String> carries,
      List<String> lists,
      String round) {
    int own = scan.carries() + scan.rows();
    String row = scan.reverse() ? call("sub", scan.length() - 1, round) : round;
    List<String> given = new ArrayList<>(carries);
    for (String rows : operands.subList(scan.carries(), own)) {
      given.add(call("select", rows, 0, row));
    }
    given.addAll(operands.subList(own, operands.size()));
    List<String> outputs = names(carries.size() + lists.size());
    if (!outputs.isEmpty()) {
      assign(outputs, method.call(scan.body(), given));
    } else {
      script.line("pass");
    }
    for (int i = 0; i < carries.size(); i++) {
      script.line(carries.get(i) + " = " + outputs.get(i));
    }
    for (int i = 0; i < lists.size(); i++) {
      script.let(call("append", lists.get(i), outputs.get(carries.size() + i)));
    }
  }

  private String stacked(Attr.Scan scan, String list, Type.ArrayOf type) {
    if (scan.length() == 0) {
      return script.let(script.zeros(type.dtype(), type.shape()));
    }
    if (scan.reverse()) {
      script.let(call("reverse", list));
    }
    return script.let(call("stack", list));
  }

  private List<String> branches(Node node, List<String> operands) {
    List<String> given = operands.subList(1, operands.size());
    List<String> results = names(types(node).size());
    script.block(
        "if bool(" + operands.get(0) + "):",
        () -> assign(results, method.call(node.branches().then(), given)));
    script.block("else:", () -> assign(results, method.call(node.branches().otherwise(), given)));
    return results;
  }

  private List<String> loop(Node node, List<String> operands) {
    Attr.Loop loop = node.loop();
    int failure = method.writer().failure(rounds -> loop.exceeded());
    List<String> carries = copies(operands.subList(0, loop.carries()));
    List<String> given = new ArrayList<>(carries);
    given.addAll(operands.subList(loop.carries(), operands.size()));
    String rounds = script.let("0");
    String condition = "bool(" + method.call(loop.condition(), given) + ")";
    String goesOn = script.let(condition);
    script.block(
        "while " + goesOn + ":",
        () -> {
          script.block(
              "if " + call("ge", rounds, loop.bound()) + ":",
              () -> script.line(ScriptWriter.raise(Integer.toString(failure), rounds)));
          script.block("else:", () -> script.line("pass"));
          List<String> next = names(carries.size());
          if (!next.isEmpty()) {
            assign(next, method.call(loop.body(), given));
          }
          for (int i = 0; i < next.size(); i++) {
            script.line(carries.get(i) + " = " + next.get(i));
          }
          script.line(rounds + " = " + call("add", rounds, 1));
          script.line(goesOn + " = " + condition);
        });
    List<String> results = new ArrayList<>(carries);
    results.add(script.let(call("tensor", rounds, "dtype=4", "device=" + script.device())));
    return results;
  }
}
