package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.Histories;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Past values that a system asks for: one call of {@code delay}, {@code history} or {@code
 * convolve_history} in its formulas.
 *
 * @param id its number, from 0, unique within the system
 * @param kind the function
 * @param where what the formula belongs to
 * @param signal what the past values are of, as a formula
 * @param axes the axes of the signal, and so of the past values
 * @param options the other arguments by name: numbers, truths and texts as such, lists as lists,
 *     names and formulas as texts
 * @param requiredOptions the options that the function must have
 * @param missingOptions those of them that are not there
 * @param unknownOptions the options that the function does not know
 */
public record HistoryRequirement(
    int id,
    String kind,
    String where,
    String signal,
    List<NamedAxis> axes,
    Map<String, Object> options,
    List<String> requiredOptions,
    List<String> missingOptions,
    List<String> unknownOptions) {

  static HistoryRequirement of(int id, Histories.Asked asked) {
    Expr.History call = asked.call();
    Map<String, Object> options = new LinkedHashMap<>();
    call.options().forEach(option -> options.put(option.name(), value(option.value())));
    List<String> required = required(call.function());
    List<String> missing = new ArrayList<>(required);
    missing.removeAll(options.keySet());
    List<String> unknown = new ArrayList<>(options.keySet());
    unknown.removeAll(required);
    unknown.removeAll(optional(call.function()));
    return new HistoryRequirement(
        id,
        call.function(),
        asked.formula().context(),
        call.signal().toString(),
        asked.signal().axes(),
        java.util.Collections.unmodifiableMap(options),
        required,
        List.copyOf(missing),
        List.copyOf(unknown));
  }

  private static List<String> required(String kind) {
    return switch (kind) {
      case "delay" -> List.of("tau");
      case "history" -> List.of("lag");
      default -> List.of("kernel", "window");
    };
  }

  private static List<String> optional(String kind) {
    return kind.equals("convolve_history")
        ? List.of("kernel_params", "interpolation", "history_axis")
        : List.of();
  }

  private static Object value(Expr expr) {
    if (expr instanceof Expr.Text text) {
      return text.value();
    } else if (expr instanceof Expr.Name name) {
      boolean truth = name.name().equals("True") || name.name().equals("False");
      return truth ? (Object) name.name().equals("True") : name.name();
    } else if (expr instanceof Expr.ListOf list) {
      List<Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(value(item)));
      return List.copyOf(values);
    }
    return Formula.number(expr).isPresent()
        ? (Object) Formula.number(expr).getAsDouble()
        : expr.toString();
  }

  /** Returns the call in one line. */
  @Override
  public String toString() {
    return id + ": " + kind + " of " + signal + " " + options + " in " + where;
  }
}
