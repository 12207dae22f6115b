package episode.kernel.magic;

import java.util.List;
import java.util.Optional;

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

  /** Returns the variables that can be used now. */
  List<Variable> variables();

  /**
   * Adds a directory or archive to what cells can use.
   *
   * @param path a path as the operating system writes it
   */
  void addToClasspath(String path);

  /** Forgets every variable, method and class of the session; imports stay. */
  void reset();

  /** Returns what the last failed cell threw. */
  Optional<Throwable> lastThrown();
}
