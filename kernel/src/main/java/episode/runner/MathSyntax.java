package episode.runner;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Formulas in Markdown, as Jupyter reads them: {@code $…$} inline, {@code $$…$$} and {@code
 * \begin{…}…\end{…}} displayed. Their text is untouched by Markdown and ends in an element of class
 * {@code math}.
 */
final class MathSyntax implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {

  @Override
  public void extend(Parser.Builder builder) {
    builder.customInlineContentParserFactory(new DollarFactory());
    builder.customBlockParserFactory(new FormulaStart());
  }

  @Override
  public void extend(HtmlRenderer.Builder builder) {
    builder.nodeRendererFactory(FormulaRenderer::new);
  }

  private static final class Inline extends CustomNode {
    final String tex;
    final boolean display;

    Inline(String tex, boolean display) {
      this.tex = tex;
      this.display = display;
    }
  }

  private static final class Displayed extends CustomBlock {
    private final StringBuilder tex = new StringBuilder();
  }

  private static final class DollarFactory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
      return state -> formula(state.scanner());
    }

    /** A dollar before a space or a digit after the closing one is money, not mathematics. */
    private static ParsedInline formula(Scanner scanner) {
      boolean display = scanner.matchMultiple('$') == 2;
      String fence = display ? "$$" : "$";
      Position start = scanner.position();
      if (!display && Character.isWhitespace(scanner.peek())) {
        return ParsedInline.none();
      }
      while (scanner.find('$') >= 0) {
        Position end = scanner.position();
        boolean escaped = scanner.peekPreviousCodePoint() == '\\';
        boolean closed = scanner.next(fence) && !escaped;
        if (closed && (display || !Character.isDigit(scanner.peek()))) {
          String tex = scanner.getSource(start, end).getContent();
          return ParsedInline.of(new Inline(tex.strip(), display), scanner.position());
        }
        if (!closed && scanner.position().equals(end)) {
          scanner.next();
        }
      }
      return ParsedInline.none();
    }
  }

  private static final class FormulaStart implements BlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      CharSequence line = state.getLine().getContent();
      String rest = line.subSequence(state.getNextNonSpaceIndex(), line.length()).toString();
      boolean dollars = rest.startsWith("$$") && rest.indexOf("$$", 2) < 0;
      if (state.getIndent() > 3 || !(dollars || rest.startsWith("\\begin{"))) {
        return BlockStart.none();
      }
      return BlockStart.of(new FormulaBlock(dollars)).atIndex(state.getNextNonSpaceIndex());
    }
  }

  private static final class FormulaBlock extends AbstractBlockParser {
    private final Displayed block = new Displayed();
    private final boolean dollars;
    private boolean finished;

    FormulaBlock(boolean dollars) {
      this.dollars = dollars;
    }

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      return finished ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
      String text = line.getContent().toString();
      if (dollars && block.tex.length() == 0) {
        block.tex.append(text.strip().substring(2)).append('\n');
        return;
      }
      block.tex.append(text).append('\n');
      finished = dollars ? text.contains("$$") : text.strip().startsWith("\\end{");
    }

    @Override
    public void closeBlock() {
      int end = dollars ? block.tex.indexOf("$$") : -1;
      if (end >= 0) {
        block.tex.setLength(end);
      }
    }
  }

  private static final class FormulaRenderer implements NodeRenderer {
    private final HtmlWriter html;

    FormulaRenderer(HtmlNodeRendererContext context) {
      html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Inline.class, Displayed.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof Inline inline) {
        write("span", inline.display, inline.tex);
      } else if (node instanceof Displayed displayed) {
        write("div", true, displayed.tex.toString().strip());
        html.line();
      }
    }

    private void write(String element, boolean display, String tex) {
      html.tag(element, Map.of("class", display ? "math display" : "math"));
      html.text(tex);
      html.tag("/" + element);
    }
  }
}
