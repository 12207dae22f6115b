package episode.kernel;

import episode.notebook.assist.Page;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what public methods a class of the JDK has, where there is no javadoc to show. */
final class JavaTypes {

  private static final List<String> IMPORTED =
      List.of(
          "",
          "java.lang.",
          "java.util.",
          "java.util.function.",
          "java.util.stream.",
          "java.util.concurrent.",
          "java.util.regex.",
          "java.io.",
          "java.math.",
          "java.net.",
          "java.nio.file.",
          "java.time.");

  private JavaTypes() {}

  /** Returns the page of a class that is written as a cell may write it. */
  static Optional<Page> named(String name) {
    return name.matches("[\\w.]+")
        ? IMPORTED.stream().flatMap(start -> loaded(start + name)).findFirst().map(JavaTypes::page)
        : Optional.empty();
  }

  private static Stream<Class<?>> loaded(String name) {
    try {
      return Stream.of(Class.forName(name, false, JavaTypes.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError other) {
      return Stream.empty();
    }
  }

  private static Page page(Class<?> type) {
    String heading = (type.isInterface() ? "interface " : "class ") + type.getName();
    String methods = methods(type, method -> !Modifier.isStatic(method.getModifiers()));
    String fixed = methods(type, method -> Modifier.isStatic(method.getModifiers()));
    String text = heading + section("Methods", methods, "  ") + section("Static", fixed, "  ");
    String marked = "```java\n" + heading + "\n```";
    return new Page(text, marked + section("Methods", methods, "") + section("Static", fixed, ""));
  }

  private static String section(String title, String names, String indent) {
    String heading = indent.isEmpty() ? "**" + title + "**\n" : title;
    return names.isEmpty() ? "" : "\n\n" + heading + "\n" + indent + names;
  }

  private static String methods(Class<?> type, Predicate<Method> which) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(which)
        .map(Method::getName)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
