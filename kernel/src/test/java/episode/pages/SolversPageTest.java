package episode.pages;

import episode.solve.ButcherTableau;
import episode.solve.FixedStep;
import episode.solve.SolveStatus;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page {@code docs/solvers.md}: every method, and every way in which a solve ends. */
class SolversPageTest {
  private static final String INTRODUCTION =
      """
      # Solvers

      How a system is solved, to which accuracy, and what is said where that fails. The tables are
      written from the code, and a test fails where they are stale.

      ```java
      var decay = system("decay").state("x").parameter("k").transition("x -> 0", "k").build().compile();
      var at = values("x", 1, "k", 0.5);
      double usual = decay.solve(at, days(0, 10)).at(10).number("x");
      double coarse = decay.withTolerances(1e-3, 1e-6).solve(at, days(0, 10)).at(10).number("x");
      double fixed = decay.withFixedStep("rk4", 0.5).solve(at, days(0, 10)).at(10).number("x");
      System.out.printf("%.8f %.8f %.8f, exactly %.8f%n", usual, coarse, fixed, Math.exp(-5));
      ```

      ```text
      0.00673795 0.00675462 0.00673930, exactly 0.00673795
      ```

      ## Methods

      """;

  private static final String ACCURACY =
      """

      All are explicit: a stiff system, one of whose rates is much faster than what is asked for, is
      solved, but with very many steps, and past 100,000 of them the solve ends with E4001.

      ## Steps and accuracy

      `compile()` takes Tsit5 and chooses every step so that its estimated error stays below
      `atol + rtol * |y|`, in the root mean square over the cells of the state. `rtol` is 1e-6 and
      `atol` 1e-9; `withTolerances(rtol, atol)` changes them, and for a posterior
      `.tolerances(rtol, atol)`, 1e-6 both. Saved times need no steps of their own. Steps end where formulas jump or kink in time. All methods run on every
      backend.

      `withFixedStep(method, size)` cuts each interval between two saved times into equal steps, no
      longer than `size`, without a look at errors. Such a solve is one graph, for engines that pay
      for every call.

      Derivatives go through the steps as they were made: forward for up to four numbers, in reverse
      for more; `checkGradient` compares the two. What [derivatives.md](derivatives.md) says of
      functions holds of solves.

      ## How a solve ends

      A solve that fails is a value: what was reached is there, and says why it ended. In a sampler
      it is a rejected proposal.

      """;

  @Test
  void pageListsEveryMethodAndEveryEnd() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("| method | ask for it by | order | chooses its steps | values between steps |");
    page.append(" evaluations a step | published |\n|---|---|--:|---|---|--:|---|\n");
    for (FixedStep.Method method : FixedStep.Method.values()) {
      if (method.tableau().e().length > 0) {
        page.append(row(method, "`compile()`", "yes"));
      }
    }
    for (FixedStep.Method method : FixedStep.Method.values()) {
      page.append(row(method, "`withFixedStep(\"" + method.word() + "\", size)`", "no"));
    }
    page.append(ACCURACY).append("| end | what happened | what to do |\n|---|---|---|\n");
    for (SolveStatus status : SolveStatus.values()) {
      String name = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String code = status == SolveStatus.SUCCESS ? "" : " (" + status.code() + ")";
      page.append("| ").append(name).append(code).append(" | ").append(status.text());
      page.append(" | ").append(status.advice()).append(" |\n");
    }
    Page.check("solvers.md", page.toString());
  }

  private static String row(FixedStep.Method method, String call, String own) {
    ButcherTableau tableau = method.tableau();
    String between = own.equals("no") ? "a shorter step" : "dense output, order 4";
    return String.format(
        "| %s | %s | %d | %s | %s | %d | %s |%n",
        tableau.name(), call, tableau.order(), own, between, method.evaluations(), method.source());
  }
}
