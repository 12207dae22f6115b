package episode.notebook.assist;

import episode.expr.FormulaWord;
import episode.expr.FormulaWord.Kind;
import episode.expr.FormulaWords;
import episode.notebook.assist.Names.Name;
import episode.prob.Distribution;
import episode.prob.Distributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Offers what may stand in a formula: declared names first, then what the language knows. */
final class FormulaOffers {
  private final Names names;
  private final List<Offer> offers = new ArrayList<>();

  FormulaOffers(Names names) {
    this.names = names;
  }

  /** Returns what may stand in a formula. */
  List<Offer> formula(Spot spot) {
    if (spot.isNumber()) {
      return offers;
    }
    if (spot.before().matches("(?s).*\\bin\\s+\\w*$")) {
      axes("");
    } else {
      names.all(name -> !name.kind().equals("value")).forEach(this::declared);
      names.ofKind("value").forEach(this::declared);
      words();
    }
    return offers;
  }

  /** Returns what may stand on the right of {@code ~}. */
  List<Offer> distribution(Spot spot) {
    String right = spot.behind("~");
    boolean head = right.indexOf('(') < 0;
    boolean cut = right.matches("\\s*truncated\\s*\\(\\s*\\w*");
    if (head || cut) {
      distributions();
    }
    return head || cut ? offers : formula(spot);
  }

  private void distributions() {
    for (Distribution distribution : Distributions.all()) {
      String call = distribution.signature();
      offers.add(new Offer(distribution.name() + "(", "distribution", call));
    }
    offers.add(new Offer("truncated(", "distribution", "truncated(distribution, low, high)"));
  }

  private void words() {
    for (FormulaWord word : FormulaWords.all()) {
      String text = word.isCalled() ? word.name() + "(" : word.name();
      offers.add(new Offer(text, kind(word.kind()), word.call()));
    }
  }

  private static String kind(Kind kind) {
    return switch (kind) {
      case CONSTANT -> "constant";
      case OPERATOR -> "keyword";
      case FUNCTION, REDUCTION, CURVE, HISTORY, SPACE, OBSERVATION -> "function";
    };
  }

  private void declared(Name name) {
    offers.add(new Offer(name.name(), name.kind(), name.detail()));
  }

  /** Returns the names of some kinds, or elements and axes within brackets. */
  List<Offer> ofKind(String... kinds) {
    names.ofKind(kinds).forEach(this::declared);
    return offers;
  }

  /** Returns what may stand in the brackets behind a name. */
  List<Offer> subscript(Spot spot, int open, boolean elements) {
    String inside = spot.before().substring(open + 1);
    String part = inside.substring(inside.lastIndexOf(',') + 1).strip();
    int equals = part.indexOf('=');
    if (equals >= 0) {
      elements(part.substring(0, equals).strip());
    } else {
      axes(spot.nameAt(open));
      if (elements) {
        axesOf(spot.nameAt(open)).forEach(this::elements);
      }
    }
    return offers;
  }

  /** Returns the elements of the axes of a name. */
  List<Offer> elementsOf(String name) {
    axesOf(name).forEach(this::elements);
    return offers;
  }

  private List<String> axesOf(String name) {
    List<String> known = names.named(name).map(Name::axes).orElse(List.of());
    return known.isEmpty() ? List.copyOf(names.axes().keySet()) : known;
  }

  private void axes(String name) {
    Map<String, List<String>> all = names.axes();
    for (String axis : axesOf(name)) {
      List<String> elements = all.getOrDefault(axis, List.of());
      String detail = String.join(", ", elements.subList(0, Math.min(6, elements.size())));
      offers.add(new Offer(axis, "axis", detail));
    }
  }

  private void elements(String axis) {
    for (String element : names.axes().getOrDefault(axis, List.of())) {
      offers.add(new Offer(element, "element", "of " + axis));
    }
  }
}
