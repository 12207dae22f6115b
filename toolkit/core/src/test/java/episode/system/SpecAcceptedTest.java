package episode.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What op_system's documentation says, one case for each sentence: numbers worked out by hand, and
 * the naive evaluation of every cell. Format of a line: says, spec, at {t, y, params}, rhs, smooth:
 * false at a kink.
 */
class SpecAcceptedTest {

  static List<SpecCase> cases() {
    return SpecCase.read("accepted.jsonl");
  }

  static List<SpecCase> withPoint() {
    return cases().stream().filter(SpecCase::hasPoint).toList();
  }

  static List<SpecCase> smooth() {
    return withPoint().stream().filter(one -> !one.json().containsKey("smooth")).toList();
  }

  static List<SpecCase> byHand() {
    return cases().stream().filter(one -> one.json().containsKey("rhs")).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isAccepted(SpecCase one) {
    assertThat(one.system().stateNames()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("byHand")
  void givesTheNumbersWorkedOutByHand(SpecCase one) {
    double[] expected = Vector.doubles(one.json().get("rhs"));
    double[] seen = one.system().compile().rhs(one.t(), one.y(), Values.of(one.params()));
    // rounding only
    assertThat(seen).containsExactly(expected, NaiveCheck.within(1e-12, expected));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withPoint")
  void isItsExpansionByCells(SpecCase one) {
    NaiveCheck check =
        new NaiveCheck(Vector.map(one.json().get("spec")), one.t(), one.y(), one.params());
    check.rhs(one.system());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smooth")
  void derivativesAreThoseOfItsExpansion(SpecCase one) {
    NaiveCheck check =
        new NaiveCheck(Vector.map(one.json().get("spec")), one.t(), one.y(), one.params());
    check.derivatives(one.system());
  }
}
