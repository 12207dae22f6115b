package episode.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import org.junit.jupiter.api.Test;

/** The exact messages about operators that are written wrongly. */
class OperatorMessagesTest {

  private static void assertMessage(String operator, String message) {
    SystemBuilder builder =
        OpSystem.named("m")
            .axis("age", "a", "b")
            .axis("x", AxisPoints.grid(0, 1, 5))
            .axis("fine", AxisPoints.grid(0, 1, 3001))
            .axis("time", AxisPoints.points(0, 1))
            .state("u[x]", "S[age]", "w[fine]")
            .parameter("D[age]")
            .operator(operator);
    assertThatThrownBy(builder::build).isInstanceOf(EpisodeException.class).hasMessage(message);
  }

  @Test
  void aMissingFactorIsRefused() {
    assertMessage(
        "diffusion(u, x)",
        """
            E2126 'diffusion' is called otherwise
              in operator("diffusion(u, x)")
                diffusion(u, x)
                ^^^^^^^^^^^^^^^
              Write diffusion(u, x, D) or diffusion(u, x, D, "periodic").""");
  }

  @Test
  void aMissingParameterOfAKernelIsRefused() {
    assertMessage(
        "jump(u, x, 1, 'gamma', 2)",
        """
            E2126 A kernel 'gamma' takes k, theta
              in operator("jump(u, x, 1, 'gamma', 2)")
                jump(u, x, 1, 'gamma', 2)
                ^^^^^^^^^^^^^^^^^^^^^^^^^
              Write jump(u, x, rate, "gamma", k, theta), or "up" at its end.""");
  }

  @Test
  void whatIsNoMatrixIsRefusedAsAKernel() {
    assertMessage(
        "jump(u, x, 1, 'custom', D)",
        """
            E2126 This is not a matrix over 'x'
              in operator("jump(u, x, 1, 'custom', D)")
                jump(u, x, 1, 'custom', D)
                                        ^
              Declare it: .parameter("K[x, x]").""");
  }

  @Test
  void anUnknownAxisIsRefused() {
    assertMessage(
        "diffusion(u, y, 1)",
        """
            E2104 Unknown axis 'y'
              in operator("diffusion(u, y, 1)")
                diffusion(u, y, 1)
                             ^
              Axes: age, x, fine, time.""");
  }

  @Test
  void anAxisWithoutPointsIsRefused() {
    assertMessage(
        "diffusion(S, age, 1)",
        """
            E2127 'diffusion' acts along an axis of points; 'age' has none
              in operator("diffusion(S, age, 1)")
                diffusion(S, age, 1)
                             ^^^
              Declare them: .axis("age", grid(0, 10, 21)).""");
  }

  @Test
  void theTimeIsRefusedAsAnAxis() {
    assertMessage(
        "advection(u, time, 1)",
        """
            E2127 'advection' acts along an axis of points; 'time' is the time
              in operator("advection(u, time, 1)")
                advection(u, time, 1)
                             ^^^^
              Name an axis of the state.""");
  }

  @Test
  void aStateWithoutTheAxisIsRefused() {
    assertMessage(
        "diffusion(S, x, 1)",
        """
            E2128 This does not vary over 'x'
              in operator("diffusion(S, x, 1)")
                diffusion(S, x, 1)
                          ^
              Give it the axis, as in .state("u[x]").""");
  }

  @Test
  void aForeignAxisOfTheFactorIsRefused() {
    assertMessage(
        "advection(u, x, 2 * D)",
        """
            E2129 This varies over 'age', and what it acts on does not
              in operator("advection(u, x, 2 * D)")
                advection(u, x, 2 * D)
                                ^^^^^
              Sum over it, or give the state the axis.""");
  }

  @Test
  void anUnknownBoundaryIsRefused() {
    assertMessage(
        "diffusion(u, x, 1, 'nofluxx')",
        """
            E2130 Unknown boundary 'nofluxx'
              in operator("diffusion(u, x, 1, 'nofluxx')")
                diffusion(u, x, 1, 'nofluxx')
                                   ^^^^^^^^^
              Did you mean 'no-flux'? Boundaries: no-flux, neumann, reflecting, zero-flux, closed, periodic, cyclic, absorbing, dirichlet, open, outflow, free.""");
  }

  @Test
  void anUnknownKernelIsRefused() {
    assertMessage(
        "jump(u, x, 1, 'gausian', 1)",
        """
            E2130 Unknown kernel 'gausian'
              in operator("jump(u, x, 1, 'gausian', 1)")
                jump(u, x, 1, 'gausian', 1)
                              ^^^^^^^^^
              Did you mean 'gaussian'? Kernels: gaussian, exponential, gamma, power_law, erfc, custom.""");
  }

  @Test
  void anUnknownDirectionIsRefused() {
    assertMessage(
        "jump(u, x, 1, 'erfc', 1, 'left')",
        """
            E2130 Unknown direction 'left'
              in operator("jump(u, x, 1, 'erfc', 1, 'left')")
                jump(u, x, 1, 'erfc', 1, 'left')
                                         ^^^^^^
              Directions: up, down, both.""");
  }

  @Test
  void whatIsNoOperatorIsRefused() {
    assertMessage(
        "sin(u)",
        """
            E2131 This is not an operator on a state
              in operator("sin(u)")
                sin(u)
                ^^^^^^
              Write diffusion(u, x, D), advection(u, x, v) or jump(u, x, rate, …).""");
  }

  @Test
  void anOperatorOnAFormulaIsRefused() {
    assertMessage(
        "diffusion(2 * u, x, 1)",
        """
            E2131 An operator acts on a state
              in operator("diffusion(2 * u, x, 1)")
                diffusion(2 * u, x, 1)
                          ^^^^^
              States: u, S, w.""");
  }

  @Test
  void tooManyPointsToJumpBetweenAreRefused() {
    assertMessage(
        "jump(w, fine, 1, 'erfc', 1)",
        """
            E2132 Axis 'fine' has 3001 points to jump between; the limit is 3000
              in operator("jump(w, fine, 1, 'erfc', 1)")
                jump(w, fine, 1, 'erfc', 1)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              Use a coarser axis, or steps to neighbours: diffusion.""");
  }
}
