package episode.notebook.assist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Offers what may stand in the text at some place of a call. */
final class RoleOffers {
  private final Scene scene;
  private final Call call;
  private final int index;

  RoleOffers(Scene scene, Call call, int index) {
    this.scene = scene;
    this.call = call;
    this.index = index;
  }

  List<Offer> of(Role role, String before) {
    Spot spot = Spot.of(before);
    Names names = scene.names(index);
    FormulaOffers formulas = new FormulaOffers(names);
    int open = spot.subscript();
    if (open >= 0) {
      return formulas.subscript(spot, open, role != Role.DECLARATION);
    }
    return switch (role) {
      case FORMULA -> formulas.formula(spot);
      case PRIOR -> spot.isBehind("~") ? formulas.distribution(spot) : parameters(formulas);
      case OBSERVATION ->
          spot.isBehind("~") ? formulas.distribution(spot) : plain(names.columns(), "column");
      case STATE, ARROW -> formulas.ofKind("state");
      case PARAMETER -> formulas.ofKind("parameter", "state");
      case FLOW -> formulas.ofKind("flow");
      case OUTPUT -> formulas.ofKind("output");
      case NAME -> formulas.ofKind("state", "parameter", "alias", "input", "output", "flow");
      case VALUE -> formulas.ofKind("parameter", "state", "value");
      case ELEMENT -> formulas.elementsOf(firstText());
      case AXIS -> formulas.subscript(Spot.of("["), 0, false);
      case COLUMN -> plain(names.columns(), "column");
      case DRAW -> plain(names.draws(), "parameter");
      case INPUT -> plain(inputs(names), "input");
      case BACKEND -> Fixed.backends();
      case METHOD -> Fixed.METHODS;
      case TIME -> Fixed.TIMES;
      case DECLARATION, SYSTEM_TEXT, FILE, NONE -> List.of();
    };
  }

  private static List<Offer> parameters(FormulaOffers formulas) {
    return formulas.ofKind("parameter", "value");
  }

  private static Collection<String> inputs(Names names) {
    List<String> all = new ArrayList<>(names.inputs());
    names.ofKind("input").forEach(name -> all.add(name.name()));
    return all;
  }

  private static List<Offer> plain(Collection<String> texts, String kind) {
    return texts.stream().map(text -> new Offer(text, kind, "")).toList();
  }

  /** Returns the first text among the arguments of the call. */
  private String firstText() {
    for (int i = call.name() + 2; i < index; i++) {
      if (scene.tokens().get(i).isText()) {
        return scene.tokens().get(i).text();
      }
    }
    return "";
  }
}
