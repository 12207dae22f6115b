package episode.notebook.assist;

import episode.expr.FormulaWord;
import episode.expr.FormulaWords;
import episode.notebook.Episode;
import episode.prob.Distributions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the toolkit knows of its own formulas. */
public final class ToolkitAssistant implements Assistant {

  /** Makes the assistant; the service loader calls this. */
  public ToolkitAssistant() {}

  @Override
  public Optional<Offers> complete(String code, int cursor, Map<String, Object> variables) {
    String stripped = code.stripLeading();
    if (stripped.startsWith("%%system")) {
      return text(code, cursor);
    }
    List<Token> tokens = CellTokens.of(code);
    OptionalInt at = CellTokens.textAt(tokens, cursor);
    return at.isEmpty()
        ? Optional.empty()
        : inText(new Scene(tokens, variables), at.getAsInt(), cursor);
  }

  private static Optional<Offers> text(String code, int cursor) {
    int body = code.indexOf('\n') + 1;
    if (body == 0 || cursor < body) {
      return Optional.empty();
    }
    Names names = new Names();
    new TextNames(names).add(code.substring(body));
    String before = code.substring(body, cursor);
    return Optional.of(fitting(new TextOffers(names).at(before), before, cursor));
  }

  private static Optional<Offers> inText(Scene scene, int index, int cursor) {
    Token token = scene.tokens().get(index);
    String before = token.text().substring(0, cursor - token.start());
    Optional<Call> call = Call.around(scene.tokens(), index);
    if (call.isEmpty()) {
      return Optional.of(new Offers(cursor, List.of()));
    }
    Role role = scene.role(call.get());
    if (role == Role.FILE) {
      return Optional.of(new Offers(token.start(), Fixed.files(before)));
    }
    Names names = new Names();
    if (role == Role.SYSTEM_TEXT) {
      new TextNames(names).add(token.text());
      return Optional.of(fitting(new TextOffers(names).at(before), before, cursor));
    }
    List<Offer> offers = new RoleOffers(scene, call.get(), index).of(role, before);
    return Optional.of(fitting(offers, before, cursor));
  }

  /** Returns the offers that go on from what is written; without one, those it is a part of. */
  static Offers fitting(List<Offer> offers, String before, int cursor) {
    String word = Spot.of(before).word();
    List<Offer> fit = new ArrayList<>();
    String written = word;
    for (String start : starts(before, word)) {
      fit = distinct(offers, offer -> offer.text().startsWith(start));
      if (!fit.isEmpty()) {
        return new Offers(cursor - start.length(), fit);
      }
    }
    String lower = written.toLowerCase(Locale.ROOT);
    fit = distinct(offers, offer -> offer.text().toLowerCase(Locale.ROOT).startsWith(lower));
    if (fit.isEmpty() && word.length() > 1) {
      fit = distinct(offers, offer -> isWithin(lower, offer.text().toLowerCase(Locale.ROOT)));
    }
    return new Offers(cursor - word.length(), fit);
  }

  /** Elements and columns may have blanks and signs in them: longer beginnings come first. */
  private static List<String> starts(String before, String word) {
    String bare = before.substring(lastSign(before) + 1).stripLeading();
    return bare.length() > word.length() ? List.of(bare, word) : List.of(word);
  }

  private static int lastSign(String before) {
    int last = -1;
    for (char sign : "[]=,(~".toCharArray()) {
      last = Math.max(last, before.lastIndexOf(sign));
    }
    return last;
  }

  private static List<Offer> distinct(List<Offer> offers, Predicate<Offer> fits) {
    Set<String> seen = new HashSet<>();
    return offers.stream().filter(fits).filter(offer -> seen.add(offer.text())).toList();
  }

  private static boolean isWithin(String letters, String text) {
    int at = 0;
    for (int i = 0; i < text.length() && at < letters.length(); i++) {
      at += text.charAt(i) == letters.charAt(at) ? 1 : 0;
    }
    return at == letters.length() && text.charAt(0) == letters.charAt(0);
  }

  @Override
  public Optional<Offers> members(String code, int cursor, Map<String, Object> variables) {
    Spot spot = Spot.of(code.substring(0, cursor));
    String before = code.substring(0, cursor - spot.word().length());
    if (!before.stripTrailing().endsWith(".")) {
      return Optional.empty();
    }
    List<Token> tokens = CellTokens.of(before + "x");
    return new CellTypes(tokens, variables)
        .receiver(tokens.size() - 1)
        .map(type -> fitting(Members.of(type), before + spot.word(), cursor));
  }

  @Override
  public Optional<Page> inspect(String code, int cursor, Map<String, Object> variables) {
    return new Inspector(variables).at(code, Math.max(0, Math.min(cursor, code.length())));
  }

  @Override
  public List<String> words(Map<String, Object> variables) {
    Stream<String> declared =
        new Scene(List.of(), variables).names(0).all(name -> true).stream().map(Names.Name::name);
    Stream<String> language = FormulaWords.all().stream().map(FormulaWord::name);
    Stream<String> entries = Members.of(Episode.class).stream().map(Offer::text);
    return Stream.of(declared, language, Distributions.names().stream(), entries)
        .flatMap(names -> names)
        .map(name -> name.replaceFirst("\\(.*", ""))
        .distinct()
        .toList();
  }

  @Override
  public Optional<String> remedy(String said, String code, int at) {
    return Mistakes.remedy(said, code, at);
  }
}
