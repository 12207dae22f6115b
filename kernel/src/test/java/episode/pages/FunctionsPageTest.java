package episode.pages;

import episode.expr.FormulaWord;
import episode.expr.FormulaWords;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The page {@code docs/functions.md}: every word that formulas know. */
class FunctionsPageTest {
  private static final String INTRODUCTION =
      """
      # Words of formulas

      What formulas know without a declaration: in rates, equations, aliases, initial values, priors
      and observations, and in `function(…)`. Names that a system declares stand beside them; a
      function is known by its bracket. [The system language](language.md#formulas) says how formulas
      are made of them, and what its signs mean. The tables are written from the code, which evaluates their examples in its
      tests, and a test fails where they are stale.

      ```java
      function("clip(log1p(x) / hypot(3, y), 0, 1)", "x", "y").apply(5, 4).number()
      ```

      ```text
      0.3583518938
      ```

      ## Functions

      """;

  @Test
  void pageListsEveryWord() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION).append(FormulaWords.table());
    page.append("\n## Constants and words between formulas\n\n");
    page.append("| word | kind | meaning | example |\n|---|---|---|---|\n");
    for (FormulaWord word : FormulaWords.all()) {
      if (!word.isCalled()) {
        page.append("| `").append(word.call()).append("` | ").append(word.kind().words());
        page.append(" | ").append(word.meaning()).append(" | `");
        page.append(word.example()).append("` |\n");
      }
    }
    Page.check("functions.md", page.toString());
  }
}
