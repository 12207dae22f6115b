package episode.prob;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distributions that formulas may name. */
public final class Distributions {
  private static final Map<String, Distribution> TABLE = byName();

  private Distributions() {}

  private static Map<String, Distribution> byName() {
    Map<String, Distribution> table = new LinkedHashMap<>();
    Distribution[] all = {
      new Normal(),
      new LogNormal(),
      new HalfNormal(),
      new StudentT(),
      new Cauchy(),
      new HalfCauchy(),
      new Exponential(),
      new Gamma(),
      new Beta(),
      new Uniform(),
      new Poisson(),
      new Binomial(),
      new NegativeBinomial()
    };
    for (Distribution distribution : all) {
      table.put(distribution.name(), distribution);
    }
    return table;
  }

  /** Returns the distribution of that name; empty where there is none. */
  public static Optional<Distribution> named(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  /** Returns all distributions. */
  public static List<Distribution> all() {
    return List.copyOf(TABLE.values());
  }

  /** Returns all names, and "truncated". */
  public static List<String> names() {
    List<String> names = new ArrayList<>(TABLE.keySet());
    names.add("truncated");
    return names;
  }

  /** Returns the calls with their parameters in order, and the values of each, as Markdown. */
  public static String table() {
    StringBuilder text =
        new StringBuilder("| call | values | mean | variance | meaning |\n|---|---|---|---|---|\n");
    for (Distribution distribution : TABLE.values()) {
      Support support = distribution.support();
      text.append("| `").append(distribution.signature()).append("` | ");
      text.append(words(distribution, support)).append(moments(distribution.about()));
    }
    String cut = "| `truncated(distribution, low, high)` | from low to high | | | ";
    return text.append(cut)
        .append(new Truncated(new Normal()).about().meaning())
        .append(" |\n")
        .toString();
  }

  private static String moments(About about) {
    String mean = about.mean().equals("nan") ? "none" : "`" + about.mean() + "`";
    String variance = about.variance().equals("nan") ? "none" : "`" + about.variance() + "`";
    return " | " + mean + " | " + variance + " | " + about.meaning() + " |\n";
  }

  /** Returns what is known of a name, {@code truncated} included; empty where there is none. */
  public static Optional<About> about(String name) {
    return "truncated".equals(name)
        ? Optional.of(new Truncated(new Normal()).about())
        : named(name).map(Distribution::about);
  }

  /** Returns the values that draws of a distribution take, in words. */
  public static String values(Distribution distribution) {
    return words(distribution, distribution.support());
  }

  /** Returns the values of a distribution, parameters by their names. */
  private static String words(Distribution distribution, Support support) {
    String words = support.toString();
    for (int i = 0; i < distribution.parameters().size(); i++) {
      words = words.replace("parameter " + (i + 1), distribution.parameters().get(i).name());
    }
    return words;
  }
}
