package episode.kernel;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;

/** What may stand at the cursor, with what each of it is. */
final class Offered extends ReplacementOptions {

  /**
   * One of them.
   *
   * @param text what replaces the text from the start to the cursor
   * @param kind method, class, variable, state, function, …; empty where nobody knows
   * @param signature how it is called; may be empty
   */
  record Choice(String text, String kind, String signature) {}

  private final List<Choice> choices;

  Offered(List<Choice> choices, int start, int end) {
    super(choices.stream().map(Choice::text).toList(), start, end);
    this.choices = List.copyOf(choices);
  }

  List<Choice> choices() {
    return choices;
  }
}
