package episode.kernel;

import episode.notebook.assist.Assistant;
import episode.notebook.assist.Offers;
import episode.notebook.assist.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the toolkit what it knows of a place in a cell; a failure of its is no answer. */
final class ToolkitHelp {

  private final Supplier<Map<String, Object>> variables;
  private Optional<Assistant> assistant;

  ToolkitHelp(Supplier<Map<String, Object>> variables) {
    this.variables = variables;
  }

  Optional<Offered> complete(String code, int cursor) {
    return asked(one -> one.complete(code, cursor, values()))
        .map(offers -> offered(offers, cursor));
  }

  Optional<Offered> members(String code, int cursor) {
    return asked(one -> one.members(code, cursor, values())).map(offers -> offered(offers, cursor));
  }

  Optional<Page> inspect(String code, int cursor) {
    return asked(one -> one.inspect(code, cursor, values()));
  }

  /** Returns the names that formulas know in this session. */
  List<String> words() {
    return asked(one -> Optional.of(one.words(values()))).orElse(List.of());
  }

  Optional<String> remedy(String said, String code, int at) {
    return asked(one -> one.remedy(said, code, at));
  }

  private Map<String, Object> values() {
    return new LinkedHashMap<>(variables.get());
  }

  private <T> Optional<T> asked(Function<Assistant, Optional<T>> question) {
    try {
      if (assistant == null) {
        assistant = ServiceLoader.load(Assistant.class, getClass().getClassLoader()).findFirst();
      }
      return assistant.flatMap(question);
    } catch (RuntimeException | LinkageError | StackOverflowError useless) {
      return Optional.empty();
    }
  }

  private static Offered offered(Offers offers, int cursor) {
    List<Offered.Choice> choices =
        offers.offers().stream()
            .map(offer -> new Offered.Choice(offer.text(), offer.kind(), offer.detail()))
            .toList();
    return new Offered(choices, offers.start(), cursor);
  }
}
