package episode.notebook;

import episode.expr.EpisodeException;
import episode.expr.Numbers;
import episode.expr.Problem;
import episode.sample.Draws;
import episode.sample.Nuts;
import episode.sample.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The line magic {@code %sample}: draws from a posterior, kept in a variable. */
public final class SampleMagic {

  private static final Pattern OPTION =
      Pattern.compile("\\s--([a-z]+)(?:\\s+|\\s*=\\s*)([^\\s=]+)\\s*$");
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
    String name = options.remove("name");
    StringBuilder settings = new StringBuilder("episode.sample.Nuts.nuts()");
    options.forEach((option, value) -> settings.append("." + option + "(" + value + ")"));
    String draws = "episode.notebook.SampleMagic.draws(" + settings + ", " + posterior + ")";
    if (SourceVersion.isIdentifier(posterior)) {
      kernel.evalRaw(posterior); // so that an unknown name is marked as it was written
    }
    kernel.evalRaw("var " + name + " = " + draws + ";");
    return kernel.evalRaw(name);
  }

  /**
   * Returns the draws of a posterior: what {@code %sample} runs in the session. The posterior comes
   * last, so that wrong settings are found before it is made.
   *
   * @throws EpisodeException E7010 where the value is no posterior, E5 where it cannot be sampled
   */
  public static Draws draws(Nuts settings, Object posterior) {
    if (posterior instanceof Target target) {
      return settings.sample(target);
    }
    throw problem(Numbers.kind(posterior) + " is no posterior");
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
