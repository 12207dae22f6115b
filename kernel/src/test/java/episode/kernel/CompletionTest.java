package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

  private static EpisodeKernel kernel;

  @BeforeAll
  static void open() {
    kernel = EpisodeKernel.open(SessionOptions.standard());
    String cell =
        "var sir = system(\"SIR\").state(\"S\", \"I\", \"R\").parameter(\"beta\", \"gamma\")"
            + ".transition(\"infection: S -> I\", \"beta * I\")"
            + ".transition(\"recovery: I -> R\", \"gamma\").build();\n"
            + "var flu = sir.compile();\n"
            + "var guess = values(\"beta\", 0.002, \"gamma\", 0.5, \"S\", 762, \"I\", 1);";
    assertThat(kernel.execute(cell, 1, false)).isEmpty();
  }

  @AfterAll
  static void close() {
    kernel.onShutdown(false);
    kernel = null;
  }

  private static Offered offered(String marked) {
    int cursor = marked.indexOf('|');
    return (Offered)
        kernel.complete(marked.substring(0, cursor) + marked.substring(cursor + 1), cursor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`flu.solve(guess, days(0, 14)).pl|`; plot(",
        "`var s = flu.solve(guess, days(0, 14));\\ns.pl|`; plot(",
        "`flu.solve(guess,\\n    days(0, 14))\\n  .pl|`; plot(",
        "`system(\"A\")\\n  .state(\"S\")\\n  .tr|`; transition(",
        "`system(\"A\")\\n  .state(\"S\")\\n  .tr|\\n  .build()`; transition(",
        "`system(\"A\")\\n  .state(\\n  .tr|`; transition(",
        "`system(\"A\")\\n  .state(\"S\", \"\\n  .tr|`; transition(",
        "`system(\"A\")\\n  .alias(\"N\", \\n  .tr|`; transition(",
        "`int x = ;\\nflu.sol|`; solve(",
        "`int x = ;\\nvar f = sir.compile();\\nf.sol|`; solve(",
        "`foo(bar;\\nflu.sol|`; solve(",
        "`for (int i = 0; i < 3; i++) {\\n  flu.sol|`; solve(",
        "`Runnable r = () -> flu.sol|`; solve(",
        "`show(flu.sol|)`; solve(",
        "`post|`; posterior(",
        "`flu.solve(gue|`; guess",
        "`nuts().chains(4).war|`; warmup(",
        "`OpSystem.rea|`; read(",
        "`flu.gradient(\"ma|`; max(",
        "`flu.solve(values(\"be|`; beta",
        "`%backend inter|`; interpreter",
        "`1\\n%load po|`; pom.xml",
        "`for (int idx = 0; idx < 3; id|`; idx",
        "`void foo(String param) { par|`; param",
        "`Runnable r = () -> {}; Function<Integer, Integer> f = number -> numb|`; number",
        "`%tim|`; %time, %timeit",
        "`%explain e61|`; E6101, E6102",
        "`%explain |`; E1, E2",
        "`%%sys|`; %%system",
      })
  void whatFitsIsOffered(String marked, String expected) {
    List<String> found = offered(marked.replace("\\n", "\n")).getReplacements();
    assertThat(found).startsWith(expected.split(", "));
  }

  @Test
  void offersReplaceTheWordAtTheCursor() {
    Offered offered = offered("int x = ;\nflu.sol|ve");
    assertThat(offered.getSourceStart()).isEqualTo(14);
    assertThat(offered.getSourceEnd()).isEqualTo(17);
  }

  @Test
  void membersOfEveryObjectComeLast() {
    List<String> found = offered("flu.|").getReplacements();
    assertThat(found.indexOf("solve(")).isLessThan(found.indexOf("hashCode()"));
    assertThat(found.subList(found.size() - 3, found.size()))
        .allMatch(
            name -> name.matches("(equals|getClass|hashCode|notify|notifyAll|toString|wait)\\(.*"));
  }

  @Test
  void kindsAreSaidToTheFrontEnd() {
    assertThat(Replies.completion(offered("flu.gradient(\"be|\")"), "flu.gradient(\"be\")"))
        .hasToString(
            "{\"status\":\"ok\",\"matches\":[\"beta\"],\"cursor_start\":14,\"cursor_end\":16,"
                + "\"metadata\":{\"_jupyter_types_experimental\":[{\"start\":14,\"end\":16,"
                + "\"text\":\"beta\",\"type\":\"parameter\",\"signature\":\"of SIR\"}]}}");
  }

  @Test
  void halfCharactersAreNotCounted() {
    String code = "var s = \"\ud835\udd4f\"; flu.gradient(\"be\")";
    int cursor = code.length() - 2;
    assertThat(
            Replies.completion((Offered) kernel.complete(code, cursor), code)
                .get("cursor_end")
                .getAsInt())
        .isEqualTo(cursor - 1);
  }

  @Test
  void inspectionExplainsToolkitMagicsAndJava() {
    assertThat(inspected("flu.sol|ve(guess)"))
        .contains("Solution CompiledSystem.solve(Values values");
    assertThat(inspected("flu.gradient(\"cli|p(I, 0, 1)\")")).contains("clip(x, low, high)");
    assertThat(inspected("%timei|t 1 + 1")).contains("%timeit");
    assertThat(inspected("%timeit flu.sol|ve(guess)")).contains("CompiledSystem.solve(");
    assertThat(inspected("int x = ;\nMath.sq|rt(2)")).contains("double Math.sqrt(double");
    assertThat(inspected("flu|")).contains("CompiledSystem flu", "SIR on jvm");
  }

  private static String inspected(String marked) {
    int cursor = marked.indexOf('|');
    String code = marked.substring(0, cursor) + marked.substring(cursor + 1);
    return (String) kernel.inspect(code, cursor, false).getData(MIMEType.TEXT_PLAIN);
  }

  @Test
  void aQuestionMarkAsksInACell() {
    Recorder recorder = new Recorder();
    kernel.output().direct(recorder);
    assertThat(kernel.execute("flu.solve?", 3, false)).isEmpty();
    assertThat(kernel.execute("guess?", 4, false)).isEmpty();
    assertThat(kernel.execute("?posterior", 5, false)).isEmpty();
  }

  @Test
  void nothingIsOfferedWhereNothingFits() {
    assertThat(offered("// flu.sol|").getReplacements()).isEmpty();
    assertThat(offered("1 + /* flu.sol| */ 2").getReplacements()).isEmpty();
    assertThat(offered("%maven org.apache.commons:|").getReplacements()).isEmpty();
  }

  @Test
  void keywordsComeLastAndAnEmptyCellOffersVariablesFirst() {
    assertThat(offered("swi|").getReplacements()).endsWith("switch");
    assertThat(offered("int f() { ret|").getReplacements()).endsWith("return");
    assertThat(offered("|").getReplacements()).contains("flu").hasSizeLessThanOrEqualTo(200);
    assertThat(offered("|").choices().get(0).kind()).isEqualTo("variable");
  }

  private static String asked(String question) {
    Recorder recorder = new Recorder();
    kernel.output().direct(recorder);
    kernel.execute(question, 6, false);
    return recorder.page();
  }

  @Test
  void aQuestionFindsDeclaredNamesFunctionsAndDistributions() {
    assertThat(asked("beta?")).startsWith("parameter beta\n\nbeta is a parameter of SIR");
    assertThat(asked("clip?")).startsWith("clip(x, low, high)");
    assertThat(asked("CLIP?")).startsWith("clip(x, low, high)");
    assertThat(asked("lognormal?")).startsWith("logNormal(");
    assertThat(asked("Normal?")).startsWith("normal(");
  }

  @Test
  void aQuestionAboutAnUnknownNameOffersTheNearest() {
    Recorder recorder = new Recorder();
    kernel.output().direct(recorder);
    assertThat(kernel.execute("gama?", 7, false).orElseThrow().message())
        .startsWith("E7003 Nothing is known about 'gama'\n  Did you mean gamma")
        .endsWith(" or a magic such as %time?.");
    assertThat(kernel.execute("fluu?", 7, false).orElseThrow().message())
        .contains("Did you mean flu");
  }

  @Test
  void nothingIsRun() {
    kernel.execute("int counter = 0; int count() { return ++counter; }", 2, false);
    offered("count();\nflu.gradient(\"be|\" + count())");
    offered("count();\ncount().|");
    offered("int y = count();\nMath.ab|");
    assertThat(kernel.evalRaw("counter")).isEqualTo(0);
  }

  @Test
  void anyTextIsAnswered() {
    String cell =
        "var a = flu.solve(guess, \"\"\"\n x\"\"\").plot(') // {\n%time [ \"\n x -> { } ;;";
    for (int i = 0; i <= cell.length(); i++) {
      assertThat(kernel.complete(cell, i)).isNotNull();
      kernel.inspect(cell, i, false);
    }
  }
}
