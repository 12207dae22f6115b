package episode.notebook;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.sample.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The line magic {@code %sample}: draws from a posterior, kept in a variable. */
final class SampleMagic {

  private static final Pattern OPTION = Pattern.compile("\\s--([a-z]+)\\s+(\\S+)\\s*$");
  private static final String USAGE =
      "Write %sample posterior, and after it --name, --chains, --warmup, --draws or --seed with"
          + " their values; %sample? shows an example.";

  private SampleMagic() {}

  /**
   * Returns the draws, which the variable holds from then on.
   *
   * @param arguments Java for a posterior, then options
   * @throws EpisodeException E7010 where the arguments are none of these
   */
  static Object run(BaseKernel kernel, List<String> arguments) {
    Map<String, String> options = new TreeMap<>(Map.of("name", "fit"));
    String code = " " + String.join(" ", arguments);
    for (Matcher option = OPTION.matcher(code); option.find(); option = OPTION.matcher(code)) {
      options.put(option.group(1), checked(option.group(1), option.group(2)));
      code = code.substring(0, option.start());
    }
    String posterior = code.strip();
    if (posterior.isEmpty()) {
      throw problem("%sample needs a posterior");
    }
    if (!(kernel.evalRaw(posterior) instanceof Target)) {
      throw problem("'" + posterior + "' is no posterior");
    }
    String name = options.remove("name");
    StringBuilder source = new StringBuilder("var " + name + " = episode.sample.Nuts.nuts()");
    options.forEach((option, value) -> source.append("." + option + "(" + value + ")"));
    kernel.evalRaw(source + ".sample(" + posterior + ");");
    return kernel.evalRaw(name);
  }

  private static String checked(String option, String value) {
    switch (option) {
      case "name":
        if (!SourceVersion.isIdentifier(value) || SourceVersion.isKeyword(value)) {
          throw problem("'" + value + "' is no name for a variable");
        }
        return value;
      case "chains", "warmup", "draws", "seed":
        if (!value.matches("[0-9_]{1,9}")) {
          throw problem("--" + option + " " + value + " is no whole number");
        }
        return value;
      default:
        throw problem("%sample has no option --" + option);
    }
  }

  private static EpisodeException problem(String what) {
    return new EpisodeException(Problem.of("E7010", what).remedy(USAGE));
  }
}
