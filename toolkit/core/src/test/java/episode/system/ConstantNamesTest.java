package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What pi, e, inf and nan mean: numbers, unless a name was declared. */
class ConstantNamesTest {
  private static double[] rhs(OpSystem system, Values values, double... y) {
    double[] seen = system.compile("interpreter").rhs(0, y, values);
    // one or two operations
    assertThat(system.compile("jvm").rhs(0, y, values)).containsExactly(seen, Offset.offset(1e-15));
    return seen;
  }

  private static OpSystem spec(String text) {
    return OpSystem.parse(text);
  }

  @Test
  void specsKnowPiAndE() {
    OpSystem system = spec("state: [x, y]\nequations: {x: pi * x, y: \"e ** y\"}\n");
    assertThat(system.parameters()).isEmpty();
    assertThat(rhs(system, Values.of(), 2, 3))
        .containsExactly(new double[] {2 * Math.PI, Math.pow(Math.E, 3)}, Offset.offset(1e-14));
  }

  @Test
  void infAndNanAreParametersOfASpecAsTheyAreForOpSystem() {
    OpSystem system = spec("state: [x]\nequations: {x: inf + nan}\n");
    assertThat(system.parameters()).extracting(Template::name).containsExactly("inf", "nan");
    assertThat(rhs(system, Values.of("inf", 1, "nan", 2), 0)).containsExactly(3);
  }

  @Test
  void stateOrAliasOfASpecCalledEIsMeant() {
    assertThat(rhs(spec("state: [e]\nequations: {e: -2 * e}\n"), Values.of(), 5))
        .containsExactly(-10);
    OpSystem alias = spec("state: [x]\naliases: {pi: 3 * x}\nequations: {x: pi}\n");
    assertThat(rhs(alias, Values.of(), 5)).containsExactly(15);
  }

  @Test
  void parameterWithAxesCalledEIsOneAsInOpSystem() {
    String axes = "axes: [{name: age, coords: [a, b]}]\nstate: [\"x[age]\"]\n";
    OpSystem system = spec(axes + "equations: {\"x[age]\": \"e[age]\"}\n");
    assertThat(rhs(system, Values.of("e", new double[] {1, 2}), 0, 0)).containsExactly(1, 2);
    assertThatThrownBy(() -> spec(axes + "equations: {\"x[age]\": \"e[age] * e\"}\n"))
        .hasMessage(
            """
            E2508 'e' is a number in one place and a parameter in another
              in equations.x[age]
                e[age] * e
                         ^
              Give the parameter another name.""");
  }

  @Test
  void valueForAConstantSaysWhatTheNameIs() {
    OpSystem system = spec("state: [x]\nequations: {x: e * x}\n");
    assertThatThrownBy(() -> rhs(system, Values.of("e", 0.2), 1))
        .hasMessage(
            """
            E2103 Unknown name 'e'
              in values
                e
                ^
              In formulas 'e' is a number: give the parameter another name.""");
  }

  @Test
  void declaredNamesGoFirst() {
    for (String name : List.of("e", "pi", "inf", "nan")) {
      OpSystem parameter =
          OpSystem.named("x").state("x").parameter(name).equation("x", "2 * " + name).build();
      assertThat(rhs(parameter, Values.of(name, 0.5), 0)).containsExactly(1);
      OpSystem state = OpSystem.named("x").state(name).equation(name, "-" + name).build();
      assertThat(rhs(state, Values.of(), 3)).containsExactly(-3);
      OpSystem alias = OpSystem.named("x").state("x").alias(name, "7").equation("x", name).build();
      assertThat(rhs(alias, Values.of(), 3)).containsExactly(7);
    }
  }

  @Test
  void undeclaredTheyAreNumbers() {
    OpSystem system =
        OpSystem.named("x")
            .state("a", "b", "c")
            .equation("a", "e")
            .equation("b", "min(inf, pi)")
            .equation("c", "nan")
            .build();
    assertThat(rhs(system, Values.of(), 0, 0, 0)).containsExactly(Math.E, Math.PI, Double.NaN);
  }
}
