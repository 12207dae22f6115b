package episode.kernel.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the magics of every session need from it. */
public interface Host {

  /**
   * A variable of the session.
   *
   * @param name its name
   * @param type its declared type, as Java writes it
   */
  record Variable(String name, String type) {}

  /**
   * Returns the value of the last statement of a source text.
   *
   * @param source statements, as in a cell
   */
  Object evaluate(String source);

  /**
   * Returns the value of the last statement of a file; messages name it.
   *
   * @param source its text
   * @param file what to call it
   * @throws Exception what a magic in it throws, or the failure of a statement
   */
  Object evaluate(String source, String file) throws Exception;

  /**
   * Returns the value of code inside other code, which no message shows.
   *
   * @param before stands before it in the same line
   * @param code what the user has written
   * @param after stands after it
   */
  Object evaluate(String before, String code, String after);

  /** Returns the variables that can be used now. */
  List<Variable> variables();

  /** Returns the values of variables that are not null, by name. */
  Map<String, Object> values();

  /** Returns the names of variables that have no value because their declaration failed. */
  Set<String> unset();

  /**
   * Adds folders and archives to what cells can use, and installs the extensions among them.
   *
   * @param paths absolute
   */
  void addToClasspath(List<Path> paths);

  /** Returns what was added, in order. */
  List<Path> classpath();

  /** Forgets every variable, method and class of the session; returns their names. */
  List<String> reset();

  /** Returns what the last failed cell threw. */
  Optional<Throwable> lastThrown();
}
