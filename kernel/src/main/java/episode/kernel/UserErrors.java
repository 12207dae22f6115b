package episode.kernel;

import java.util.ArrayList;
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

  /**
   * Returns the message; in a cell of several lines, with the line that it came from.
   *
   * @param thrown the error
   * @param place the innermost line of a cell on the way to it, if one is known: a magic of a whole
   *     cell names its lines itself
   */
  static EvaluationFailure failure(Throwable thrown, Optional<Origins.Place> place) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse("");
    List<String> lines =
        message
            .lines()
            .map(line -> line.startsWith(" ") ? line : Ansi.error(line))
            .collect(Collectors.toCollection(ArrayList::new));
    place
        .filter(one -> one.source().text().strip().contains("\n"))
        .ifPresent(one -> lines.addAll(List.of(Frames.text(one).split("\n"))));
    String name = thrown.getClass().getSimpleName();
    return new EvaluationFailure(new Failure(name, message, lines), thrown);
  }
}
