package episode.system;

import java.util.Locale;
import java.util.Optional;

/** Greek letters by the names that modellers type. */
final class Greek {
  private static final String[] NAMES = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi",
    "omega"
  };

  private Greek() {}

  /** Returns the letter of a name such as "beta" or "Lambda"; "lam" is a lambda too. */
  static Optional<String> letter(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String full = lower.equals("lam") ? "lambda" : lower;
    for (int i = 0; i < NAMES.length; i++) {
      if (!full.isEmpty() && NAMES[i].equals(full) && isWordCase(name)) {
        boolean capital = Character.isUpperCase(name.charAt(0));
        return Optional.of(String.valueOf((char) ((capital ? 'Α' : 'α') + i)));
      }
    }
    return Optional.empty();
  }

  /** Returns the LaTeX of a name such as "beta"; empty where LaTeX has no such command. */
  static Optional<String> latex(String name) {
    if (letter(name).isEmpty() || name.toLowerCase(Locale.ROOT).equals("omicron")) {
      return Optional.empty();
    }
    String full = name.equals("lam") ? "lambda" : name.equals("Lam") ? "Lambda" : name;
    boolean capital = Character.isUpperCase(name.charAt(0));
    boolean own = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".contains(full);
    return capital && !own ? Optional.empty() : Optional.of("\\" + full);
  }

  private static boolean isWordCase(String name) {
    return name.substring(1).equals(name.substring(1).toLowerCase(Locale.ROOT));
  }
}
