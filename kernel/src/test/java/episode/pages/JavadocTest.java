package episode.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type and method says what it is; what it says is well formed, its links lead on. */
class JavadocTest {
  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void everyPublicTypeAndMethodHasItsPage() throws IOException {
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(List.of("-quiet", "-Xdoclint:all", "-protected"));
    options.addAll(List.of("-Xmaxwarns", "100000", "--release", "17", "-d", folder.toString()));
    options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    try (StandardJavaFileManager files = tool.getStandardFileManager(found, Locale.ROOT, null)) {
      tool.getTask(
              new StringWriter(), files, found, null, options, files.getJavaFileObjects(sources()))
          .call();
    }
    assertThat(found.getDiagnostics().stream().filter(JavadocTest::isAFault).map(Object::toString))
        .as("the sentence that returns what comes back need not be said twice, by tags")
        .isEmpty();
  }

  private static Path[] sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("toolkit/core", "toolkit/notebook", "kernel")) {
      try (Stream<Path> files = Files.walk(Page.ROOT.resolve(module + "/src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources.toArray(Path[]::new);
  }

  /** Tags are given where they add something, and constants where their names do not say it. */
  private static boolean isAFault(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message = diagnostic.getMessage(Locale.ROOT);
    if (diagnostic.getKind() == Diagnostic.Kind.NOTE
        || message.matches("(?s).*no @(param|return|throws).*")) {
      return false;
    }
    return !message.contains("default constructor")
        && !(isMissing(message) && isConstant(diagnostic));
  }

  private static boolean isMissing(String message) {
    return message.startsWith("no comment");
  }

  private static boolean isConstant(Diagnostic<? extends JavaFileObject> diagnostic) {
    try {
      String text = diagnostic.getSource().getCharContent(true).toString();
      String line = text.lines().skip(diagnostic.getLineNumber() - 1).findFirst().orElse("");
      return line.strip().matches("[A-Z][A-Z0-9_]*(\\(.*|,|;)?") || line.contains("private ");
    } catch (IOException e) {
      return false;
    }
  }
}
