package episode.notebook.assist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import episode.notebook.Episode;
import episode.notebook.MainClasses;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavadocIndexTest {
  private static final List<String> SEEN =
      List.of(
          "episode.expr",
          "episode.transform",
          "episode.backend",
          "episode.solve",
          "episode.system",
          "episode.prob",
          "episode.sample",
          "episode.model",
          "episode.epi",
          "episode.plot",
          "episode.data",
          "episode.notebook");

  private static List<Class<?>> seen() {
    List<Class<?>> types = new ArrayList<>();
    for (JavaClass found : MainClasses.of(SEEN)) {
      Class<?> type = found.reflect();
      if (isSeen(type)) {
        types.add(type);
      }
    }
    return types;
  }

  private static boolean isSeen(Class<?> type) {
    boolean outer = type.getEnclosingClass() == null || isSeen(type.getEnclosingClass());
    return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass() && outer;
  }

  @Test
  void everyTypeThatNotebooksSeeIsExplained() {
    List<String> silent =
        seen().stream()
            .filter(type -> JavadocIndex.of(type).isEmpty())
            .map(Class::getName)
            .toList();
    assertThat(silent).isEmpty();
    assertThat(seen()).hasSizeGreaterThan(100);
  }

  @Test
  void everyMethodThatNotebooksSeeIsExplained() {
    List<String> silent = new ArrayList<>();
    for (Class<?> type : seen()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(JavadocIndexTest::isOwn)
          .filter(method -> JavadocIndex.of(method).isEmpty())
          .forEach(method -> silent.add(method.toString()));
    }
    assertThat(silent).isEmpty();
  }

  /** Whether a method says something that its name and what it overrides have not said. */
  private static boolean isOwn(Method method) {
    Class<?> type = method.getDeclaringClass();
    boolean component =
        type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .anyMatch(method::equals);
    boolean made = type.isEnum() && method.getName().matches("values|valueOf");
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && !component
        && !made
        && !overrides(type, method);
  }

  private static boolean overrides(Class<?> type, Method method) {
    List<Class<?>> above = new ArrayList<>(List.of(type.getInterfaces()));
    above.add(type.getSuperclass() == null ? Object.class : type.getSuperclass());
    return above.stream()
        .anyMatch(
            one -> {
              boolean declared =
                  Arrays.stream(one.getMethods())
                      .anyMatch(
                          other ->
                              other.getName().equals(method.getName())
                                  && other.getParameterCount() == method.getParameterCount());
              return declared || one != Object.class && overrides(one, method);
            });
  }

  @Test
  void commentsAreTakenApart() throws NoSuchMethodException {
    Javadoc solve =
        JavadocIndex.of(
            episode.system.CompiledSystem.class.getMethod(
                "solve", episode.system.Values.class, episode.system.TimeSpan.class));
    assertThat(solve.body()).startsWith("Returns the solution from given values.");
    assertThat(solve.parameters()).extracting(Javadoc.Tag::name).startsWith("values", "span");
    assertThat(solve.errors()).extracting(Javadoc.Tag::name).containsExactly("EpisodeException");
    assertThat(JavadocIndex.of(Episode.class.getMethod("nuts")).refersTo()).isEmpty();
    assertThat(JavadocIndex.of(String.class).isEmpty()).isTrue();
  }
}
