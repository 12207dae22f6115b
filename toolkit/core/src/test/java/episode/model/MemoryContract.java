package episode.model;

import static org.assertj.core.api.Assertions.assertThat;

import episode.model.ChainMemory.Work;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a backend leaves in memory: nothing, however often it is used. The first rounds bring
 * compilers and allocators to their usual size. An array that stays takes 100 bytes and more.
 */
public abstract class MemoryContract {
  /** Returns the backend's name. */
  protected abstract String backend();

  /** Returns the class whose {@code main} does the work of {@link ChainMemory}. */
  protected Class<?> process() {
    return ChainMemory.class;
  }

  private long grown(List<Work> works, int first, int second) throws Exception {
    return ChainMemory.grown(process(), backend(), works, first, second);
  }

  /** One array of some fifty that stays would take a megabyte, one of each call's 50 MB. */
  @Test
  void tenThousandCallsLeaveResidentMemoryFlat() throws Exception {
    List<Work> works = List.of(Work.CALL, Work.RHS, Work.JIT);
    assertThat(grown(works, 3_000, 13_000)).isLessThan(20_000);
  }

  /** Returns whether a call takes the backend so long that a tenth of the rounds must do. */
  protected boolean slow() {
    return false;
  }

  /** One array in each call that stays would take 90 MB, of the tenth 9 MB. */
  @ParameterizedTest
  @EnumSource(names = {"CALL", "RHS", "STEPPER", "JIT"})
  @Tag("slow")
  void aMillionCallsLeaveResidentMemoryFlat(Work work) throws Exception {
    int rounds = slow() ? 100_000 : 1_000_000;
    assertThat(grown(List.of(work), rounds / 10, rounds)).isLessThan(slow() ? 7_000 : 25_000);
  }

  /** Five arrays that stay, of the dozens in each of twenty steps, would take 30 MB, or 10 MB. */
  @ParameterizedTest
  @EnumSource(names = {"SOLVE", "GRADIENT", "FIXED", "MEMBERS"})
  @Tag("slow")
  void aThousandSolvesAndGradientsLeaveResidentMemoryFlat(Work work) throws Exception {
    int rounds = slow() ? 500 : 1_500;
    assertThat(grown(List.of(work), rounds / 3, rounds)).isLessThan(slow() ? 10_000 : 30_000);
  }
}
