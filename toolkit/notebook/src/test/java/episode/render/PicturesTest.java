package episode.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import episode.plot.Part;
import episode.plot.Plot;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {

  private static final double[] DAYS = {0, 1, 2, 3};
  private static final double[] PEOPLE = {1, 4, 9, 3};

  private static BufferedImage image(MimeBundle bundle) throws IOException {
    byte[] bytes = Base64.getDecoder().decode((String) bundle.data().get("image/png"));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  private static int rgb(String hex) {
    return Color.decode(hex).getRGB();
  }

  @Test
  void aPlotIsPaintedTwiceAsFineAsItIsShown() throws IOException {
    MimeBundle bundle = MimeBundle.of(Plot.of("day", "people").line("I", DAYS, PEOPLE));
    BufferedImage image = image(bundle);
    assertThat(bundle.metadata().get("image/png")).isEqualTo(Map.of("width", 570, "height", 360));
    assertThat(image.getWidth()).isEqualTo(1140);
    assertThat(image.getRGB(0, 0)).isEqualTo(Color.WHITE.getRGB());
    assertThat(colours(image)).contains(rgb("#0072B2"));
  }

  @Test
  void panelsOfOneSeriesEachNeedNoLegend() {
    Plot ill = Plot.of("day", "people").title("Ill").line("I", DAYS, PEOPLE);
    Plot well = Plot.of("day", "people").title("Well").line("S", DAYS, PEOPLE);
    assertThat(Legend.entries(Plot.grid(2, List.of(ill, well)))).isEmpty();
    assertThat(Legend.entries(Plot.grid(2, List.of(ill, ill.line("R", DAYS, PEOPLE)))))
        .containsOnlyKeys("I", "R");
  }

  @Test
  void aBundleHasVegaLiteAndPictureAndText() {
    MimeBundle bundle = MimeBundle.of(Plot.of("day", "people").line("I", DAYS, PEOPLE));
    assertThat(bundle.data().keySet())
        .containsExactly(MimeBundle.VEGA_LITE, "image/png", "text/plain");
    assertThat(bundle.data().get(MimeBundle.VEGA_LITE)).isInstanceOf(Map.class);
  }

  @Test
  void everyMarkLeavesItsColour() throws IOException {
    Plot plot =
        Plot.of("", "")
            .band("band", DAYS, new double[4], PEOPLE)
            .points("points", DAYS, PEOPLE)
            .line("line", DAYS, PEOPLE)
            .horizontal("level", 2)
            .vertical("", 1.5)
            .text("peak", 2.0, 9)
            .colour("line", "#123456")
            .colour("level", "#654321");
    Set<Integer> colours = colours(image(MimeBundle.of(plot)));
    assertThat(colours).contains(rgb("#123456"), rgb("#D55E00"));
  }

  @Test
  void barsHeatAndDatesArePainted() throws IOException {
    LocalDate[] dates = {LocalDate.of(2020, 1, 1), LocalDate.of(2020, 3, 1)};
    Plot plot =
        Plot.grid(
            2,
            List.of(
                Plot.of("", "").bars("b", new String[] {"x", "a long name"}, new double[] {1, 2}),
                Plot.of("", "").heat("", PEOPLE, PEOPLE),
                Plot.of("date", "").points("p", dates, new double[] {1, 2}),
                Plot.of("", "")));
    assertThat(colours(image(MimeBundle.of(plot)))).hasSizeGreaterThan(10);
  }

  @Test
  void anEmptyPlotAndOneOfNothingButGapsArePainted() throws IOException {
    assertThat(image(MimeBundle.of(Plot.of("x", "y")))).isNotNull();
    double[] gaps = {Double.NaN, Double.POSITIVE_INFINITY};
    assertThat(image(MimeBundle.of(Plot.of("x", "y").line("a", gaps, gaps)))).isNotNull();
  }

  @Test
  void oneAxisCannotHoldNumbersAndDates() {
    LocalDate[] dates = {LocalDate.EPOCH};
    Plot plot =
        Plot.of("when", "")
            .facet("numbers")
            .line("a", DAYS, PEOPLE)
            .facet("dates")
            .points("b", dates, new double[] {1});
    assertThatThrownBy(() -> MimeBundle.of(plot))
        .hasMessageStartingWith(
            "E6125 One axis cannot hold both numbers and dates: 'when'\n  Draw them");
    assertThat(MimeBundle.of(plot.sharedAxes(false)).data()).containsKey("image/png");
  }

  @Test
  void aLayerWithoutRowsFitsOnAnyAxis() throws IOException {
    Plot plot =
        Plot.of("ward", "")
            .points("none", new double[0], new double[0])
            .bars("some", new String[] {"A", "B"}, new double[] {1, 2});
    assertThat(image(MimeBundle.of(plot))).isNotNull();
  }

  @Test
  void drawingsArePainted() throws IOException {
    Part svg =
        Part.svg(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">"
                + "<rect x=\"5\" y=\"5\" width=\"20\" height=\"10\" fill=\"#0072B2\"/></svg>",
            "S -> I");
    MimeBundle bundle = MimeBundle.of(svg);
    assertThat(bundle.data()).containsOnlyKeys("image/svg+xml", "image/png", "text/plain");
    assertThat(bundle.data()).containsEntry("text/plain", "S -> I");
    BufferedImage image = image(bundle);
    assertThat(image.getWidth()).isEqualTo(80);
    assertThat(image.getRGB(20, 20)).isEqualTo(rgb("#0072B2"));
    assertThat(image.getRGB(1, 1)).isEqualTo(Color.WHITE.getRGB());
  }

  @Test
  void formulasAreLatexBetweenDollars() {
    MimeBundle bundle = MimeBundle.of(Part.latex("\\frac{dS}{dt}", "dS/dt"));
    assertThat(bundle.data())
        .isEqualTo(Map.of("text/latex", "$$\\frac{dS}{dt}$$", "text/plain", "dS/dt"));
  }

  @Test
  void textChartHasEndsAndNames() {
    String chart =
        (String)
            MimeBundle.of(Plot.of("day", "people").line("I", DAYS, PEOPLE).title("SIR"))
                .data()
                .get("text/plain");
    assertThat(chart).startsWith("SIR\npeople\n").contains("Shown: I").contains("day");
    assertThat(chart.lines().count()).isEqualTo(17);
  }

  @Test
  void textChartEndsWhereTheDataEnd() {
    double[] days = {0, 14};
    double[] change = {-100, 4000};
    String chart =
        (String) MimeBundle.of(Plot.of("day", "").line("I", days, change)).data().get("text/plain");
    assertThat(chart).startsWith("4,000 │").contains("\n -100 │");
    assertThat(chart.lines().toList().get(13).strip()).startsWith("0 ").endsWith(" 14");
  }

  @Test
  void everyNameHasItsOwnColourHoweverManyThereAre() {
    Plot plot = Plot.of("", "");
    for (int i = 0; i < 16; i++) {
      plot = plot.line("group " + i, DAYS, PEOPLE);
    }
    assertThat(new HashSet<>(Theme.colours(plot).values())).hasSize(16);
    assertThat(Theme.colours(plot)).containsEntry("group 0", "#440154");
  }

  @Test
  void aPaletteKeepsTheColoursOfAPictureThatHasFew() {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 128; i++) {
      image.setRGB(i % 16, i / 16, i % 32 << 19 | i / 32 << 14);
    }
    BufferedImage indexed = Indexed.of(image, Set.of());
    assertThat(colours(indexed)).isEqualTo(colours(image));
    assertThat(indexed.getRGB(3, 5)).isEqualTo(image.getRGB(3, 5));
  }

  @Test
  void aPictureOfManyColoursStaysNearlyTheSame() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 4096; i++) {
      image.setRGB(i % 64, i / 64, (i % 64) << 18 | (i / 64) << 2);
    }
    BufferedImage indexed = Indexed.of(image, Set.of(0x123456));
    assertThat(colours(indexed)).hasSizeLessThanOrEqualTo(256);
    for (int i = 0; i < 4096; i++) {
      Color before = new Color(image.getRGB(i % 64, i / 64));
      Color after = new Color(indexed.getRGB(i % 64, i / 64));
      // 256 boxes in a square of 256 × 256 are about 16 wide, the longest twice that.
      assertThat(after.getRed()).isCloseTo(before.getRed(), within(32));
      assertThat(after.getBlue()).isCloseTo(before.getBlue(), within(32));
    }
  }

  @Test
  void coloursOfSeriesStayExactAmongManyShades() throws IOException {
    double[] x = new double[2000];
    double[] y = new double[2000];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = Math.sin(i * i);
    }
    Plot plot = Plot.of("draw", "");
    for (String name : new String[] {"a", "b", "c", "d"}) {
      plot = plot.line(name, x, y);
    }
    assertThat(colours(image(MimeBundle.of(plot))))
        .contains(rgb("#0072B2"), rgb("#D55E00"), rgb("#009E73"), rgb("#CC79A7"));
  }
}
