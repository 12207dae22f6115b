package episode.kernel.magic;

import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.ParsedCellMagic;
import org.dflib.jjava.jupyter.kernel.magic.ParsedLineMagic;

/**
 * A magic as it was called.
 *
 * @param name without percent signs
 * @param arguments split at blanks, quotes taken away
 * @param rest everything after the name on its line, as written
 * @param body the lines below a cell magic; empty for a line magic
 */
public record MagicCall(String name, List<String> arguments, String rest, Optional<String> body) {

  /** Returns the cell magic that a source text starts with. */
  public static Optional<MagicCall> ofCell(String source) {
    if (!source.startsWith("%%")) {
      return Optional.empty();
    }
    Reader reader = new Reader();
    new MagicParser("(?!)", "%%", reader)
        .resolveMagics(source.contains("\n") ? source + "\n" : source + "\n\n");
    return Optional.ofNullable(reader.call);
  }

  /**
   * Returns the call that a line makes.
   *
   * @param line starts with a percent sign and a letter
   */
  public static MagicCall ofLine(String line) {
    Reader reader = new Reader();
    new MagicParser("^%", "(?!)", reader).resolveMagics(line);
    return reader.call;
  }

  /** Returns a parser that makes Java calls of magics whose value a statement assigns. */
  public static MagicParser assignments() {
    return new MagicParser("(?<==)[ \\t]*%", "(?!)", new Caller());
  }

  private static String rest(String raw, String name) {
    String line = raw.lines().findFirst().orElse("");
    return line.substring(line.indexOf(name) + name.length()).strip();
  }

  /** Takes what the library has parsed instead of writing Java for it. */
  private static final class Reader extends MagicTranspiler {
    private MagicCall call;

    @Override
    public String transpileCell(ParsedCellMagic magic) {
      String name = magic.magicCall.name;
      Optional<String> body = Optional.of(magic.magicCall.body);
      call = new MagicCall(name, magic.magicCall.args, rest(magic.rawArgsLine, name), body);
      return "";
    }

    @Override
    public String transpileLine(ParsedLineMagic magic) {
      String name = magic.magicCall.name;
      call = new MagicCall(name, magic.magicCall.args, rest(magic.raw, name), Optional.empty());
      return "";
    }
  }

  /** Writes the call alone: the library's own text ends the statement and loses the value. */
  private static final class Caller extends MagicTranspiler {
    @Override
    public String transpileLine(ParsedLineMagic magic) {
      String written = super.transpileLine(magic);
      return written.endsWith(";{};") ? written.substring(0, written.length() - 4) : written;
    }
  }
}
