package episode.notebook.assist;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows what stands inside the strings of a cell. A kernel finds it as a service. It never runs
 * code, and answers nothing where it knows nothing; for one thread at a time.
 */
public interface Assistant {

  /**
   * Returns what may stand at the cursor, if it is in a formula, a list of names, a file name or
   * the text of a system.
   *
   * @param code the whole cell, which need not compile
   * @param cursor an offset in it
   * @param variables the values of the session's variables by name, the newest last
   */
  Optional<Offers> complete(String code, int cursor, Map<String, Object> variables);

  /**
   * Returns the methods that may be called at the cursor, behind a dot; for chains that the
   * compiler cannot read because an earlier call in them is not finished. Arguments as for {@link
   * #complete}.
   */
  Optional<Offers> members(String code, int cursor, Map<String, Object> variables);

  /** Returns what the word at the cursor means; arguments as for {@link #complete}. */
  Optional<Page> inspect(String code, int cursor, Map<String, Object> variables);

  /**
   * Returns the names that formulas may use: those that systems of the session declare, functions,
   * distributions and entry points.
   *
   * @param variables as for {@link #complete}
   */
  List<String> words(Map<String, Object> variables);

  /**
   * Returns what helps against a compile error that is a mistake with the toolkit.
   *
   * @param said what the compiler says on one line, without the packages of types
   * @param code the statement that it says it of
   * @param at the place in it that it means
   */
  Optional<String> remedy(String said, String code, int at);
}
