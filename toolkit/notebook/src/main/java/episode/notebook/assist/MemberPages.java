package episode.notebook.assist;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what the toolkit's javadoc says of types and methods. */
final class MemberPages {
  private MemberPages() {}

  /** Returns the page of a type; nothing where no comment was kept. */
  static Optional<Page> of(Class<?> type) {
    Javadoc javadoc = JavadocIndex.of(type);
    return javadoc.isEmpty() ? Optional.empty() : type(type, javadoc).page();
  }

  private static Pages type(Class<?> type, Javadoc javadoc) {
    String kind = type.isRecord() ? "record " : type.isInterface() ? "interface " : "class ";
    return new Pages()
        .code((type.isEnum() ? "enum " : kind) + type.getName())
        .prose(javadoc.body())
        .list("Parameters", javadoc.parameters());
  }

  /**
   * Returns the page of all methods of a name.
   *
   * @param arguments how many arguments the call has so far; methods that take them come first
   */
  static Optional<Page> of(Class<?> type, String name, int arguments) {
    Comparator<Method> order = Comparator.comparing(method -> !takes(method, arguments));
    List<Page> pages =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(name) && !method.isBridge())
            .sorted(order.thenComparing(method -> -JavadocIndex.of(method).body().length()))
            .flatMap(method -> of(method).stream())
            .toList();
    return Pages.joined(pages);
  }

  private static boolean takes(Method method, int arguments) {
    return method.isVarArgs()
        ? arguments >= method.getParameterCount() - 1
        : arguments == method.getParameterCount();
  }

  /** Returns the page of a method; nothing where no comment was kept. */
  static Optional<Page> of(Method method) {
    Javadoc javadoc = JavadocIndex.of(method);
    if (javadoc.isEmpty()) {
      return Optional.empty();
    }
    Javadoc further = target(method, javadoc).map(JavadocIndex::of).orElse(Javadoc.NONE);
    Pages page = new Pages().code(signature(method));
    page.prose(further.isEmpty() ? javadoc.body() : further.body());
    List<Javadoc.Tag> parameters = new ArrayList<>(javadoc.parameters());
    parameters.addAll(further.parameters());
    List<Javadoc.Tag> errors = new ArrayList<>(javadoc.errors());
    errors.addAll(further.errors());
    return page.list("Parameters", parameters).list("Errors", errors).page();
  }

  /** Returns the method that an entry point forwards to, as its comment says. */
  private static Optional<Method> target(Method method, Javadoc javadoc) {
    List<String> see = javadoc.refersTo();
    if (see.isEmpty()) {
      return Optional.empty();
    }
    Optional<Class<?>> type = new ToolkitTypes().named(see.get(0));
    return type.flatMap(
        found ->
            Arrays.stream(found.getMethods())
                .filter(one -> one.getName().equals(see.get(1)))
                .min(Comparator.comparing(one -> !alike(one, method))));
  }

  private static boolean alike(Method one, Method other) {
    return Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
  }

  /** Returns how a method is called: result, type, name, and parameters with their names. */
  static String signature(Method method) {
    String parameters =
        Arrays.stream(method.getParameters())
            .map(MemberPages::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
    String fixed = Modifier.isStatic(method.getModifiers()) ? "static " : "";
    String of = method.getDeclaringClass().getSimpleName() + ".";
    return fixed
        + simple(method.getGenericReturnType().getTypeName())
        + " "
        + of
        + method.getName()
        + parameters;
  }

  static String parameter(Parameter parameter) {
    String type = simple(parameter.getParameterizedType().getTypeName());
    String shown = parameter.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type;
    return parameter.isNamePresent() ? shown + " " + parameter.getName() : shown;
  }

  /** Returns the name of a type without its packages. */
  static String simple(String type) {
    return type.replaceAll("\\b(?:[a-z][\\w]*\\.)+", "").replace('$', '.');
  }
}
