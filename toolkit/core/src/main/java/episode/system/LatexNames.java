package episode.system;

import episode.expr.Lowering;
import episode.expr.NamedAxis;
import episode.expr.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the names of a system are written in LaTeX. Immutable. */
final class LatexNames {
  private final Map<String, List<NamedAxis>> axes = new HashMap<>();
  private final Map<String, String> letters = new HashMap<>();

  LatexNames(OpSystem system) {
    this(Optional.of(system), List.of(), Map.of());
  }

  /** Makes the names of a system, if there is one, and of further axes and quantities. */
  LatexNames(
      Optional<OpSystem> system, List<NamedAxis> further, Map<String, List<NamedAxis>> quantities) {
    axes.putAll(quantities);
    Set<String> taken = new HashSet<>(Set.of("t", "d", "e"));
    List<NamedAxis> all = new ArrayList<>(system.map(OpSystem::axes).orElse(List.of()));
    all.addAll(further);
    system.ifPresent(this::declare);
    system.ifPresent(each -> taken.addAll(Bound.variables(each)));
    for (NamedAxis axis : all) {
      letters.put(axis.name(), letter(axis.name(), taken));
    }
  }

  private void declare(OpSystem system) {
    system.states().forEach(state -> axes.put(state.name(), state.axes()));
    system.parameters().forEach(parameter -> axes.put(parameter.name(), parameter.axes()));
    for (Definition alias : system.aliases()) {
      axes.put(alias.target().template().name(), alias.target().template().axes());
    }
    system.flows().forEach(flow -> axes.putIfAbsent(flow.name(), flow.axes()));
  }

  /** Returns the first letter of an axis' name that means nothing else, or the whole name. */
  private String letter(String axis, Set<String> taken) {
    for (int i = 0; i < axis.length() && axis.length() > 1; i++) {
      String letter = axis.substring(i, i + 1);
      boolean plain = letter.matches("[a-z]") && !axes.containsKey(letter);
      if (plain && taken.add(letter)) {
        return letter;
      }
    }
    return name(axis);
  }

  /** Returns whether a state, parameter, alias or flow is called so. */
  boolean isQuantity(String name) {
    return axes.containsKey(name);
  }

  /** Returns the axes of a quantity; none for an unknown one. */
  List<NamedAxis> axes(String name) {
    return axes.getOrDefault(name, List.of());
  }

  /** Returns the index letter of an axis. */
  String letter(String axis) {
    return letters.get(axis);
  }

  /** Returns the index letter of an axis; of anything else its name as it is written. */
  String letterOr(String name) {
    return letters.getOrDefault(name, name(name));
  }

  /** Returns what stands for each axis where nothing is pinned: its index letter. */
  Map<String, String> letters() {
    return Map.copyOf(letters);
  }

  /** Returns the indices of a bare name. */
  List<String> places(String name, Map<String, String> indices) {
    List<String> places = new ArrayList<>();
    List<NamedAxis> axes = axes(name);
    List<String> usual = Lowering.indexNames(axes);
    for (int i = 0; i < axes.size(); i++) {
      String axis = axes.get(i).name();
      String primes = usual.get(i).substring(axis.length());
      places.add(indices.getOrDefault(usual.get(i), letter(axis) + primes));
    }
    return places;
  }

  /** Returns a quantity with its indices: {@code \beta_{1,a}}. */
  String indexed(String name, List<String> places) {
    if (places.isEmpty()) {
      return name(name);
    }
    String written = name(name);
    int subscript = written.indexOf("_{");
    String joined = String.join(",", places);
    return subscript < 0
        ? written + "_{" + joined + "}"
        : written.substring(0, written.length() - 1) + ",\\, " + joined + "}";
  }

  /** Returns a name: Greek where it is, a trailing number or _part as its subscript. */
  static String name(String name) {
    int underscore = name.indexOf('_');
    int digits = name.length();
    while (digits > 0 && Character.isDigit(name.charAt(digits - 1))) {
      digits--;
    }
    if (underscore > 0 && underscore < name.length() - 1) {
      return word(name.substring(0, underscore))
          + "_{"
          + word(name.substring(underscore + 1))
          + "}";
    }
    boolean numbered = digits > 0 && digits < name.length() && underscore < 0;
    return numbered
        ? word(name.substring(0, digits)) + "_{" + name.substring(digits) + "}"
        : word(name);
  }

  private static String word(String word) {
    return Greek.latex(word)
        .orElseGet(
            () ->
                word.codePointCount(0, word.length()) == 1 && !word.equals("_")
                    ? word
                    : word.matches("[0-9]+") ? word : "\\mathrm{" + escaped(word) + "}");
  }

  /**
   * Returns any text as text within a formula. Characters that mean something to LaTeX or HTML
   * stand outside of the text: renderers do not agree on escapes inside of it.
   */
  static String text(String text) {
    StringBuilder written = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (char c : Printable.of(text).toCharArray()) {
      String sign = sign(c);
      if (sign.isEmpty()) {
        plain.append(Character.isISOControl(c) ? ' ' : c);
      } else {
        close(written, plain);
        written.append(sign);
      }
    }
    close(written, plain);
    return written.length() == 0 ? "\\text{}" : written.toString();
  }

  private static void close(StringBuilder written, StringBuilder plain) {
    if (plain.length() > 0) {
      written.append("\\text{").append(plain).append('}');
      plain.setLength(0);
    }
  }

  private static String sign(char c) {
    return switch (c) {
      case '\\' -> "\\backslash ";
      case '{', '}', '$', '#', '%', '&', '_' -> "\\" + c;
      case '^' -> "\\wedge ";
      case '~' -> "\\sim ";
      case '<' -> "\\lt ";
      case '>' -> "\\gt ";
      default -> "";
    };
  }

  /** Returns a name, which has no sign but underscores, for use within a formula. */
  static String escaped(String name) {
    return name.replace("_", "\\_");
  }
}
