package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Specs that are refused, and calls of good ones. Format of a line: says, spec, the code of the
 * first problem, what it says, where it is in the spec; at: the call.
 */
class SpecRefusedTest {

  static List<SpecCase> atBuild() {
    return SpecCase.read("refused.jsonl").stream().filter(one -> !one.hasPoint()).toList();
  }

  static List<SpecCase> atTheCall() {
    return SpecCase.read("refused.jsonl").stream()
        .filter(one -> one.hasPoint() && !one.json().get("code").equals("E6301"))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("atBuild")
  void isRefusedWithACodeAndAPlace(SpecCase one) {
    EpisodeException refusal = catchThrowableOfType(EpisodeException.class, one::system);
    Problem first = refusal.problems().get(0);
    assertThat(first.code()).isEqualTo(one.json().get("code"));
    assertThat(first.what()).isEqualTo(one.json().get("what"));
    assertThat(first.where().orElseThrow().context()).isEqualTo(one.json().get("where"));
    assertThat(refusal.problems()).allMatch(problem -> problem.where().isPresent());
    assertThat(refusal.problems()).noneMatch(problem -> problem.remedy().isBlank());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("atTheCall")
  void isRefusedAtTheCall(SpecCase one) {
    CompiledSystem compiled = one.system().compile();
    EpisodeException refusal =
        catchThrowableOfType(
            EpisodeException.class, () -> compiled.rhs(one.t(), one.y(), Values.of(one.params())));
    assertThat(refusal.code()).isEqualTo(one.json().get("code"));
    assertThat(refusal.problems().get(0).what()).isEqualTo(one.json().get("what"));
  }
}
