package episode.backend.djl;

import static episode.backend.djl.TorchScript.call;

import episode.backend.djl.TorchScript.Operand;
import episode.expr.DType;
import episode.expr.Op;
import episode.expr.Type;
import episode.op.LinearSolves;
import java.util.List;
import java.util.Map;

/**
 * Linear algebra by PyTorch's LAPACK. It answers a matrix without an answer with an error or with
 * anything; here such a matrix is looked for, and its numbers are NaN. FLOAT32 is computed in
 * double precision.
 */
final class AlgebraRules {
  private final TorchScript script;
  private final Type.ArrayOf type;
  private final String a;

  private AlgebraRules(TorchScript script, Operand first) {
    this.script = script;
    type = first.type();
    a = script.let(wide(first));
  }

  static Map<String, TorchScriptRule> all() {
    return Map.of(
        "Solve", rule((rules, op, x) -> rules.solve(x.get(1))),
        "TriangularSolve",
            rule((rules, op, x) -> rules.triangular((LinearSolves.TriangularSolve) op, x.get(1))),
        "Inverse", rule((rules, op, x) -> rules.inverse()),
        "Determinant", rule((rules, op, x) -> rules.determinant()),
        "LogDeterminant", rule((rules, op, x) -> rules.logDeterminant()),
        "Cholesky", rule((rules, op, x) -> rules.cholesky()),
        "Lu", rule((rules, op, x) -> rules.lu()),
        "Qr", rule((rules, op, x) -> rules.qr()),
        "Eigh", rule((rules, op, x) -> rules.eigh()),
        "Expm", rule((rules, op, x) -> rules.expm()));
  }

  /** What is written for an op. */
  private interface Body {
    List<String> results(AlgebraRules rules, Op op, List<Operand> x);
  }

  private static TorchScriptRule rule(Body body) {
    return (op, script, x) -> {
      List<Type> types = op.types(x.stream().map(each -> (Type) each.type()).toList());
      if (types.stream().allMatch(each -> ((Type.ArrayOf) each).shape().size() == 0)) {
        return types.stream()
            .map(each -> (Type.ArrayOf) each)
            .map(each -> script.zeros(each.dtype(), each.shape()))
            .toList();
      }
      return body.results(new AlgebraRules(script, x.get(0)), op, x);
    };
  }

  private boolean widens() {
    return type.dtype() == DType.FLOAT32 && script.held(DType.FLOAT64) == DType.FLOAT64;
  }

  private String wide(Operand x) {
    return widens() ? script.cast(x.text(), DType.FLOAT64) : x.text();
  }

  private String narrow(String x) {
    return widens() ? script.cast(x, DType.FLOAT32) : x;
  }

  private int n() {
    return type.shape().extent(type.shape().rank() - 1);
  }

  /** Returns where a matrix has an element that is no number. */
  private String lost() {
    String finite = call("flatten", call("isfinite", a), -2);
    return script.let(call("logical_not", call("all", finite, -1)));
  }

  private String lostOr(String information) {
    return script.let(call("logical_or", lost(), call("ne", information, 0)));
  }

  /** Returns matrices, those that are lost filled with a number. */
  private static String filled(String matrices, String lost, String number) {
    String wide = call("unsqueeze", call("unsqueeze", lost, -1), -1);
    return call("masked_fill", matrices, wide, number);
  }

  private String matrices(String x, String lost) {
    return narrow(filled(x, lost, "nan"));
  }

  private String symmetric() {
    return script.let(call("div", call("add", a, call("transpose", a, -2, -1)), "2."));
  }

  private List<String> solve(Operand rhs) {
    List<String> parts = script.let(2, call("linalg_solve_ex", a, wide(rhs)));
    return List.of(matrices(parts.get(0), lostOr(parts.get(1))));
  }

  private List<String> triangular(LinearSolves.TriangularSolve op, Operand rhs) {
    String upper = "upper=" + (op.lower() ? "False" : "True");
    String unit = "unitriangular=" + (op.unit() ? "True" : "False");
    return List.of(narrow(call("linalg_solve_triangular", a, wide(rhs), upper, unit)));
  }

  private List<String> inverse() {
    List<String> parts = script.let(2, call("linalg_inv_ex", a));
    return List.of(matrices(parts.get(0), lostOr(parts.get(1))));
  }

  private List<String> determinant() {
    String lost = lost();
    return List.of(narrow(call("masked_fill", call("linalg_det", a), lost, "nan")));
  }

  private List<String> logDeterminant() {
    String lost = lost();
    List<String> parts = script.let(2, call("linalg_slogdet", a));
    return parts.stream().map(x -> narrow(call("masked_fill", x, lost, "nan"))).toList();
  }

  private List<String> cholesky() {
    List<String> parts = script.let(2, call("linalg_cholesky_ex", symmetric()));
    return List.of(matrices(parts.get(0), lostOr(parts.get(1))));
  }

  private List<String> lu() {
    String lost = lost();
    List<String> parts = script.let(3, call("linalg_lu", filled(a, lost, "0.")));
    String rows = script.let(call("argmax", parts.get(0), -2));
    String own = call("arange", n(), "dtype=4", "device=" + script.device());
    String order = call("where", call("unsqueeze", lost, -1), own, rows);
    return List.of(order, matrices(parts.get(1), lost), matrices(parts.get(2), lost));
  }

  private List<String> qr() {
    String lost = lost();
    List<String> parts = script.let(2, call("linalg_qr", filled(a, lost, "0.")));
    String diagonal = script.let(call("diagonal", parts.get(1), 0, -2, -1));
    String ones = call("ones_like", diagonal);
    String sign = script.let(call("where", call("lt", diagonal, 0), call("neg", ones), ones));
    String q = call("mul", parts.get(0), call("unsqueeze", sign, -2));
    String r = call("mul", parts.get(1), call("unsqueeze", sign, -1));
    return List.of(matrices(q, lost), matrices(r, lost));
  }

  /**
   * The largest element of a vector, the first of those that are equal to 9 digits, is positive.
   */
  private List<String> eigh() {
    String lost = lost();
    List<String> parts = script.let(2, call("linalg_eigh", filled(symmetric(), lost, "0.")));
    String size = script.let(call("abs", parts.get(1)));
    String largest = call("mul", call("amax", size, "[-2]", "True"), "0.999999999");
    String near = script.cast(call("ge", size, largest), DType.INT64);
    String place = call("argmax", near, -2, "True");
    String element = script.let(call("gather", parts.get(1), -2, place));
    String ones = call("ones_like", element);
    String sign = call("where", call("lt", element, 0), call("neg", ones), ones);
    String values = call("masked_fill", parts.get(0), call("unsqueeze", lost, -1), "nan");
    return List.of(narrow(values), matrices(call("mul", parts.get(1), sign), lost));
  }

  private List<String> expm() {
    String lost = lost();
    return List.of(matrices(call("linalg_matrix_exp", filled(a, lost, "0.")), lost));
  }
}
