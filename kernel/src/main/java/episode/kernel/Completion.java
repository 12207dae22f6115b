package episode.kernel;

import episode.kernel.Offered.Choice;
import episode.kernel.magic.MagicBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Offers what may follow at the cursor: in strings, in calls of magics, and in Java. */
final class Completion {

  private static final Set<String> OF_EVERY_OBJECT =
      Set.of(
          "equals(", "getClass()", "hashCode()", "notify()", "notifyAll()", "toString()", "wait(");

  private static final List<String> ORDER =
      List.of("variable", "method", "field", "keyword", "class");
  private static final int MOST = 200;

  private final Evaluator evaluator;
  private final MagicBook magics;
  private final ToolkitHelp toolkit;

  Completion(Evaluator evaluator, MagicBook magics, ToolkitHelp toolkit) {
    this.evaluator = evaluator;
    this.magics = magics;
    this.toolkit = toolkit;
  }

  /** Returns nothing but a list: whatever goes wrong while somebody writes is no news. */
  Offered at(String code, int cursor) {
    int at = Math.max(0, Math.min(cursor, code.length()));
    try {
      Optional<Offered> magic =
          magics.complete(code, at).map(offer -> offered(offer.words(), offer.start(), at));
      if (magic.isEmpty() && CellWords.inComment(code, at)) {
        return new Offered(List.of(), at, at);
      }
      return magic.or(() -> toolkit.complete(code, at)).orElseGet(() -> words(code, at));
    } catch (RuntimeException | StackOverflowError unreadable) {
      return new Offered(List.of(), at, at);
    }
  }

  private static Offered offered(List<String> words, int start, int cursor) {
    List<Choice> choices =
        words.stream()
            .map(word -> new Choice(word, word.startsWith("%") ? "magic" : "argument", ""))
            .toList();
    return new Offered(choices, start, cursor);
  }

  /** Returns what Java offers, with the cell's own names before it and keywords behind it. */
  private Offered words(String code, int cursor) {
    Offered java = java(code, cursor);
    int start = cursor;
    while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
      start--;
    }
    if (code.substring(0, start).stripTrailing().endsWith(".")) {
      return java;
    }
    boolean whole = java.choices().isEmpty() || java.getSourceStart() == start;
    if (!whole) {
      return java;
    }
    String word = code.substring(start, cursor);
    if (word.isEmpty()) {
      Comparator<Choice> order = Comparator.comparing(choice -> ORDER.indexOf(choice.kind()));
      return new Offered(java.choices().stream().sorted(order).limit(MOST).toList(), start, cursor);
    }
    Map<String, Choice> all = new LinkedHashMap<>();
    CellWords.declared(code.substring(0, start), word)
        .forEach(name -> all.put(name, new Choice(name, "variable", "")));
    java.choices().forEach(choice -> all.putIfAbsent(choice.text(), choice));
    CellWords.keywords(word)
        .forEach(keyword -> all.putIfAbsent(keyword, new Choice(keyword, "keyword", "")));
    return new Offered(List.copyOf(all.values()), start, cursor);
  }

  private Offered java(String code, int cursor) {
    String before = code.substring(0, cursor);
    for (Context context : Context.around(before, evaluator.splitter())) {
      int[] anchor = {context.cursor()};
      List<Suggestion> found =
          evaluator.analysis().completionSuggestions(context.code(), context.cursor(), anchor);
      if (!found.isEmpty()) {
        return new Offered(choices(found), context.inCode(anchor[0]), cursor);
      }
    }
    return toolkit.members(code, cursor).orElseGet(() -> new Offered(List.of(), cursor, cursor));
  }

  private List<Choice> choices(List<Suggestion> found) {
    Set<String> fitting = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    for (Suggestion suggestion : found) {
      (suggestion.matchesType() ? fitting : others).add(suggestion.continuation());
    }
    others.removeAll(fitting);
    List<String> names = new ArrayList<>(fitting);
    names.addAll(others);
    Comparator<String> order = Comparator.comparing(OF_EVERY_OBJECT::contains);
    names.sort(order.thenComparing(name -> fitting.contains(name) ? 0 : 1));
    return names.stream().map(this::choice).toList();
  }

  private Choice choice(String name) {
    if (name.endsWith("(") || name.endsWith("()")) {
      return new Choice(name, "method", name.endsWith(")") ? name : name + "…)");
    }
    Optional<String> type =
        evaluator
            .variables()
            .filter(variable -> variable.name().equals(name))
            .map(variable -> variable.typeName())
            .findFirst();
    if (type.isPresent()) {
      return new Choice(name, "variable", type.get());
    }
    if (SourceVersion.isKeyword(name)) {
      return new Choice(name, "keyword", "");
    }
    return new Choice(name, Character.isUpperCase(name.codePointAt(0)) ? "class" : "field", "");
  }
}
