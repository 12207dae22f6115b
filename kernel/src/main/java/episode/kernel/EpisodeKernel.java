package episode.kernel;

import com.google.gson.JsonObject;
import episode.kernel.magic.Host;
import episode.kernel.magic.Magic;
import episode.kernel.magic.MagicBook;
import episode.kernel.magic.MagicCall;
import episode.kernel.magic.Magics;
import episode.kernel.magic.Question;
import episode.kernel.magic.SessionMagics;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
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
final class EpisodeKernel extends BaseKernel implements Host, IntSupplier {

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
  private final ClassLoader loader;
  private final MagicBook book;
  private final Magics magics;
  private final Completion completion;
  private final Inspection inspection;
  private final PrintStream systemOut = System.out;
  private final PrintStream systemErr = System.err;
  private final InputStream systemIn = System.in;
  private final InputStream cellIn;
  private SourceText cell = new SourceText("", 0, 0);
  private Throwable lastThrown;
  private final List<Path> added = new ArrayList<>();
  private volatile int cells;

  private EpisodeKernel(SessionOptions options, CellOutput output, CellIo cellIo) {
    super(
        "episode",
        VERSION,
        language(),
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
    this.cellIn = new CellInput(output);
    SnippetLoader loader = new SnippetLoader();
    Consumer<String> notes = note -> output.console().err().print(note);
    this.worker = new Worker(options.patience(), loader.classLoader(), notes);
    this.loader = loader.classLoader();
    this.book = new MagicBook(magicsRegistry, this.loader);
    this.magics = new Magics(this, book);
    this.evaluator = new Evaluator(worker, loader, lines(), notes);
    ToolkitHelp toolkit = new ToolkitHelp(evaluator::values);
    this.completion = new Completion(evaluator, book, toolkit);
    this.inspection = new Inspection(evaluator, book, toolkit);
    SessionMagics.register(magicsRegistry, this, book);
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

  private static LanguageInfo language() {
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
    takeStreams();
    cell = new SourceText(source, count, 0);
    try {
      Optional<String> asked = Question.of(source);
      if (asked.isPresent()) {
        answer(asked.get(), silent);
        return Optional.empty();
      }
      Evaluator.Value value = evaluate(cell);
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
    worker.open();
    try {
      Object value = evaluate(new SourceText(source, 0, 0)).object();
      JsonObject content = Bundles.json(worker.call(() -> rendered(value)));
      content.addProperty("status", "ok");
      return content;
    } catch (Exception | Error failed) {
      Statement whole = Statement.whole(new SourceText(source, 0, 0));
      return Replies.error(evaluator.report().thrown(failed, whole).failure());
    } finally {
      worker.close();
    }
  }

  private Evaluator.Value evaluate(SourceText source) throws Exception {
    int start = Boundaries.significant(source.text(), 0);
    Optional<MagicCall> magic = MagicCall.ofCell(source.text().substring(start));
    if (magic.isPresent()) {
      boolean shown = !source.text().stripTrailing().endsWith(";");
      Object value = worker.call(() -> magics.cell(magic.get()));
      return new Evaluator.Value(value, shown || !magics.takesCode(magic.get().name()));
    }
    return evaluator.evaluate(source);
  }

  /** Shows what is known about a name that was written with a question mark. */
  private void answer(String name, boolean silent) {
    DisplayData page =
        Question.magic(name)
            .map(book::required)
            .map(Magic::shown)
            .or(() -> inspection.at(name, name.length()))
            .orElseThrow(() -> Question.unknown(name));
    if (!silent) {
      output.page(page);
    }
  }

  private Evaluator.LineMagics lines() {
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

  DisplayData rendered(Object value) {
    return renderer.render(value);
  }

  @Override
  public Object evalRaw(String source) {
    try {
      return evaluate(located(source)).object();
    } catch (RuntimeException known) {
      throw known;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public Object evaluate(String source) {
    return evalRaw(source);
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
  public List<Host.Variable> variables() {
    return evaluator
        .variables()
        .map(variable -> new Host.Variable(variable.name(), variable.typeName()))
        .collect(Collectors.toList());
  }

  @Override
  public Map<String, Object> values() {
    return evaluator.values();
  }

  @Override
  public void addToClasspath(List<Path> paths) {
    if (paths.isEmpty()) {
      return;
    }
    evaluator.addToClasspath(
        paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    added.addAll(paths);
    if (extensionsEnabled) {
      installAdded();
    }
  }

  /** Installs extensions of added libraries; the library's own way would stop at a broken one. */
  private void installAdded() {
    for (Iterator<Extension> found = ServiceLoader.load(Extension.class, loader).iterator(); ; ) {
      try {
        if (!found.hasNext()) {
          return;
        }
        installExtension(found.next());
      } catch (ServiceConfigurationError unusable) {
        System.err.println("An extension among the added libraries does not work here:");
        System.err.println("  " + unusable.getMessage());
      }
    }
  }

  @Override
  public List<Path> classpath() {
    return List.copyOf(added);
  }

  @Override
  public List<String> reset() {
    return evaluator.reset();
  }

  @Override
  public Optional<Throwable> lastThrown() {
    return Optional.ofNullable(lastThrown);
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
    int start = Boundaries.significant(code, 0);
    if (Question.of(code).isPresent()) {
      return IS_COMPLETE_YES;
    }
    if (code.startsWith("%%", start)) {
      return code.endsWith("\n") ? IS_COMPLETE_YES : "";
    }
    Splitter.Cut cut = evaluator.splitter().split(new SourceText(code, 0, 0));
    if (cut.broken() < 0) {
      return IS_COMPLETE_YES;
    }
    return cut.incomplete() ? "  " : IS_COMPLETE_BAD;
  }

  @Override
  public void interrupt() {
    worker.interrupt();
  }

  @Override
  public void onStartup() {
    installNotebookKernel();
    takeStreams();
    Thread.setDefaultUncaughtExceptionHandler(this::threadEnded);
    evalRaw(IMPORTS);
    if (extensionsEnabled) {
      installDefaultExtensions();
    }
  }

  /** Takes the standard streams back from a cell that has set others. */
  private void takeStreams() {
    System.setOut(output.console().out());
    System.setErr(output.console().err());
    System.setIn(cellIn);
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
    System.setOut(systemOut);
    System.setErr(systemErr);
    System.setIn(systemIn);
    output.console().close();
    evaluator.close();
  }
}
