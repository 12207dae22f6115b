package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long work in cells: one output for all of it, updated in place. */
class ProgressTest {

  /** Works until two updates have been seen, however slow the machine is. */
  private static final String LONG =
      "try (var work = episode.progress.Work.begin(\"%s\", 10, \"rows\")) {\n"
          + "  work.at(5);\n"
          + "  new Scanner(System.in).nextLine();\n"
          + "  work.at(10);\n"
          + "}\n";

  private Session session;

  @BeforeEach
  void open() {
    session = Session.open(SessionOptions.standard());
  }

  @AfterEach
  void close() {
    session.close();
  }

  /** A listener that lets the cell go on when the work has been shown. */
  private static final class Patient implements CellListener {
    private final Recorder recorder = new Recorder();
    private int shown;

    @Override
    public void display(JsonObject content, boolean update) {
      recorder.display(content, update);
      synchronized (this) {
        shown++;
        notifyAll();
      }
    }

    @Override
    public synchronized Optional<String> input(String prompt, boolean password)
        throws InterruptedException {
      int before = shown;
      while (shown < before + 2) {
        wait();
      }
      return Optional.of("go on");
    }

    List<String> texts(String kind) {
      return recorder.contents(kind).stream()
          .map(content -> content.getAsJsonObject("data").get("text/plain").getAsString())
          .collect(Collectors.toList());
    }

    List<String> ids() {
      return recorder.outputs().stream()
          .map(output -> output.content().getAsJsonObject("transient"))
          .map(fleeting -> fleeting.get("display_id").getAsString())
          .distinct()
          .collect(Collectors.toList());
    }
  }

  private Patient run(String source) {
    Patient patient = new Patient();
    assertThat(session.execute(source, patient).ok()).isTrue();
    return patient;
  }

  @Test
  void longWorkHasOneOutputPerCell() {
    Patient first = run(String.format(LONG, "Reading") + String.format(LONG, "Writing"));
    assertThat(first.texts("display")).hasSize(1);
    assertThat(first.ids()).hasSize(1);
    List<String> updates = first.texts("update");
    assertThat(updates.get(updates.size() - 1))
        .matches("Reading: 10 rows, took [^\\n]*\\nWriting: 10 rows, took [^\\n]*");
    Patient second = run(String.format(LONG, "Reading"));
    assertThat(second.texts("display")).hasSize(1);
    assertThat(second.ids()).hasSize(1).doesNotContainAnyElementsOf(first.ids());
  }

  @Test
  void shortWorkHasNone() {
    Recorder recorder = new Recorder();
    session.execute(
        "var sir = system(\"decay\", \"state x\\nx' = -x\").compile();\n"
            + "sir.solve(values(\"x\", 1), days(0, 1));",
        recorder);
    assertThat(recorder.outputs()).isEmpty();
  }

  @Test
  void drawsDoNotDependOnWhetherChainsAreShown() {
    String sample =
        "nuts().chains(1).warmup(50).draws(50).seed(3)"
            + ".sample(model(\"m\").prior(\"x ~ normal(0, 1)\")).draws(\"x\")[0][49]";
    Recorder shown = new Recorder();
    session.execute(sample, shown);
    Recorder unseen = new Recorder();
    session.execute("episode.progress.Works.unseen();\n" + sample, unseen);
    assertThat(unseen.value()).isEqualTo(shown.value()).isNotEmpty();
  }
}
