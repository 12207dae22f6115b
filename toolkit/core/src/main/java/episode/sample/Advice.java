package episode.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is wrong with a sample, in words, with what to do about it. */
final class Advice {

  static final double R_HAT = 1.01;
  private static final double ESS_PER_CHAIN = 100;
  private static final double E_BFMI = 0.3;

  private final Draws draws;
  private final List<String> advice = new ArrayList<>();

  private Advice(Draws draws) {
    this.draws = draws;
  }

  /** Returns advice from the rows of all elements, and from how the chains went. */
  static List<String> of(Draws draws, List<Summary.Row> rows) {
    Advice advice = new Advice(draws);
    advice.convergence(rows);
    advice.divergences();
    advice.energy();
    advice.depth();
    advice.rejections();
    return List.copyOf(advice.advice);
  }

  private void convergence(List<Summary.Row> rows) {
    List<String> apart =
        rows.stream()
            .filter(row -> row.rHat() > R_HAT)
            .map(row -> seen(row, row.rHat(), 4))
            .toList();
    if (!apart.isEmpty()) {
      advice.add(
          "R-hat above 1.01: "
              + list(apart)
              + ". The chains have not mixed: do not use these draws"
              + " yet; run longer, or look at the trace plot for chains in different places.");
    }
    double wanted = ESS_PER_CHAIN * draws.chains();
    List<String> few =
        rows.stream()
            .filter(row -> Math.min(row.essBulk(), row.essTail()) < wanted)
            .map(row -> seen(row, Math.min(row.essBulk(), row.essTail()), 3))
            .toList();
    if (!few.isEmpty()) {
      advice.add(
          "Effective sample size below "
              + Math.round(wanted)
              + ": "
              + list(few)
              + ". Means and quantiles are uncertain: make more draws.");
    }
  }

  private void divergences() {
    int divergent = draws.statistics().stream().mapToInt(ChainStatistics::divergences).sum();
    if (divergent > 0) {
      advice.add(
          divergent
              + " of "
              + made()
              + " draws ended in a divergence. The sampler cannot follow the"
              + " posterior there, and results may be biased: raise targetAccept (0.95), or"
              + " reparametrise (non-centred hierarchy, tighter priors).");
    }
  }

  private void energy() {
    List<String> low =
        IntStream.range(0, draws.chains())
            .filter(i -> draws.statistics().get(i).eBfmi() < E_BFMI)
            .mapToObj(
                i ->
                    "chain "
                        + (i + 1)
                        + " "
                        + Round.significant(draws.statistics().get(i).eBfmi(), 2))
            .toList();
    if (!low.isEmpty()) {
      advice.add(
          "E-BFMI below 0.3: "
              + list(low)
              + ". The tails are explored slowly: reparametrise what has heavy tails.");
    }
  }

  private void depth() {
    long deepest =
        draws.statistics().stream()
            .flatMapToInt(chain -> IntStream.of(chain.treeDepth()))
            .filter(depth -> depth >= draws.maxDepth())
            .count();
    if (deepest > 0) {
      advice.add(
          deepest
              + " of "
              + made()
              + " draws reached the tree depth limit "
              + draws.maxDepth()
              + ". Sampling is slow but not wrong: try denseMass() or rescale the parameters, or"
              + " raise maxDepth.");
    }
  }

  private void rejections() {
    long rejected = draws.statistics().stream().mapToLong(ChainStatistics::rejections).sum();
    if (rejected > 0) {
      String first =
          draws.statistics().stream()
              .map(ChainStatistics::firstRejection)
              .filter(text -> !text.isEmpty())
              .findFirst()
              .map(text -> " The first: " + text)
              .orElse("");
      advice.add(rejected + " proposals had no finite density and were rejected." + first);
    }
  }

  private int made() {
    return draws.statistics().stream().mapToInt(ChainStatistics::draws).sum();
  }

  private static String seen(Summary.Row row, double value, int digits) {
    return row.name() + " " + Round.significant(value, digits);
  }

  private static String list(List<String> all) {
    int shown = Math.min(all.size(), 5);
    String more = all.size() > shown ? " and " + (all.size() - shown) + " more" : "";
    return String.join(", ", all.subList(0, shown)) + more;
  }
}
