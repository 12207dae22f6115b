package episode.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what exceptions say in the names that cells use, not in those of JShell's classes. */
final class CellNames {
  private static final Pattern WRAPPED = Pattern.compile("\\bREPL[./]\\$JShell\\$\\d+[A-Z]*[.$/]");
  private static final Pattern CAST =
      Pattern.compile("class (\\S+) cannot be cast to class (\\S+) \\(.*\\)");
  private static final Pattern REVISION = Pattern.compile("(\\$JShell\\$\\d+)[A-Z]*");

  private final ClassLoader loader;

  /**
   * Knows the classes of cells.
   *
   * @param loader finds them by name
   */
  CellNames(ClassLoader loader) {
    this.loader = loader;
  }

  /** Returns a text with the names that cells use. */
  static String plain(String text) {
    return WRAPPED.matcher(text).replaceAll("");
  }

  /** Returns the message of an exception, empty where it has none. */
  String message(Throwable thrown) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse("");
    Matcher cast = CAST.matcher(message);
    if (!(thrown instanceof ClassCastException) || !cast.matches()) {
      return plain(message);
    }
    String target = plain(cast.group(2));
    String seen = "class " + plain(cast.group(1)) + " cannot be cast to class " + target;
    return isEarlier(cast.group(1), cast.group(2))
        ? seen + ": it is older than the last declaration of " + target + "; make it again"
        : seen;
  }

  /** Returns whether a class is, or extends, another declaration of the same type. */
  private boolean isEarlier(String name, String target) {
    try {
      return types(Class.forName(name, false, loader))
          .map(Class::getName)
          .anyMatch(type -> !type.equals(target) && declared(type).equals(declared(target)));
    } catch (ClassNotFoundException gone) {
      return false;
    }
  }

  private static String declared(String name) {
    return REVISION.matcher(name).replaceFirst("$1");
  }

  /** Returns a class and what it extends and implements. */
  private static Stream<Class<?>> types(Class<?> type) {
    Stream<Class<?>> above =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
    return Stream.concat(Stream.of(type), above.flatMap(CellNames::types));
  }
}
