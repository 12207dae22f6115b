package episode.system;

import java.util.ArrayList;
import java.util.List;

/**
 * A name that a system declares. Immutable.
 *
 * @param kind axis, state, parameter, input, alias, flow or output
 * @param text the name with its axes, as written: {@code S[age]}
 * @param said the elements of an axis; the formula of an alias or an output; source, destination
 *     and rate of a flow; nothing for the others
 */
public record Declaration(String kind, String text, List<String> said) {

  /** Makes a declaration; the list is copied. */
  public Declaration {
    said = List.copyOf(said);
  }

  /**
   * Returns what a builder declares so far, with the system that it extends; nothing is checked.
   */
  static List<Declaration> of(SystemBuilder builder) {
    List<Declaration> all = new ArrayList<>();
    builder.base.ifPresent(base -> of(base, all));
    builder.axes.forEach(axis -> all.add(new Declaration("axis", axis.name(), axis.elements())));
    builder.states.forEach(text -> all.add(named("state", text)));
    builder.parameters.forEach(text -> all.add(named("parameter", text)));
    builder.inputs.forEach(input -> all.add(named("input", input.name())));
    builder.aliases.forEach(one -> all.add(defined("alias", one)));
    for (SystemBuilder.Statement flow : builder.transitions) {
      int colon = flow.target().indexOf(':');
      if (colon >= 0) {
        String arrow = flow.target().substring(colon + 1).strip();
        String name = flow.target().substring(0, colon).strip();
        all.add(new Declaration("flow", name, List.of(arrow, "rate " + flow.formula())));
      }
    }
    builder.outputs.forEach(one -> all.add(defined("output", one)));
    return all;
  }

  private static void of(Definitions base, List<Declaration> all) {
    base.axes().forEach(axis -> all.add(new Declaration("axis", axis.name(), axis.elements())));
    base.states().forEach(state -> all.add(named("state", state.toString())));
    base.parameters().forEach(parameter -> all.add(named("parameter", parameter.toString())));
    base.inputs().forEach(input -> all.add(named("input", input.name())));
    for (Definition alias : base.aliases()) {
      all.add(new Declaration("alias", alias.declaration(), List.of(alias.formula().text())));
    }
    for (Transition flow : base.transitions()) {
      List<String> said = List.of(flow.arrow(), "rate " + flow.rate().text());
      all.add(new Declaration("flow", flow.label(), said));
    }
    for (Definition output : base.outputs()) {
      all.add(new Declaration("output", output.declaration(), List.of(output.formula().text())));
    }
  }

  private static Declaration named(String kind, String text) {
    return new Declaration(kind, text, List.of());
  }

  private static Declaration defined(String kind, SystemBuilder.Statement statement) {
    return new Declaration(kind, statement.target(), List.of(statement.formula()));
  }
}
