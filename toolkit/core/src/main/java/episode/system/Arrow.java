package episode.system;

import episode.expr.Expr;
import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a transition's text says before its rate is known: {@code infection: S -> I}. */
record Arrow(String name, Optional<Cells> from, Optional<Cells> to) {
  private static final Pattern UNCOLONED =
      Pattern.compile("\\s*([\\p{L}_]\\w*)\\s+([\\p{L}_]\\w*(?:\\[[^\\]]*\\])?)\\s*");

  /** Arrows that people write elsewhere. */
  static final Pattern OTHER =
      Pattern.compile("<-+>?|<=+>|--+>|=+>|~>|[\u2190-\u21ff\u27f5-\u27ff]");

  private static final Pattern SEVERAL =
      Pattern.compile("\\s*(?:\\d+(?:\\.\\d+)?\\s*\\*?\\s*[\\p{L}_].*|.*\\+.*)");

  /** Returns what to write in place of another arrow. */
  static String advice(String other) {
    boolean back = other.startsWith("<") || "\u2190\u2194\u21c4\u21cc".contains(other);
    return back
        ? "Write ->, and one transition for each direction: S -> I, then I -> S."
        : "Write ->, as in: infection: S -> I : beta * I / N.";
  }

  Transition transition(Formula rate) {
    return new Transition(name, from, to, rate);
  }

  /**
   * Returns whether this moves another state than an arrow of the same name, in the same way: both
   * enter, leave, or go to the next element of one axis.
   */
  boolean isLike(Arrow other) {
    boolean way = from.isPresent() == other.from.isPresent();
    way = way && to.isPresent() == other.to.isPresent();
    boolean steps = to.isPresent() && !to.get().shifted().isEmpty();
    boolean moves = from.isPresent() && to.isPresent();
    boolean same =
        steps && to.get().shifted().equals(other.to.map(Cells::shifted).orElse(Map.of()));
    return way && (!moves || same) && !arrow().equals(other.arrow());
  }

  private String arrow() {
    return from.map(Cells::toString).orElse("0") + to.map(Cells::toString).orElse("0");
  }

  /** Returns the arrow; empty where it cannot be read, which is a problem then. */
  static Optional<Arrow> read(
      String text, String context, Declarations declarations, List<Problem> problems) {
    int arrow = text.indexOf("->");
    Matcher other = OTHER.matcher(withoutBrackets(text));
    if (other.find()) {
      problems.add(
          Problem.of("E2102", "'" + other.group() + "' is no arrow of transitions")
              .at(new Problem.Where(context, text, other.start(), other.end()))
              .remedy(advice(other.group())));
      return Optional.empty();
    }
    if (arrow < 0) {
      problems.add(
          Problem.of("E2102", "There is no '->' in the transition")
              .at(new Problem.Where(context, text, 0, text.length()))
              .remedy("Write name: source -> destination, or source -> destination."));
      return Optional.empty();
    }
    int bracket = text.indexOf('[');
    int colon = text.indexOf(':');
    boolean named = colon >= 0 && colon < arrow && (bracket < 0 || colon < bracket);
    String name = named ? text.substring(0, colon).strip() : "";
    if (named && declarations.name(context, name).isEmpty()) {
      return Optional.empty();
    }
    if (hasBlankSide(text, context, named ? colon + 1 : 0, problems)) {
      return Optional.empty();
    }
    Matcher uncoloned = UNCOLONED.matcher(text.substring(0, arrow));
    if (!named && uncoloned.matches()) {
      String state = uncoloned.group(2);
      problems.add(
          Problem.of("E2102", "Two names stand before '->'")
              .at(new Problem.Where(context, text, uncoloned.start(1), uncoloned.end(2)))
              .remedy(
                  "A colon ends the name of a transition: "
                      + (uncoloned.group(1) + ": " + state + " " + text.substring(arrow) + ".")));
      return Optional.empty();
    }
    if (goesOn(text, context, arrow, problems)) {
      return Optional.empty();
    }
    if (isReaction(text, context, named ? colon + 1 : 0, problems)) {
      return Optional.empty();
    }
    Shifts shifts = Shifts.of(text, named ? colon + 1 : 0);
    Optional<Formula> left =
        declarations.part(context, text, shifts.rest(), named ? colon + 1 : 0, arrow);
    Optional<Formula> right =
        declarations.part(context, text, shifts.rest(), arrow + 2, text.length());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Optional<Cells> from = outside(left.get()) ? Optional.empty() : declarations.cells(left.get());
    Optional<Cells> to = outside(right.get()) ? Optional.empty() : declarations.cells(right.get());
    boolean read =
        (from.isPresent() || outside(left.get())) && (to.isPresent() || outside(right.get()));
    if (!read || !shifts.fit(right.get(), arrow, from, problems)) {
      return Optional.empty();
    }
    Arrow result = new Arrow(name, from, to.map(shifts::applied));
    boolean fits = declarations.takesWholeFlows() || result.fits(right.get(), problems);
    return fits ? Optional.of(result) : Optional.empty();
  }

