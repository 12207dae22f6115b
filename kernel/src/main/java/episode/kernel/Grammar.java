package episode.kernel;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Tells whether a statement is Java by its form, whatever its names mean. JShell's own analysis
 * takes {@code import = 7q;} for a whole statement because of its end.
 */
final class Grammar {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private Grammar() {}

  /** Returns whether a statement, an expression, a declaration or an import can be read. */
  static boolean accepts(String code) {
    String value = code.endsWith(";") ? code.substring(0, code.length() - 1) : code;
    return Stream.of(
            "class C { void m() {\n" + code + "\n} }",
            "class C { Object o = \n" + value + "\n; }",
            "class C {\n" + code + "\n}",
            code)
        .anyMatch(Grammar::parses);
  }

  private static boolean parses(String unit) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options = List.of("-proc:none");
    try {
      ((JavacTask)
              COMPILER.getTask(
                  new StringWriter(), null, found, options, null, List.of(new Unit(unit))))
          .parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.getDiagnostics().stream().noneMatch(one -> one.getKind() == Diagnostic.Kind.ERROR);
  }

  /** A source file that is in memory. */
  private static final class Unit extends SimpleJavaFileObject {
    private final String text;

    Unit(String text) {
      super(URI.create("memory:///C.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
