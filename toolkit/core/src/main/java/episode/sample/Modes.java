package episode.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds chains that explain the data far worse than what is known to explain them better: a place
 * drawn from the priors, or another chain. R-hat cannot see it where all chains sit in one minor
 * mode.
 *
 * <p>Of N draws from the prior, one with likelihood L says that the evidence is about L / N or
 * more. The part of it that a chain has explored is at most the greatest likelihood of its draws.
 * Where that is e^10 times smaller, nearly all of the posterior lies elsewhere.
 */
final class Modes {

  private static final double MARGIN = 10;
  private static final int SHOWN = 8;

  private final Target target;
  private final List<Chain> chains;

  Modes(Target target, List<Chain> chains) {
    this.target = target;
    this.chains = chains;
  }

  /** Returns a sentence for the user, if there is anything to say. */
  Optional<String> note() {
    return priors().or(this::chains);
  }

  private Optional<String> priors() {
    Optional<Chain> best =
        chains.stream()
            .filter(chain -> chain.survey().best().filter(Survey.Place::told).isPresent())
            .max(Comparator.comparingDouble(Modes::surveyed));
    if (best.isEmpty()) {
      return Optional.empty();
    }
    int drawn = chains.stream().mapToInt(chain -> chain.survey().drawn()).sum();
    double limit = surveyed(best.get()) - Math.log(drawn) - MARGIN;
    List<Integer> below = below(limit);
    if (below.isEmpty()) {
      return Optional.empty();
    }
    String found =
        "Of "
            + drawn
            + " draws from the priors one has "
            + Round.significant(surveyed(best.get()), 4)
            + ", at ";
    return Optional.of(said(below) + found + place(best.get()));
  }

  /** A coordinate may well be e^2 times as narrow in one mode as in another. */
  private Optional<String> chains() {
    Optional<Chain> best = chains.stream().max(Comparator.comparingDouble(Chain::usual));
    if (best.isEmpty()) {
      return Optional.empty();
    }
    double usual = best.get().usual();
    List<Integer> below = below(usual - MARGIN - 2 * best.get().dimension());
    if (below.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        said(below)
            + "Chain "
            + (best.get().index() + 1)
            + " has "
            + Round.significant(usual, 4)
            + " as a rule. Start all of them where it is, with .start(values(…)), or narrow the"
            + " priors.");
  }

  private static double surveyed(Chain chain) {
    return chain.survey().best().map(Survey.Place::logLikelihood).orElse(Double.NEGATIVE_INFINITY);
  }

  private List<Integer> below(double limit) {
    return IntStream.range(0, chains.size())
        .filter(i -> chains.get(i).likeliest() < limit)
        .boxed()
        .toList();
  }

  private String said(List<Integer> below) {
    double most = below.stream().mapToDouble(i -> chains.get(i).likeliest()).max().orElseThrow();
    List<String> numbers = below.stream().map(i -> "" + (chains.get(i).index() + 1)).toList();
    boolean all = below.size() == chains.size();
    String who =
        all && numbers.size() > 1
            ? "All chains are"
            : numbers.size() == 1
                ? "Chain " + numbers.get(0) + " is"
                : "Chains " + String.join(", ", numbers) + " are";
    return who
        + " in a minor mode, where the data are far less likely: do not use "
        + (all ? "these draws" : "its draws".replace("its", numbers.size() == 1 ? "its" : "their"))
        + ". The log likelihood there is at most "
        + Round.significant(most, 4)
        + ". ";
  }

  private String place(Chain chain) {
    double[] values = chain.surveyed();
    List<String> names = target.coordinates(chain.dimension());
    List<String> equations = new ArrayList<>();
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, names.size()); i++) {
      String number = Round.significant(values[i], 3);
      equations.add(names.get(i) + " = " + number);
      pairs.add("\"" + names.get(i) + "\", " + number);
    }
    boolean plain = names.size() <= SHOWN && names.stream().noneMatch(name -> name.contains("["));
    return String.join(", ", equations)
        + (names.size() > SHOWN ? ", …" : "")
        + ". Start there, .start(values("
        + (plain ? String.join(", ", pairs) : "…")
        + ")), or narrow the priors.";
  }
}
