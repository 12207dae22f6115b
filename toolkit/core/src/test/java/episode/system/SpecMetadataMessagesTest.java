package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

/** The exact messages of problems in what specs say for engines. */
class SpecMetadataMessagesTest {

  @Test
  void initialStatesAreOfStates() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        initial_state: {Zed: z0}
        """,
        """
        E2103 Unknown state 'Zed'
          in initial_state
            Zed
            ^^^
          States: x.""");
  }

  @Test
  void kernelsHaveAKnownForm() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        kernels: [{name: K, form: gausian}]
        """,
        """
        E2510 Unknown form of kernel 'gausian'
          in kernels[0].form
            gausian
            ^^^^^^^
          Did you mean 'gaussian'? Forms: erfc, gaussian, exponential, gamma, power_law, custom_value.""");
  }

  @Test
  void kernelsHaveTheirParameters() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        kernels: [{name: K, form: power_law, params: {scale: 1, sigma: 2}}]
        """,
        """
        E2503 The key 'params.p' is missing
          in kernels[0]
            name, form, params
            ^^^^^^^^^^^^^^^^^^
          A kernel 'power_law' has [scale, sigma, p].""");
  }

  @Test
  void advectionHasAVelocity() {
    refuse(
        """
        state: [x]
        equations: {x: 1}
        operators: [{kind: advection, axis: subgroup}]
        """,
        """
        E2503 The key 'velocity' is missing
          in operators[0]
            kind, axis
            ^^^^^^^^^^
          An operator 'advection' has a velocity, as in 1.5 or v.""");
  }

  @Test
  void directionsAreKnown() {
    refuse(
        """
        axes: [{name: loc, coords: [p, q]}]
        state: ["x[loc]"]
        equations: {"x[loc]": 1}
        operators: [{kind: jump_integral, axis: loc, rate: r, kernel: {form: gaussian}, direction: left}]
        """,
        """
        E2510 Unknown direction 'left'
          in operators[0].direction
            left
            ^^^^
          Directions: up, down, both.""");
  }

  @Test
  void sumsDoNotSeparate() {
    refuse(
        """
        axes: [{name: loc, coords: [p, q]}]
        state: ["x[loc]"]
        equations: {"x[loc]": "-sum_over(x[loc], loc=i)"}
        factorize_axes: [loc]
        """,
        """
        E2511 The system does not separate along 'loc': 'equations.x[loc]' uses several of its elements or a single one
          in factorize_axes[0]
            loc
            ^^^
          Leave the axis out of factorize_axes.""");
  }

  @Test
  void statesWithoutTheAxisDoNotSeparate() {
    refuse(
        """
        axes: [{name: loc, coords: [p, q]}, {name: b, coords: [r]}]
        state: ["x[loc]", "y[b]"]
        equations: {"x[loc]": 1, "y[b]": 1}
        factorize_axes: [loc]
        """,
        """
        E2511 The system does not separate along 'loc': state 'y[b]' does not have it
          in factorize_axes[0]
            loc
            ^^^
          Leave the axis out of factorize_axes.""");
  }

  private static void refuse(String spec, String message) {
    assertThatThrownBy(() -> OpSystem.parse(spec))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(message);
  }
}
