package episode.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import episode.expr.Tensor;
import episode.plot.Columns;
import episode.plot.Display;
import episode.plot.Part;
import episode.plot.Plot;
import episode.render.MimeBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpisodeExtensionTest {

  /** The least that a kernel on JJava's library can be: it keeps what it is asked to run. */
  private static final class SmallKernel extends BaseKernel {
    final List<String> run = new ArrayList<>();
    final List<DisplayData> displayed = new ArrayList<>();

    SmallKernel() {
      super(
          "small",
          "1",
          new LanguageInfo.Builder("Java").build(),
          List.of(),
          null,
          new JupyterIO(StandardCharsets.UTF_8),
          new CommManager(),
          new Renderer(),
          new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
          new MagicsRegistry(),
          false,
          new StringStyler.Builder().build());
    }

    @Override
    public Object evalRaw(String source) {
      run.add(source);
      return null;
    }

    @Override
    public void display(DisplayData data) {
      displayed.add(data);
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
      return null;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
      return null;
    }

    @Override
    public String isComplete(String code) {
      return IS_COMPLETE_YES;
    }
  }

  private final SmallKernel kernel = new SmallKernel();

  @BeforeEach
  void install() {
    ServiceLoader.load(Extension.class).findFirst().orElseThrow().install(kernel);
  }

  private static Object data(DisplayData data, String type) throws Exception {
    return data.getData(MIMEType.parse(type));
  }

  @Test
  void bringsTheWordsOfTheToolkit() {
    assertThat(kernel.run.get(0)).contains("import static episode.notebook.Episode.*;");
  }

  @Test
  void aPlotIsOneBundle() throws Exception {
    double[] x = {1, 2};
    DisplayData shown = kernel.getRenderer().render(Plot.of("x", "y").line("a", x, x));
    assertThat(data(shown, "image/png")).isInstanceOf(String.class);
    assertThat(new Gson().toJson(data(shown, MimeBundle.VEGA_LITE))).startsWith("{\"$schema\"");
    assertThat(kernel.displayed).isEmpty();
  }

  @Test
  void severalPartsAreSeveralOutputs() throws Exception {
    Display system = () -> List.of(Part.latex("x", "x"), Part.text("diagram"));
    DisplayData shown = kernel.getRenderer().render(system);
    assertThat(kernel.displayed).hasSize(1);
    assertThat(data(kernel.displayed.get(0), "text/latex")).isEqualTo("$$x$$");
    assertThat(data(shown, "text/plain")).isEqualTo("diagram");
  }

  @Test
  void anArrayIsItsRowsAndItsType() throws Exception {
    Tensor matrix = Tensor.matrix(new double[][] {{1, 0.5}, {2, 3}});
    assertThat(data(kernel.getRenderer().render(matrix), "text/plain"))
        .isEqualTo("[[1, 0.5], [2, 3]]: float64[2, 2]");
    assertThat(data(kernel.getRenderer().render(Tensor.of(2.25)), "text/plain")).isEqualTo("2.25");
  }

  @Test
  void tablesAndColumnsLookAlike() throws Exception {
    Columns columns = Columns.of("x", new double[] {1});
    Object mine = data(kernel.getRenderer().render(columns), "text/html");
    Object theirs = data(kernel.getRenderer().render(Episode.table(columns)), "text/html");
    assertThat(mine).isEqualTo(theirs);
  }

  @Test
  void explainIsAMagicToo() throws Exception {
    Part page = kernel.getMagicsRegistry().evalLineMagic(kernel, "explain", List.of("e6101"));
    assertThat(((Part.Markdown) page).markdown()).startsWith("# E6101");
  }

  @Test
  void aSystemCellDeclaresItsVariableOnAnyKernelOfTheLibrary() throws Exception {
    Object shown =
        kernel
            .getMagicsRegistry()
            .evalCellMagic(kernel, "system", List.of("sir"), "state S\nS' = 1");
    assertThat(shown).hasToString("system sir\n  state S\n  equation S = 1");
    assertThat(kernel.run.get(1))
        .isEqualTo(
            "var sir = episode.system.OpSystem.text("
                + "\"sir\", String.join(\"\\n\", \"\", \"state S\", \"S' = 1\"));");
  }
}
