package episode.system;

import episode.expr.DeepStack;
import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a system says, in lines that are equal for systems that mean the same. For one thread. */
final class Meaning {
  private static final Pattern INDEX = Pattern.compile(NormalForm.NUMBER + "\\d+");

  private final NormalForm formulas;

  private Meaning(Definitions system) {
    formulas = new NormalForm(system, true);
  }

  /** Returns everything that a system says in a form that is equal for equal systems. */
  static List<String> of(Definitions system) {
    Meaning meaning = new Meaning(system);
    List<String> said = new ArrayList<>();
    said.add("time " + system.time() + (system.closed() ? ", closed" : ""));
    for (NamedAxis axis : system.axes()) {
      said.add("axis " + axis.name() + axis.kind() + axis.elements() + axis.coordinates());
    }
    system.states().forEach(state -> said.add("state " + state));
    system.parameters().forEach(parameter -> said.add("parameter " + parameter));
    said.add("traits " + new TreeMap<>(system.traits()));
    for (Input input : system.inputs()) {
      said.add("input " + input.name() + input.curve() + input.times() + input.values());
    }
    system.aliases().forEach(alias -> said.add("alias " + meaning.said(alias)));
    for (Transition one : system.transitions()) {
      Expr rate = meaning.formulas.of(one.rate(), List.of(), List.of(), one.pinned());
      said.add(one.name() + ": " + one.arrow() + " : " + text(rate, one.rate()));
    }
    meaning.sorted("equation ", system.equations(), said);
    meaning.sorted("initial ", system.initialValues(), said);
    system.contributions().forEach(one -> said.add("contribution " + meaning.said(one)));
    system.outputs().forEach(output -> said.add("output " + meaning.said(output)));
    return said;
  }

  private void sorted(String kind, List<Definition> definitions, List<String> said) {
    definitions.stream().map(one -> kind + said(one)).sorted().forEach(said::add);
  }

  private String said(Definition one) {
    String target = one.target() + " of " + one.target().template();
    return target + " = " + text(formulas.of(one), one.formula());
  }

  private static String text(Expr expr, Formula formula) {
    String text = DeepStack.call(2 * formula.levels() + 100, expr::toString);
    Map<String, String> numbers = new HashMap<>();
    return INDEX
        .matcher(text)
        .replaceAll(m -> numbers.computeIfAbsent(m.group(), key -> "#" + numbers.size()));
  }
}
