package episode.notebook.assist;

import episode.system.OpSystem;
import java.util.ArrayList;
import java.util.List;

/** Offers what may stand in a statement of the text form of a system. */
final class TextOffers {
  private final Names names;

  TextOffers(Names names) {
    this.names = names;
  }

  /** Returns offers for the end of a text. */
  List<Offer> at(String before) {
    String line = before.substring(before.lastIndexOf('\n') + 1);
    Spot spot = Spot.of(line);
    FormulaOffers formulas = new FormulaOffers(names);
    if (line.strip().equals(spot.word())) {
      return words();
    }
    String word = line.strip().replaceAll("(?s)\\W.*", "");
    boolean arrow = line.contains("->");
    int open = spot.subscript();
    boolean rate =
        line.matches("[^=]*->[^:]*:.*|\\s*(importation|births|deaths|ageing)\\b[^:]*:.*");
    boolean defined = line.contains("=") && !word.equals("axis") && !word.equals("stratify");
    if (open >= 0) {
      return formulas.subscript(spot, open, rate || defined || arrow);
    }
    if (rate || defined || word.equals("operator")) {
      return formulas.formula(spot);
    }
    return places(word, arrow || line.matches("\\s*\\w+\\s*:.*"), formulas);
  }

  private static List<Offer> places(String word, boolean flow, FormulaOffers formulas) {
    if (flow) {
      return formulas.ofKind("state");
    }
    return switch (word) {
      case "equation", "initial", "importation", "births", "deaths", "only", "infectiousness" ->
          formulas.ofKind("state");
      case "infection", "multiply", "overwrite", "share" -> formulas.ofKind("flow");
      case "mixing" -> formulas.ofKind("parameter", "alias");
      case "time" -> Fixed.TIMES;
      case "ageing" -> formulas.subscript(Spot.of("["), 0, false);
      default -> List.of();
    };
  }

  private List<Offer> words() {
    List<Offer> offers = new ArrayList<>(new FormulaOffers(names).ofKind("state"));
    OpSystem.statements()
        .forEach((word, example) -> offers.add(new Offer(word, "keyword", example)));
    return offers;
  }
}
