package episode.notebook.assist;

import episode.expr.FormulaWord;
import episode.expr.FormulaWords;
import episode.notebook.assist.Names.Name;
import episode.prob.About;
import episode.prob.Distribution;
import episode.prob.Distributions;
import episode.prob.Parameter;
import episode.system.OpSystem;
import episode.system.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what the words of formulas mean. */
final class WordPages {
  private WordPages() {}

  /** Returns the page of a word of the language, such as clip or pi. */
  static Optional<Page> language(String word) {
    return FormulaWords.named(word).flatMap(WordPages::language);
  }

  private static Optional<Page> language(FormulaWord word) {
    Pages page = new Pages().code(word.call()).prose(Prose.escaped(word.meaning()));
    page.line("Kind", word.kind().words()).line("Example", word.example());
    if (!word.synonyms().isEmpty()) {
      page.line("Also", String.join(", ", word.synonyms()));
    }
    return page.page();
  }

  /** Returns the page of a distribution. */
  static Optional<Page> distribution(String name) {
    Optional<About> about = Distributions.about(name);
    if (about.isEmpty()) {
      return Optional.empty();
    }
    Optional<Distribution> distribution = Distributions.named(name);
    String call =
        distribution.map(Distribution::signature).orElse("truncated(distribution, low, high)");
    Pages page = new Pages().code(call).prose(Prose.escaped(about.get().meaning()));
    distribution.ifPresent(
        one -> {
          List<Javadoc.Tag> parameters = new ArrayList<>();
          for (Parameter parameter : one.parameters()) {
            parameters.add(new Javadoc.Tag(parameter.name(), parameter.support().toString()));
          }
          page.list("Parameters", parameters);
          page.line("Values", Distributions.values(one));
        });
    return page.line("Density at x", about.get().density())
        .line("Mean", about.get().mean().equals("nan") ? "none" : about.get().mean())
        .line("Variance", about.get().variance().equals("nan") ? "none" : about.get().variance())
        .line("Example", about.get().example())
        .page();
  }

  /** Returns the page of a word that statements of a text start with. */
  static Optional<Page> statement(String word) {
    return Optional.ofNullable(OpSystem.statements().get(word))
        .flatMap(example -> new Pages().code(word + " …").line("Example", example).page());
  }

  /** Returns the page of a declared name, with the values that the session knows for it. */
  static Optional<Page> declared(Name name, Names names, Map<String, Object> variables) {
    String axes = name.axes().isEmpty() ? "" : "[" + String.join(", ", name.axes()) + "]";
    Pages page = new Pages().code(name.kind() + " " + name.name() + axes);
    page.prose(
        Prose.escaped(name.name() + " is " + article(name.kind()) + " " + name.detail() + "."));
    for (String axis : name.axes()) {
      page.line(axis, String.join(", ", names.axes().getOrDefault(axis, List.of())));
    }
    variables.forEach(
        (variable, value) -> {
          if (value instanceof Values values && values.tensor(name.name()).isPresent()) {
            page.line("In " + variable, values.tensor(name.name()).get().toString());
          }
        });
    return page.page();
  }

  private static String article(String kind) {
    return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
  }

  /** Returns plain text as a comment would write it. */
}
