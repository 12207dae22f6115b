package episode.kernel;

import com.google.gson.JsonObject;
import episode.kernel.magic.Host;
import episode.kernel.magic.MagicBook;
import episode.kernel.magic.Magics;
import episode.kernel.magic.SessionMagics;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * The kernel as the library and its extensions see it: evaluation, displays, magics, streams. It
 * knows nothing of connections.
 */
final class EpisodeKernel extends BaseKernel implements IntSupplier, Supplier<Throwable> {

  static final String VERSION =
      Optional.ofNullable(EpisodeKernel.class.getPackage().getImplementationVersion())
          .orElse("dev");

  private static final String IMPORTS =
      String.join(
          "\n",
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.nio.file.*;",
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.function.*;",
          "import java.util.regex.*;",
          "import java.util.stream.*;",
          "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.*;",
          "import static episode.kernel.FrontEnd.*;");

  private final CellOutput output;
  private final Worker worker;
  private final Evaluator evaluator;
  private final CellLanguage language;
  private final StandardStreams streams;
  private final Completion completion;
  private final Inspection inspection;
  private SourceText cell = new SourceText("", 0, 0);
  private Throwable lastThrown;
  private volatile int cells;

  private EpisodeKernel(SessionOptions options, CellOutput output, CellIo cellIo) {
    super(
        "episode",
        VERSION,
        java(),
        List.of(),
        null,
        cellIo,
        new CommManager(),
        new CellRenderer(),
        new MagicParser("(?!)", "(?!)", new MagicTranspiler()),
        new MagicsRegistry(),
        options.extensions(),
        new StringStyler.Builder().build());
    this.output = output;
    this.streams = new StandardStreams(output);
    SnippetLoader loader = new SnippetLoader();
    Consumer<String> notes = note -> output.console().err().print(note);
    this.worker = new Worker(options.patience(), loader.classLoader(), notes);
    MagicBook book = new MagicBook(magicsRegistry, loader.classLoader());
    Magics magics = new Magics(this, book);
    this.evaluator = new Evaluator(worker, loader, CellLanguage.lines(magics, book), notes);
    ToolkitHelp toolkit = new ToolkitHelp(evaluator::values);
    this.completion = new Completion(evaluator, book, toolkit);
    this.inspection = new Inspection(evaluator, book, toolkit);
    this.language = new CellLanguage(evaluator, worker, book, magics, inspection);
    Libraries libraries = new Libraries(evaluator, loader.classLoader(), this::installAdded);
    Host host = new SessionHost(this, evaluator, libraries);
    SessionMagics.register(magicsRegistry, host, book);
  }

  /**
   * Returns a kernel that owns the standard streams and has its extensions installed.
   *
   * @throws IllegalStateException if there is one in this process already
   */
  static EpisodeKernel open(SessionOptions options) {
    if (notebookKernel != null) {
      throw new IllegalStateException("this process has an open session already");
    }
    CellOutput output = new CellOutput();
    CellIo io = new CellIo(new CellEnvironment(output));
    EpisodeKernel kernel = new EpisodeKernel(options, output, io);
    kernel.onStartup();
    return kernel;
  }

