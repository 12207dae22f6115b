package episode.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Recognises errors that are addressed to the user, which are shown as their message alone.
 *
 * <p>An exception is one when its class has a public method {@code code()} without parameters that
 * returns a string. That is a convention instead of a type because the kernel knows no library of
 * its users.
 */
final class UserErrors {

  private UserErrors() {}

  static boolean known(Throwable thrown) {
    try {
      return thrown.getClass().getMethod("code").getReturnType() == String.class;
    } catch (NoSuchMethodException none) {
      return false;
    }
  }

  static EvaluationFailure failure(Throwable thrown) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse("");
    List<String> lines =
        message
            .lines()
            .map(line -> line.startsWith(" ") ? line : Ansi.error(line))
            .collect(Collectors.toList());
    String name = thrown.getClass().getSimpleName();
    return new EvaluationFailure(new Failure(name, message, lines), thrown);
  }
}
