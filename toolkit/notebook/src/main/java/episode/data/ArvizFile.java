package episode.data;

import com.google.gson.Gson;
import episode.expr.EpisodeException;
import episode.expr.Given;
import episode.expr.Problem;
import episode.sample.ChainStatistics;
import episode.sample.Draws;
import episode.sample.Variable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Draws as a JSON file for ArviZ, with the names of its schema:
 *
 * <pre>{@code
 * import arviz, json
 * arviz.from_dict(**json.load(open("fit.json")))   # ArviZ 1.0 and newer: without the stars
 * }</pre>
 *
 * <p>Source: the InferenceData schema specification of ArviZ.
 */
public final class ArvizFile {

  private ArvizFile() {}

  /**
   * Writes draws to a file and returns its path.
   *
   * <p>Groups: {@code posterior} with one array [chain, draw, …] per variable, and {@code
   * sample_stats}. Chains of an interrupted sample are cut to equal lengths, as {@link Draws#even}
   * does.
   *
   * @throws EpisodeException E6105 if the file cannot be written
   */
  public static Path write(Draws draws, String path) {
    Given.argument(draws, "draws", "write");
    Path file = Path.of(Given.argument(path, "path", "write"));
    try (Writer writer = Files.newBufferedWriter(file)) {
      new Gson().toJson(groups(draws.even()), writer);
      return file;
    } catch (IOException e) {
      throw new EpisodeException(
          Problem.of("E6105", "'" + file + "' cannot be written: " + e.getMessage())
              .remedy("Paths are relative to " + Path.of("").toAbsolutePath() + "."));
    }
  }

  static Map<String, Object> groups(Draws draws) {
    Map<String, Object> posterior = new LinkedHashMap<>();
    for (Variable variable : draws.variables()) {
      posterior.put(variable.name(), values(draws, variable));
    }
    Map<String, Object> groups = new LinkedHashMap<>();
    groups.put("posterior", posterior);
    groups.put("sample_stats", statistics(draws.statistics()));
    return groups;
  }

  private static List<Object> values(Draws draws, Variable variable) {
    int first = draws.names().indexOf(variable.elements().get(0));
    List<Object> chains = new ArrayList<>();
    for (int chain = 0; chain < draws.chains(); chain++) {
      List<Object> rows = new ArrayList<>();
      for (int i = 0; i < draws.length(chain); i++) {
        rows.add(nested(draws.draw(chain, i), first, variable.shape(), 0));
      }
      chains.add(rows);
    }
    return chains;
  }

  /** Returns the elements from {@code offset} on as lists in lists, the last axis innermost. */
  private static Object nested(double[] values, int offset, int[] shape, int axis) {
    if (axis == shape.length) {
      return values[offset];
    }
    int stride = 1;
    for (int k = axis + 1; k < shape.length; k++) {
      stride *= shape[k];
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < shape[axis]; i++) {
      list.add(nested(values, offset + i * stride, shape, axis + 1));
    }
    return list;
  }

  private static Map<String, Object> statistics(List<ChainStatistics> chains) {
    Map<String, Object> statistics = new LinkedHashMap<>();
    statistics.put("lp", each(chains, ChainStatistics::logDensity));
    statistics.put("energy", each(chains, ChainStatistics::energy));
    statistics.put("acceptance_rate", each(chains, ChainStatistics::acceptance));
    statistics.put("tree_depth", each(chains, ChainStatistics::treeDepth));
    statistics.put("n_steps", each(chains, ChainStatistics::leapfrogs));
    statistics.put("diverging", each(chains, ChainStatistics::divergent));
    return statistics;
  }

  private static List<Object> each(
      List<ChainStatistics> chains, Function<ChainStatistics, Object> part) {
    return chains.stream().map(part).toList();
  }
}