  private static LanguageInfo java() {
    return new LanguageInfo.Builder("Java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }

  CellOutput output() {
    return output;
  }

  /** Returns the kernel of the session that is open in this process. */
  static EpisodeKernel current() {
    if (notebookKernel instanceof EpisodeKernel open) {
      return open;
    }
    throw new IllegalStateException("no session is open in this process");
  }

  /**
   * Returns why the cell stopped, or nothing; its outputs have gone to the listener by then.
   *
   * @param source the text of the cell
   * @param count its number
   * @param silent whether its value stays unshown
   */
  synchronized Optional<Failure> execute(String source, int count, boolean silent) {
    worker.open();
    cells++;
    streams.take();
    cell = new SourceText(source, count, 0);
    try {
      Optional<DisplayData> page = language.answer(source);
      if (page.isPresent()) {
        page.filter(one -> !silent).ifPresent(output::page);
        return Optional.empty();
      }
      Evaluator.Value value = language.evaluate(cell);
      boolean shown = value.shown() && value.object() != null && !silent;
      if (shown && !output.isDisplayId(value.object())) {
        output.result(worker.call(() -> rendered(value.object())), count);
      }
      return Optional.empty();
    } catch (Exception | Error failed) {
      EvaluationFailure failure = evaluator.report().thrown(failed, Statement.whole(cell));
      lastThrown = failure.getCause();
      output.error(failure.failure());
      return Optional.of(failure.failure());
    } finally {
      worker.close();
      output.console().flush();
    }
  }

  /** Returns whether somebody has interrupted the last cell, however it took that. */
  boolean interrupted() {
    return worker.pressed();
  }

  /** Returns a number that is another one for every cell; extensions know the kernel by it. */
  @Override
  public int getAsInt() {
    return cells;
  }

  /** Returns what the last failed cell threw, or null; extensions know the kernel by it. */
  @Override
  public Throwable get() {
    return lastThrown;
  }

  /** Runs what is no cell on the thread of cells, where an interrupt stops it. */
  synchronized boolean aside(Callable<Boolean> body) {
    worker.open();
    try {
      return worker.call(body);
    } catch (InvocationTargetException stopped) {
      throw new IllegalStateException(stopped.getCause());
    } catch (RuntimeException known) {
      throw known;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    } finally {
      worker.close();
      output.console().flush();
    }
  }

  /** Returns the value of a user expression as a reply carries it. */
  synchronized JsonObject expression(String source) {
    if (source.isBlank()) {
      return Replies.error(
          new Failure("EmptyExpression", "an empty expression", List.of("an empty expression")));
    }
    SourceText text = new SourceText(source, SourceText.EXPRESSION, 0);
    worker.open();
    try {
      Object value = language.evaluate(text).object();
      JsonObject content = Bundles.json(worker.call(() -> rendered(value)));
      content.addProperty("status", "ok");
      return content;
    } catch (Exception | Error failed) {
      return Replies.error(evaluator.report().thrown(failed, Statement.whole(text)).failure());
    } finally {
      worker.close();
    }
  }

  /** Returns what the last failed cell threw. */
  Optional<Throwable> lastThrown() {
    return Optional.ofNullable(lastThrown);
  }

  DisplayData rendered(Object value) {
    return renderer.render(value);
  }

  @Override
  public Object evalRaw(String source) {
    try {
      return language.evaluate(located(source)).object();
    } catch (RuntimeException known) {
      throw known;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Returns the value of code inside other code, which no message shows. */
  Object evaluate(String before, String code, String after) {
    SourceText place = located(code);
    return evaluator.evaluate(place.with(before + code + after, before.length())).object();
  }

  /** Returns the value of a text that comes from a file, which messages name. */
  Object evaluate(String source, String file) throws Exception {
    return language.evaluate(new SourceText(source, file)).object();
  }

  /** Returns the text with its place in the running cell, if it is a part of it. */
  private SourceText located(String source) {
    int at = source.isBlank() ? -1 : cell.text().indexOf(source.strip());
    if (at < 0) {
      return new SourceText(source, 0, 0);
    }
    int start = at - source.indexOf(source.strip());
    return new SourceText(source, cell.cell(), cell.line(Math.max(0, start)) - 1);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return completion.at(code, at);
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return inspection.at(code, at).orElse(null);
  }

  @Override
  public String isComplete(String code) {
    return language.completeness(code);
  }

  @Override
  public void interrupt() {
    worker.interrupt();
  }

  @Override
  public void onStartup() {
    installNotebookKernel();
    streams.take();
    Thread.setDefaultUncaughtExceptionHandler(this::threadEnded);
    evalRaw(IMPORTS);
    if (extensionsEnabled) {
      installDefaultExtensions();
    }
  }

  /** Lets a cell go on whose thread a library has tried to end the process on. */
  void exitRefused(Thread thread, SystemExit why) {
    if (!(thread instanceof CellThread)) {
      threadEnded(thread, why);
    }
    worker.desert(thread, why);
  }

  private void threadEnded(Thread thread, Throwable thrown) {
    output.console().err().print(evaluator.report().ended(thread, thrown));
  }

  private void installAdded(Extension extension) {
    if (extensionsEnabled) {
      installExtension(extension);
    }
  }

  @Override
  protected void installExtension(Extension extension) {
    try {
      super.installExtension(extension);
    } catch (RuntimeException | LinkageError unusable) {
      System.err.println("Extension " + extension.getClass().getName() + " does not work here:");
      System.err.println("  " + unusable);
    }
  }

  @Override
  protected ClassLoader getClassLoader() {
    return EpisodeKernel.class.getClassLoader();
  }

  @Override
  public void onShutdown(boolean isRestarting) {
    super.onShutdown(isRestarting);
    Thread.setDefaultUncaughtExceptionHandler(null);
    streams.giveBack();
    output.console().close();
    worker.end();
    evaluator.close();
  }
}
