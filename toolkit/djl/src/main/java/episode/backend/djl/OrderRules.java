package episode.backend.djl;

import static episode.backend.djl.TorchScript.call;

import episode.backend.djl.TorchScript.Operand;
import episode.expr.DType;
import episode.op.Sorting;
import java.util.List;
import java.util.Map;

/** Sorting, searching and special functions by PyTorch's own. */
final class OrderRules {
  private OrderRules() {}

  static Map<String, TorchScriptRule> all() {
    return Map.of(
        "Sort",
            (op, script, x) ->
                List.of(script.let(2, sorted("sort", x.get(0), ((Sorting.Sort) op).axis())).get(0)),
        "ArgSort",
            (op, script, x) -> List.of(sorted("argsort", x.get(0), ((Sorting.ArgSort) op).axis())),
        "SearchSorted",
            (op, script, x) ->
                List.of(search(script, ((Sorting.SearchSorted) op).right(), x.get(0), x.get(1))),
        "ErfInv", (op, script, x) -> List.of(call("erfinv", x.get(0))),
        "GammaInc", (op, script, x) -> List.of(gammainc(x.get(0), x.get(1))));
  }

  private static String sorted(String function, Operand x, int axis) {
    return call(function, x, "stable=True", "dim=" + axis, "descending=False");
  }

  /** PyTorch's search goes astray at NaN, which stands after all numbers. */
  private static String search(TorchScript script, boolean right, Operand sorted, Operand values) {
    if (sorted.type().shape().size() == 0 || values.type().shape().size() == 0) {
      return script.zeros(DType.INT64, values.type().shape());
    }
    String side = "right=" + (right ? "True" : "False");
    boolean bool = sorted.type().dtype() == DType.BOOL;
    String line = bool ? script.cast(sorted.text(), DType.INT64) : sorted.text();
    String given = bool ? script.cast(values.text(), DType.INT64) : values.text();
    String wanted = call("contiguous", given);
    if (!sorted.type().dtype().isFloating()) {
      return call("searchsorted", call("contiguous", line), wanted, side);
    }
    String known = script.let(call("eq", line, line));
    String count = script.let(call("sum", known));
    String infinite = call("full_like", line, "inf");
    String numbers = script.let(call("where", known, line, infinite));
    String place = call("minimum", call("searchsorted", numbers, wanted, side), count);
    String all = sorted.type().shape().size() + "";
    String last = right ? call("full_like", count, all) : count;
    return call("where", call("ne", given, given), last, place);
  }

  private static String gammainc(Operand a, Operand x) {
    return call("masked_fill", call("special_gammainc", a, x), call("le", a, 0), "nan");
  }
}
