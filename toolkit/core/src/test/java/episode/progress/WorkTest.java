package episode.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<List<String>> shown = new ArrayList<>();
  private long now;
  private Object place = "first";
  private Desk desk;

  @BeforeEach
  void sit() {
    WorkView view =
        new WorkView() {
          @Override
          public void show(List<WorkLine> lines) {
            shown.add(lines.stream().map(WorkLine::text).toList());
          }

          @Override
          public Object place() {
            return place;
          }
        };
    desk = new Desk(view, () -> now);
    Works.replace(desk);
  }

  @AfterEach
  void leave() {
    Works.unseen();
  }

  private void pass(double seconds) {
    now += (long) (seconds * SECOND);
    desk.tell();
  }

  private List<String> last() {
    return shown.get(shown.size() - 1);
  }

  @Test
  void shortWorkIsNeverShown() {
    try (Work work = Work.begin("Solving SIR", 10, "days")) {
      work.at(3);
      pass(0.9);
    }
    pass(5);
    assertThat(shown).isEmpty();
  }

  @Test
  void longWorkIsALineWithABarAndWhatIsLeft() {
    try (Work work = Work.begin("Solving SIR", 14, "days")) {
      work.at(3.5);
      pass(2);
      assertThat(last())
          .containsExactly(
              "Solving SIR ━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 3.5 of 14 days, 2.0 s, about 6.0 s left");
      work.at(14);
      now += 6 * SECOND;
    }
    assertThat(last()).containsExactly("Solving SIR: 14 days, took 8.0 s");
  }

  @Test
  void workThatEndsEarlyHasStopped() {
    try (Work work = Work.begin("Checking gradients", 12, "rows")) {
      work.add(1);
      work.add(1);
      pass(1);
    }
    assertThat(last()).containsExactly("Checking gradients: stopped at 2 of 12 rows, took 1.0 s");
  }

  @Test
  void workOfUnknownSizeSaysWhatItDoes() {
    try (Work work = Work.begin("Starting pytorch")) {
      pass(1.5);
      assertThat(last()).containsExactly("Starting pytorch: 1.5 s");
      work.doing("loading libraries");
      pass(100);
      assertThat(last()).containsExactly("Starting pytorch: loading libraries, 1 min 42 s");
      work.doing("");
    }
    assertThat(last()).containsExactly("Starting pytorch: took 1 min 42 s");
  }

  @Test
  void workWithinWorkIsToldOfInItsLine() {
    try (Work outer = Work.begin("Checking gradients", 4, "rows")) {
      try (Work inner = Work.solving("Solving SIR", 10, 20, "days")) {
        Work.clock().at(15);
        outer.at(1);
        pass(2);
        assertThat(last().get(0)).contains("1 of 4 rows, solving SIR 50 %, 2.0 s");
        inner.at(20);
      }
      Work.clock().at(99);
      pass(1);
      assertThat(last().get(0)).contains("1 of 4 rows, 3.0 s");
    }
  }

  @Test
  void workAsideHasALineEach() {
    Work first = Work.aside("chain 1", 2000, "");
    Work second = Work.aside("chain 2", 2000, "");
    second.at(500);
    second.doing("warm-up");
    pass(2);
    assertThat(last().get(0)).isEqualTo("chain 1 ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0 of 2000, 2.0 s");
    assertThat(last().get(1)).contains("500 of 2000, warm-up, 2.0 s, about 6.0 s left");
    first.close();
    second.close();
    assertThat(last()).hasSize(2).allMatch(line -> line.contains("stopped"));
  }

  @Test
  void workOfTheSameNameSharesALine() {
    for (int i = 0; i < 3; i++) {
      try (Work work = Work.begin("Compiling SIR")) {
        work.doing("");
        pass(2);
      }
    }
    assertThat(last()).containsExactly("Compiling SIR: 3 times, 6.0 s together");
  }

  @Test
  void anotherPlaceStartsAfresh() {
    Work forgotten = Work.aside("Left behind", 1, "");
    pass(2);
    place = "second";
    int before = shown.size();
    pass(2);
    forgotten.close();
    assertThat(shown).hasSize(before);
    try (Work work = Work.begin("Solving SIR")) {
      work.doing("");
      pass(2);
      assertThat(last()).containsExactly("Solving SIR: 2.0 s");
    }
  }

  @Test
  void aViewThatFailsIsNotAskedAgain() {
    int[] calls = {0};
    desk =
        new Desk(
            lines -> {
              calls[0]++;
              throw new IllegalStateException("broken");
            },
            () -> now);
    Works.replace(desk);
    try (Work work = Work.begin("Solving SIR")) {
      work.doing("");
      pass(2);
      pass(2);
    }
    assertThat(calls[0]).isEqualTo(1);
  }

  @Test
  void withoutAViewNothingIsKept() {
    Works.unseen();
    try (Work work = Work.solving("Solving SIR", 0, 1, "days");
        Work aside = Work.aside("chain 1", 1, "")) {
      work.at(1);
      aside.add(1);
      assertThat(work).isSameAs(aside).isSameAs(Work.clock());
    }
    pass(5);
    assertThat(shown).isEmpty();
  }
}
