package episode.notebook;

import episode.backend.Backends;
import episode.backend.function.GraphPicture;
import episode.data.Tables;
import episode.expr.Graph;
import episode.expr.Numbers;
import episode.expr.Tensor;
import episode.plot.Display;
import episode.progress.Works;
import episode.render.MimeBundle;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import tech.tablesaw.api.Table;

/**
 * Teaches a Java kernel built on JJava's library to show the toolkit's values and Tablesaw's
 * tables.
 */
public final class EpisodeExtension implements Extension {

  private static final Pattern CODE = Pattern.compile("^E[1-9][0-9]{3}(?= )");

  private static final String[] TYPES = {
    "text/plain",
    "text/html",
    "text/latex",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    MimeBundle.VEGA_LITE
  };

  static final List<String> PACKAGES =
      List.of(
          "episode.expr",
          "episode.transform",
          "episode.backend",
          "episode.backend.function",
          "episode.solve",
          "episode.system",
          "episode.prob",
          "episode.sample",
          "episode.model",
          "episode.explore",
          "episode.epi",
          "episode.plot",
          "episode.data",
          "tech.tablesaw.api");

  /** Makes the extension; the kernel's service loader calls this. */
  public EpisodeExtension() {}

  @Override
  public void install(BaseKernel kernel) {
    kernel.evalRaw(imports());
    if (!"off".equals(System.getProperty("episode.progress"))) {
      Works.shownBy(new NotebookLines(kernel));
    }
    kernel
        .getMagicsRegistry()
        .registerLineMagic(
            "explain",
            (session, codes) ->
                Episode.explain(codes.isEmpty() ? lastCode(session) : codes.get(0)));
    kernel
        .getMagicsRegistry()
        .registerLineMagic("backend", (session, names) -> BackendMagic.run(names));
    kernel.getMagicsRegistry().registerLineMagic("jit", JitMagic::run);
    kernel.getMagicsRegistry().registerLineMagic("sample", SampleMagic::run);
    kernel.getMagicsRegistry().registerLineMagic("gradcheck", GradcheckMagic::run);
    kernel
        .getMagicsRegistry()
        .registerCellMagic(
            "system", (session, name, body) -> SystemCell.declare(session, name, body));
    kernel
        .getRenderer()
        .createRegistration(Display.class)
        .preferring(TYPES)
        .register((value, context) -> show(kernel, value, context));
    kernel
        .getRenderer()
        .createRegistration(Table.class)
        .preferring(TYPES)
        .register((table, context) -> show(kernel, Tables.columns(table), context));
    kernel
        .getRenderer()
        .createRegistration(Graph.class)
        .preferring(TYPES)
        .register((graph, context) -> show(kernel, GraphPicture.of(graph), context));
    kernel
        .getRenderer()
        .createRegistration(Tensor.class)
        .preferring(TYPES)
        .register((tensor, context) -> context.getOutputContainer().putText(written(tensor)));
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    Backends.choose(Backends.jvm());
    Works.unseen();
  }

  private static String imports() {
    String packages =
        PACKAGES.stream().map(name -> "import " + name + ".*;\n").collect(Collectors.joining());
    return packages + "import static episode.notebook.Episode.*;";
  }

  /** Returns the code of what the last failed cell threw, where the kernel tells; else nothing. */
  private static String lastCode(BaseKernel kernel) {
    return kernel instanceof Supplier<?> last && last.get() instanceof Throwable thrown
        ? CODE.matcher(String.valueOf(thrown.getMessage()))
            .results()
            .map(MatchResult::group)
            .findFirst()
            .orElse("")
        : "";
  }

  /** Shows all parts but the last as outputs of their own; the last is the value of the cell. */
  private static void show(BaseKernel kernel, Display value, RenderContext context) {
    List<MimeBundle> bundles = MimeBundle.of(value);
    for (int i = 0; i < bundles.size(); i++) {
      if (i < bundles.size() - 1) {
        DisplayData data = new DisplayData();
        fill(data, bundles.get(i));
        kernel.display(data);
      } else {
        fill(context.getOutputContainer(), bundles.get(i));
      }
    }
  }

  /** Returns the values of an array as nested lists, and its type. */
  private static String written(Tensor tensor) {
    return tensor.shape().isScalar() ? "" + tensor : Numbers.text(tensor) + ": " + tensor.type();
  }

  private static void fill(DisplayData data, MimeBundle bundle) {
    for (Map.Entry<String, Object> form : bundle.data().entrySet()) {
      data.putData(form.getKey(), form.getValue());
    }
    bundle.metadata().forEach(data::putMetaData);
  }
}
