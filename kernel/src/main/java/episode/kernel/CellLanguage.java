package episode.kernel;

import episode.kernel.magic.Magic;
import episode.kernel.magic.MagicBook;
import episode.kernel.magic.MagicCall;
import episode.kernel.magic.Magics;
import episode.kernel.magic.Question;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Tells what the text of a cell is: Java, a magic of the whole cell, or a question. */
final class CellLanguage {

  private static final String INDENT = "  ";

  private final Evaluator evaluator;
  private final Worker worker;
  private final MagicBook book;
  private final Magics magics;
  private final Inspection inspection;

  CellLanguage(
      Evaluator evaluator, Worker worker, MagicBook book, Magics magics, Inspection inspection) {
    this.evaluator = evaluator;
    this.worker = worker;
    this.book = book;
    this.magics = magics;
    this.inspection = inspection;
  }

  /** Returns what an evaluator does with lines that are magics. */
  static Evaluator.LineMagics lines(Magics magics, MagicBook book) {
    return new Evaluator.LineMagics() {
      @Override
      public Object run(String line) throws Exception {
        return magics.line(MagicCall.ofLine(line));
      }

      @Override
      public boolean known(String name) {
        return book.known(name);
      }
    };
  }

  /**
   * Returns what the text comes to.
   *
   * @throws Exception what a magic throws, or the failure of a statement
   */
  Evaluator.Value evaluate(SourceText source) throws Exception {
    int start = Boundaries.significant(source.text(), 0);
    Optional<MagicCall> magic = MagicCall.ofCell(source.text().substring(start));
    if (magic.isPresent()) {
      boolean shown = !source.text().stripTrailing().endsWith(";");
      Object value = worker.call(() -> magics.cell(magic.get()));
      return new Evaluator.Value(value, shown || !magics.takesCode(magic.get().name()));
    }
    return evaluator.evaluate(source);
  }

  /** Returns the page that a text asks for which is a name with a question mark. */
  Optional<DisplayData> answer(String source) {
    return Question.of(source)
        .map(
            name ->
                Question.magic(name)
                    .map(book::required)
                    .map(Magic::shown)
                    .or(() -> inspection.at(name, Question.end(name)))
                    .orElseThrow(() -> Question.unknown(name, inspection.near(name))));
  }

  /**
   * Returns how a front end that has one line at a time goes on.
   *
   * @return "complete", "invalid", or the indentation of the next line
   */
  String completeness(String code) {
    if (Question.of(code).isPresent()) {
      return EpisodeKernel.IS_COMPLETE_YES;
    }
    if (code.startsWith("%%", Boundaries.significant(code, 0))) {
      return code.endsWith("\n") ? EpisodeKernel.IS_COMPLETE_YES : "";
    }
    Splitter.Cut cut = evaluator.splitter().split(new SourceText(code, 0, 0));
    if (cut.broken() >= 0) {
      return cut.incomplete() ? INDENT : EpisodeKernel.IS_COMPLETE_BAD;
    }
    return cut.statements().stream().allMatch(one -> one.magic() || Grammar.accepts(one.code()))
        ? EpisodeKernel.IS_COMPLETE_YES
        : EpisodeKernel.IS_COMPLETE_BAD;
  }
}
