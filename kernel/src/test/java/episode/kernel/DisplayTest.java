package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private static Bench bench;

  @BeforeAll
  static void open() {
    bench = new Bench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void arraysAreWrittenOut() {
    assertThat(bench.value("new double[] {1, 2.5}")).isEqualTo("[1.0, 2.5]");
    assertThat(bench.value("new int[][] {{1, 2}, {3}}")).isEqualTo("[[1, 2],\n [3]]");
    assertThat(bench.value("new String[] {\"a\", null}")).isEqualTo("[a, null]");
    assertThat(bench.value("new Object[] {1, null, new int[] {2}}")).isEqualTo("[1, null, [2]]");
  }

  @Test
  void largeArraysShowTheirBeginningAndTheirShape() {
    assertThat(bench.value("new int[1001]"))
        .isEqualTo("[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, … 991 more] int[1001]");
    assertThat(bench.value("new double[200][300]"))
        .startsWith("[[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, … 290 more],\n [0.0")
        .endsWith("… 190 more] double[200][300]");
    assertThat(bench.value("new int[][] {new int[2000], {1}}")).doesNotContain("int[");
  }

  @Test
  void mapsHaveALineForEachEntry() {
    assertThat(bench.value("new TreeMap<>(Map.of(\"a\", new int[] {1}, \"b\", List.of(2)))"))
        .isEqualTo("a = [1]\nb = [2]");
  }

  @Test
  void recordsShowTheArraysInThem() {
    assertThat(bench.value("record Pair(int[] a, String b) {}\nnew Pair(new int[] {1}, \"x\")"))
        .isEqualTo("Pair[a=[1], b=x]");
  }

  @Test
  void whatIsNestedIsWrittenOutToo() {
    bench.run("record Inner(int[] a) {}\nrecord Outer(Inner i, List<int[]> l) {}");
    assertThat(bench.value("new Outer(new Inner(new int[] {1}), List.of(new int[] {2}))"))
        .isEqualTo("Outer[i=Inner[a=[1]], l=[[2]]]");
    assertThat(bench.value("Optional.of(new int[] {1})")).isEqualTo("Optional[[1]]");
    assertThat(bench.value("Map.entry(1, new int[] {1})")).isEqualTo("1=[1]");
    bench.run("record Own(int[] a) { public String toString() { return \"mine\"; } }");
    assertThat(bench.value("new Own(null)")).isEqualTo("mine");
  }

  @Test
  void whatContainsItselfEnds() {
    bench.run("var loop = new ArrayList<Object>();\nloop.add(loop);");
    assertThat(bench.value("loop")).isEqualTo("[(itself)]");
    bench.run("Object[] ring = new Object[1];\nring[0] = ring;");
    assertThat(bench.value("ring")).isEqualTo("[(itself)]");
    assertThat(bench.value("%who Object[]")).contains("[1][1]");
  }

  @Test
  void lambdasAndIteratorsSayWhatTheyAre() {
    assertThat(bench.value("(Runnable) () -> {}")).isEqualTo("a lambda: Runnable");
    assertThat(bench.value("List.of(1).iterator()")).startsWith("an iterator, which can be read");
  }

  @Test
  void longListsShowTheirFirstHundred() {
    assertThat(bench.value("IntStream.range(0, 5000).boxed().toList()"))
        .startsWith("[0, 1, 2")
        .endsWith(", 98, 99, … 4900 more]");
    assertThat(bench.value("Collections.nCopies(1000, 1)")).endsWith("1, 1]");
  }

  @Test
  void aValueWithoutTextIsNull() {
    bench.run("class Mute { public String toString() { return null; } }");
    bench.run("record Still(int x) { public String toString() { return null; } }");
    assertThat(bench.value("new Mute()")).isEqualTo("null");
    assertThat(bench.value("List.of(new Mute(), new Still(1))")).isEqualTo("[null, null]");
  }

  @Test
  void textThatIsTooLongForAPageIsCut() {
    assertThat(bench.value("\"x\".repeat(1_000_000)"))
        .hasSizeLessThan(11_000)
        .endsWith("990000 more characters; Files.writeString(path, text) keeps all of them");
  }

  @Test
  void theIdOfADisplayIsNoResult() {
    assertThat(bench.run("display(1)").contents("result")).isEmpty();
    assertThat(bench.value("var id = display(1);\nid.length()")).isEqualTo("36");
  }

  @Test
  void everyBundleHasPlainText() {
    String source =
        "var bundle = new org.dflib.jjava.jupyter.kernel.display.DisplayData();\n"
            + "bundle.putHTML(\"<b>x</b>\");\nbundle";
    assertThat(bench.value(source)).isNotBlank();
  }

  @Test
  void streamsAreNotUsedUp() {
    bench.run("var stream = Stream.of(1, 2);");
    assertThat(bench.value("stream")).startsWith("a stream, which can be read once");
    assertThat(bench.value("stream.toList()")).isEqualTo("[1, 2]");
  }

  @Test
  void nullShowsNothing() {
    assertThat(bench.value("(Object) null")).isEmpty();
    assertThat(bench.run("display(null);").contents("display")).hasSize(1);
  }

  @Test
  void imagesBecomePng() {
    JsonObject result =
        bench.run("new java.awt.image.BufferedImage(2, 2, 1)").contents("result").get(0);
    assertThat(result.getAsJsonObject("data").get("image/png").getAsString()).startsWith("iVBOR");
  }

  @Test
  void anUpdateCarriesTheIdOfItsDisplay() {
    Recorder recorder = bench.run("var id = display(\"one\");\nupdateDisplay(id, \"two\");");
    String shown = id(recorder.contents("display").get(0));
    assertThat(id(recorder.contents("update").get(0))).isEqualTo(shown);
  }

  @Test
  void updatesFromOtherThreadsArrive() {
    String source =
        "var progress = display(\"0 %\");\n"
            + "var worker = new Thread(() -> updateDisplay(progress, \"100 %\"));\n"
            + "worker.start();\nworker.join();";
    assertThat(bench.run(source).contents("update")).hasSize(1);
  }

  @Test
  void outputsKeepTheirOrder() {
    String source =
        "System.out.print(\"a\");\ndisplay(\"b\");\nSystem.err.print(\"c\");\n"
            + "System.out.print(\"d\");\n\"e\"";
    List<String> kinds =
        bench.run(source).outputs().stream().map(output -> output.kind() + output.text()).toList();
    assertThat(kinds).containsExactly("streama", "display", "streamc", "streamd", "result");
  }

  @Test
  void numbersThatJsonDoesNotHaveBecomeNull() {
    String source =
        "var bundle = new org.dflib.jjava.jupyter.kernel.display.DisplayData();\n"
            + "bundle.putData(\"application/json\", Map.of(\"x\", Double.NaN));\nbundle";
    JsonObject data = bench.run(source).contents("result").get(0).getAsJsonObject("data");
    assertThat(data.getAsJsonObject("application/json").get("x").isJsonNull()).isTrue();
  }

  @Test
  void manyLinesArriveWholeInFewPieces() {
    Recorder recorder =
        bench.run("for (int i = 0; i < 100_000; i++) System.out.println(\"zeile ü \" + i);");
    assertThat(recorder.text("stdout").lines().count()).isEqualTo(100_000);
    assertThat(recorder.text("stdout")).doesNotContain("\ufffd").endsWith("zeile ü 99999\n");
    assertThat(recorder.outputs().size()).isLessThan(1000);
  }

  private static String id(JsonObject content) {
    return content.getAsJsonObject("transient").get("display_id").getAsString();
  }

  @Test
  void theTextOfAnImageIsItsSize() {
    String image = "new java.awt.image.BufferedImage(13, 7, 1)";
    assertThat(bench.value(image)).isEqualTo("image, 13 × 7");
    assertThat(bench.value("List.of(" + image + ")")).isEqualTo("[image, 13 × 7]");
  }
}