  private static boolean hasBlankSide(
      String text, String context, int start, List<Problem> problems) {
    int arrow = text.indexOf("->");
    boolean noSource = text.substring(start, arrow).isBlank();
    boolean noTarget = text.substring(arrow + 2).isBlank();
    if (!noSource && !noTarget) {
      return false;
    }
    problems.add(
        Problem.of("E2102", "Nothing stands " + (noSource ? "before" : "after") + " '->'")
            .at(new Problem.Where(context, text, arrow, arrow + 2))
            .remedy(
                noSource
                    ? "Write 0 -> S for people who come from outside."
                    : "Write S -> 0 for people who leave."));
    return true;
  }

  /** Notes that a second arrow or a rate stands behind the destination. */
  private static boolean goesOn(String text, String context, int arrow, List<Problem> problems) {
    String bare = withoutBrackets(text);
    int second = bare.indexOf("->", arrow + 2);
    int colon = bare.indexOf(':', arrow);
    if (second < 0 && colon < 0) {
      return false;
    }
    int at = second >= 0 ? second : colon;
    String rate = text.substring(at + 1).strip();
    problems.add(
        Problem.of(
                "E2102",
                second >= 0 ? "A second '->' in the transition" : "A rate stands in the transition")
            .at(new Problem.Where(context, text, at, second >= 0 ? at + 2 : text.length()))
            .remedy(
                second >= 0
                    ? "Write one transition for each arrow."
                    : "It has quotes of its own: .transition(\""
                        + (text.substring(0, at).strip() + "\", \"" + rate + "\").")));
    return true;
  }

  /** Notes that a side holds several states or numbers of them, as reactions of chemistry do. */
  private static boolean isReaction(
      String text, String context, int start, List<Problem> problems) {
    String bare = withoutBrackets(text);
    int arrow = text.indexOf("->");
    String left = bare.substring(start, arrow);
    String right = bare.substring(arrow + 2);
    if (!SEVERAL.matcher(left).matches() && !SEVERAL.matcher(right).matches()) {
      return false;
    }
    problems.add(
        Problem.of("E2102", "A transition has one state on each side of '->'")
            .at(new Problem.Where(context, text, text.indexOf(left.strip(), start), text.length()))
            .remedy("Who meets whom is in the rate per head: S -> I with the rate beta * I / N."));
    return true;
  }

  /** Returns a text of the same length with blanks for what stands in square brackets. */
  private static String withoutBrackets(String text) {
    return Pattern.compile("\\[[^\\]]*\\]")
        .matcher(text)
        .replaceAll(inside -> " ".repeat(inside.group().length()));
  }

  private static boolean outside(Formula side) {
    return side.expr() instanceof Expr.Literal literal && literal.value() == 0;
  }

  private boolean fits(Formula right, List<Problem> problems) {
    if (from.isEmpty() && to.isEmpty()) {
      problems.add(
          Problem.of("E2102", "The transition has no state")
              .at(right.where(right.expr().span()))
              .remedy("0 may stand on one side only."));
      return false;
    }
    if (from.isEmpty() || to.isEmpty()) {
      return true;
    }
    for (NamedAxis axis : to.get().running()) {
      if (!from.get().running().contains(axis)) {
        problems.add(share(axis, right));
        return false;
      }
    }
    return true;
  }

  private Problem share(NamedAxis axis, Formula right) {
    Cells left = from.orElseThrow();
    Cells pins = to.orElseThrow();
    String source = left.pinned().isEmpty() ? left.toString() : inFull(left);
    String target = pins.template().name();
    String others = pins.pinned().isEmpty() ? "" : ", " + listed(pins);
    String first = axis.elements().get(0);
    String element = first.matches("[A-Za-z0-9]+") ? first : "'" + first + "'";
    return Problem.of("E2112", "Axis '" + axis.name() + "' is only on the right")
        .at(right.where(right.expr().span()))
        .remedy(
            "Say how the flow is shared out: declare a parameter share["
                + axis.name()
                + "] that"
                + " adds up to 1\nand write one transition per element: \""
                + source
                + " -> "
                + target
                + "["
                + axis.name()
                + "="
                + element
                + others
                + "]\" with the rate share["
                + axis.name()
                + "="
                + element
                + "] * (rate).");
  }

  private static String listed(Cells cells) {
    List<String> pins = new ArrayList<>();
    cells.pinned().forEach((axis, element) -> pins.add(axis + "=" + element));
    return String.join(", ", pins);
  }

  /** Returns cells with the axes that run as well: {@code S[a=p, b]}. */
  private static String inFull(Cells cells) {
    List<String> places = new ArrayList<>();
    for (NamedAxis axis : cells.template().axes()) {
      String pin = cells.pinned().get(axis.name());
      places.add(axis.name() + (pin == null ? "" : "=" + pin));
    }
    return cells.template().name() + "[" + String.join(", ", places) + "]";
  }
}
