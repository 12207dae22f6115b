package episode.render;

import static org.assertj.core.api.Assertions.assertThat;

import episode.plot.Grid;
import episode.plot.Part;
import org.junit.jupiter.api.Test;

class TablesTest {

  private static final Grid GRID =
      Grid.of("name", "mean", "draws")
          .row("beta", 1.7341, 4000)
          .row("gamma", Grid.marked(0.5, "R-hat is 1.02"), null);

  @Test
  void plainTextIsAlignedByType() {
    assertThat(MimeBundle.of(GRID.hidden(1234)).data().get("text/plain"))
        .isEqualTo(
            """
            name      mean  draws
            beta     1.734  4,000
            gamma  0.500 !
            … 1,234 more rows\
            """);
  }

  @Test
  void htmlAlignsNumbersToTheRightAndSaysWhyACellIsMarked() {
    String html = (String) MimeBundle.of(GRID.caption("Summary")).data().get("text/html");
    assertThat(html).contains("text-align:right\">1.734</td>").contains("<caption");
    assertThat(html).contains("title=\"R-hat is 1.02\">0.500</td>");
    assertThat(html).doesNotContain("<style").doesNotContain("<script");
  }

  @Test
  void namesCannotBringMarkupIn() {
    Grid hostile =
        Grid.of("<b>", "\"x\"")
            .row("<script>alert('1')</script>", Grid.marked("&", "\"><img src=x onerror=y>"))
            .caption("<i>");
    String html = (String) MimeBundle.of((Part) hostile).data().get("text/html");
    assertThat(html)
        .doesNotContain("<script", "<img", "<b>", "<i>")
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
        .contains("title=\"&quot;&gt;&lt;img src=x onerror=y&gt;\"");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> GRID.row("delta"))
        .hasMessageStartingWith("E6123 A row of 1 cells in a table of 3 columns");
  }

  @Test
  void dollarsInHtmlAreNoFormulas() {
    String html = (String) MimeBundle.of(Grid.of("$x$").row("a$b")).data().get("text/html");
    assertThat(html).contains("<span>$</span>x<span>$</span>").contains("a<span>$</span>b");
  }
}
