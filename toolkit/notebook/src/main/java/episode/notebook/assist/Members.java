package episode.notebook.assist;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the methods of a type, those for everyday use first. */
final class Members {
  private Members() {}

  static List<Offer> of(Class<?> type) {
    Comparator<Method> order =
        Comparator.comparing((Method method) -> method.getDeclaringClass() == Object.class)
            .thenComparing(method -> method.isAnnotationPresent(Deprecated.class))
            .thenComparing(Method::getName)
            .thenComparing(Method::getParameterCount);
    return Arrays.stream(type.getMethods()).sorted(order).map(Members::offer).toList();
  }

  private static Offer offer(Method method) {
    String name = method.getName() + (method.getParameterCount() == 0 ? "()" : "(");
    String parameters =
        Arrays.stream(method.getParameters())
            .map(MemberPages::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
    String result = MemberPages.simple(method.getGenericReturnType().getTypeName());
    return new Offer(name, "method", parameters + ": " + result);
  }
}
