package episode.render;

import episode.expr.Printable;
import episode.plot.Display;
import episode.plot.Grid;
import episode.plot.Part;
import episode.plot.Plot;
import episode.plot.SliderPlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One thing to see in every form that a notebook may want, by MIME type: {@code text/plain} is
 * always there, pictures are PNG in Base64, Vega-Lite is a JSON object of maps and lists.
 *
 * @param data the forms, by MIME type
 * @param metadata what goes with a form, by MIME type: the size of a picture
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {

  /** The MIME type of Vega-Lite 5. */
  public static final String VEGA_LITE = "application/vnd.vegalite.v5+json";

  private static final String NO_FONTS =
      "\n(No picture: Java finds no fonts here. Install fontconfig and a font such as DejaVu.)";

  /** Returns what a value shows, one bundle for each of its parts, from top to bottom. */
  public static List<MimeBundle> of(Display value) {
    List<MimeBundle> bundles = new ArrayList<>();
    value.parts().forEach(part -> bundles.add(of(part)));
    return bundles;
  }

  /** Returns one part in all its forms. */
  public static MimeBundle of(Part part) {
    MimeBundle bundle = new MimeBundle(new LinkedHashMap<>(), new LinkedHashMap<>());
    if (part instanceof Plot plot) {
      bundle.plot(plot);
    } else if (part instanceof SliderPlot moving) {
      bundle.data.put(VEGA_LITE, VegaLite.of(moving));
      bundle.still(VegaSliders.still(moving));
    } else if (part instanceof Grid grid) {
      bundle.data.put("text/html", Printable.of(TableHtml.of(grid)));
      bundle.data.put("text/plain", Printable.of(TableText.of(grid)));
    } else if (part instanceof Part.Svg drawing) {
      bundle.data.put("image/svg+xml", drawing.svg());
      bundle.picture(
          () -> PngImage.of(SvgImage.paint(drawing.svg(), PngImage.SCALE), Set.of()),
          drawing.plain());
    } else if (part instanceof Part.Latex formula) {
      bundle.data.put("text/latex", "$$" + formula.latex() + "$$");
      bundle.data.put("text/plain", Printable.of(formula.plain()));
    } else if (part instanceof Part.Markdown text) {
      bundle.data.put("text/markdown", text.markdown());
      bundle.data.put("text/plain", Printable.of(text.plain()));
    } else if (part instanceof Part.Text text) {
      bundle.data.put("text/plain", text.text());
    }
    return bundle;
  }

  private void plot(Plot plot) {
    if (VegaLite.suits(plot)) {
      data.put(VEGA_LITE, VegaLite.of(plot));
    }
    still(plot);
  }

  private void still(Plot plot) {
    picture(
        () -> PngImage.of(PlotPainter.paint(plot, PngImage.SCALE), Theme.kept(plot)),
        TextChart.of(plot));
  }

  /** Puts the picture in, and the words that stand for it. */
  private void picture(Supplier<PngImage> painting, String plain) {
    if (!Lettering.works()) {
      data.put("text/plain", Printable.of(plain) + NO_FONTS);
      return;
    }
    PngImage png = painting.get();
    data.put("image/png", png.base64());
    metadata.put("image/png", png.metadata());
    data.put("text/plain", Printable.of(plain));
  }
}
