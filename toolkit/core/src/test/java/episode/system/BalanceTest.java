package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who enters, who leaves, and what can fall below 0. */
class BalanceTest {

  private static SystemBuilder flows() {
    return OpSystem.named("SI").state("S", "I").transition("infection: S -> I", "I / (S + I)");
  }

  private static SystemBuilder equations(String s, String i, String r) {
    return OpSystem.named("SIR")
        .axis("age", "young", "old")
        .state("S[age]", "I[age]", "R[age]")
        .parameter("beta", "gamma")
        .alias("N", "sum(S) + sum(I) + sum(R)")
        .alias("lambda", "beta * sum(I) / N")
        .equation("S", s)
        .equation("I", i)
        .equation("R", r);
  }

  private static List<String> codes(SystemBuilder builder) {
    return builder.build().warnings().stream().map(Problem::code).toList();
  }

  @Test
  void aClosedSystemHasNoSourcesAndNoSinks() {
    assertThatThrownBy(() -> flows().births("S", "0.5").deaths("I", "0.1").closed().build())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2142 The system is closed, and 'births' brings people in
              in births("S")
                0.5
                ^^^
              Remove the flow, or do not say closed.
            E2142 The system is closed, and 'deaths' takes people out
              in deaths("I")
                0.1
                ^^^
              Remove the flow, or do not say closed.""");
    assertThatCode(() -> flows().closed().equation("C", "I").state("C").build())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-lambda * S | lambda * S - gamma * I | gamma * I",
        "-(S * lambda) | S * lambda - I * gamma | gamma * I",
        "-beta * sum(I) * S / N | lambda * S - gamma * I | I * gamma",
        "-lambda * (S + 0) | lambda * S - gamma * (I - 0.5 * I) | gamma * I / 2",
        "0.3 * (R - S) | 0.3 * (S - I) | 0.3 * (I - R)",
      })
  void derivativesThatAddUpToZeroAreOfAClosedSystem(String s, String i, String r) {
    OpSystem system = equations(s, i, r).closed().build();
    assertThat(system.isConserved()).isTrue();
    assertThat(markdown(system)).contains("The population is conserved");
  }

  @Test
  void theTermsThatAreLeftOverAreNamed() {
    assertThatThrownBy(
            () -> equations("lambda * S", "S * lambda - gamma * I", "gamma * I").closed().build())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2142 The system is closed, and its derivatives do not add up to 0
              in equation("S")
                lambda * S
                ^^^^^^^^^^
              Without a term of the other sign elsewhere: lambda * S in dS/dt, S * lambda in dI/dt.
              Correct a sign, or do not say closed.""");
  }

  @Test
  void aSlipOfASignIsWarnedOf() {
    OpSystem system = equations("lambda * S", "lambda * S - gamma * I", "gamma * I").build();
    assertThat(system.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            """
            E2157 Two states gain the same, and none loses it: lambda * S in dS/dt
              in equation("S")
                lambda * S
                ^^^^^^^^^^
              All other terms move people from state to state. Is the sign right?""");
    assertThat(system.isConserved()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-lambda * S | lambda * S - gamma * I | gamma * I",
        "0.1 * N - lambda * S - 0.1 * S | lambda * S - gamma * I - 0.1 * I | gamma * I - 0.1 * R",
        "0.1 - 0.3 * S + 0.2 * I | 0.1 + 0.3 * S - 0.2 * I | 0",
        "-lambda * S | lambda * S - gamma * I | lambda * S",
        "R | -S | I * gamma - R * gamma",
        "10 * (I - S) | S * (28 - R) - I | S * I - 8 / 3 * R",
        "S * (1 - S) - 0.1 * S * I | 0.1 * S * I - 0.4 * I | 0 * R",
      })
  void modelsThatAreRightAreNotWarnedOf(String s, String i, String r) {
    assertThat(codes(equations(s, i, r))).doesNotContain("E2156", "E2157");
  }

  @Test
  void aStateThatLosesWhatIsNotThereIsWarnedOf() {
    OpSystem system = equations("-lambda * I", "lambda * I - gamma * I", "gamma * I").build();
    assertThat(system.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            """
            E2156 'S' can fall below 0
              in equation("S")
                -lambda * I
                ^^^^^^^^^^^
              It loses this much even where nobody is left: multiply by S, or by a factor that vanishes with it.""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.5 * I", "I - 3", "gamma - beta * gamma"})
  void aDerivativeThatLosesAFixedAmountIsWarnedOf(String derivative) {
    SystemBuilder builder =
        OpSystem.named("x")
            .state("S", Trait.unit("person"))
            .state("I")
            .parameter("beta", "gamma")
            .equation("S", derivative)
            .equation("I", "-0.1 * I + beta - beta * I");
    assertThat(codes(builder)).contains("E2156");
  }

  @Test
  void aRateThatDividesByItsSourceIsWarnedOf() {
    assertThat(codes(flows().parameter("doses").transition("S -> 0", "doses / S")))
        .containsExactly("E2156");
    assertThat(codes(flows().parameter("doses").transition("S -> 0", "doses / (S + I)"))).isEmpty();
    assertThat(codes(flows().parameter("doses").transition("S -> 0", "doses * S / S"))).isEmpty();
  }

  @Test
  void aSourceThatTakesPeopleOutIsWarnedOf() {
    assertThat(codes(flows().parameter("b", "h").transition("0 -> S", "b - h")))
        .containsExactly("E2156");
    assertThat(codes(flows().parameter("b", "h").transition("0 -> S", "b - h * S"))).isEmpty();
  }

  @Test
  void theSummarySaysWhetherThePopulationIsConserved() {
    assertThat(markdown(flows().build())).contains("The population is conserved");
    assertThat(markdown(flows().births("S", "1").deaths("0.1").build()))
        .contains("people enter or leave by `births`, `deaths`.");
  }

  private static SystemBuilder onPoints() {
    return OpSystem.named("u")
        .axis("x", AxisPoints.points(0, 1, 3, 7))
        .state("u[x]", "v[x]", "V")
        .parameter("k");
  }

  @Test
  void whatOperatorsTakeOverTheEndsIsNotClosed() {
    SystemBuilder moving = onPoints().transition("u -> v", "k");
    assertThat(moving.operator("advection(u, x, k, 'open')").build().isConserved()).isFalse();
    assertThatThrownBy(() -> moving.closed().build())
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E2142 The system is closed, and what operators add does not add up to 0
              in operator("advection(u, x, k, 'open')")
                advection(u, x, k, 'open')
                ^^^^^^^^^^^^^^^^^^^^^^^^^^
              Let nothing pass the ends, as with 'no-flux', or do not say closed.""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diffusion(u, x, k)",
        "advection(u, x, k, 'periodic')",
        "jump(u, x, k, 'exponential', 2)",
        "advection([u, v], x, k)"
      })
  void operatorsThatKeepTheIntegralAreOfAClosedSystem(String operator) {
    OpSystem flows = onPoints().transition("u -> v", "k").operator(operator).closed().build();
    assertThat(flows.isConserved()).isTrue();
    SystemBuilder equations = onPoints().equation("u", "-k * u").equation("v", "k * u");
    assertThat(equations.operator(operator).closed().build().isConserved()).isTrue();
  }

  @Test
  void alongPointsTheIntegralIsKeptAndNotTheSum() {
    SystemBuilder integral =
        onPoints().equation("u", "-k * u").equation("V", "k * integrate(x in x, u[x])");
    assertThat(integral.closed().build().isConserved()).isTrue();
    SystemBuilder sum = onPoints().equation("u", "-k * u").equation("V", "k * sum(u)");
    assertThat(sum.build().isConserved()).isFalse();
    assertThatThrownBy(() -> sum.closed().build()).hasMessageContaining("E2142");
  }

  @Test
  void equalTermsInStatesOfOtherAxesDoNotCancel() {
    SystemBuilder builder =
        OpSystem.named("x").axis("age", "young", "old").state("S[age]", "D").parameter("k");
    assertThat(builder.equation("S", "-k").equation("D", "k").build().isConserved()).isFalse();
  }

  @Test
  void aDerivativeThatIsNoNumberIsNotKnownToBeKept() {
    OpSystem system =
        OpSystem.named("x").state("S").equation("S", "log(0 - S) - log(0 - S)").build();
    assertThat(system.isConserved()).isFalse();
  }

  @Test
  void aLargeSystemIsJudgedByASmallOne() {
    SystemBuilder builder =
        OpSystem.named("large")
            .axis("place", 300_000)
            .state("S[place]", "I[place]")
            .parameter("k[place]")
            .equation("S", "-k * S * sum(I)");
    assertThat(builder.build().isConserved()).isFalse();
    OpSystem kept = builder.equation("I", "k * (S * sum(I) + 0)").closed().build();
    assertThat(kept.isConserved()).isTrue();
    assertThatThrownBy(
            () ->
                OpSystem.named("large")
                    .axis("place", 300_000)
                    .state("S[place]", "I[place]")
                    .equation("S", "-S * sum(I)")
                    .equation("I", "S * sum(I) + 1 if place == '7' else S * sum(I)")
                    .closed()
                    .build())
        .hasMessageContaining("E2142");
  }

  private static String markdown(OpSystem system) {
    return system.summary().toString();
  }
}
