package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.Problem;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Random systems with units: what fits is accepted, and what does not is found where it is. */
class UnitPropertiesTest {
  private static final List<String> TIMES = List.of("hour", "day", "week", "year");

  /** Terms of a rate per head, per unit of time; each is so by the units of its names. */
  private static final List<String> RATES =
      List.of(
          "k",
          "2 * k",
          "beta * I / N",
          "k * sqrt(I ^ 2) / (S + I)",
          "(k + 1 / tau) / 2",
          "max(k, 1 / tau)",
          "k * exp(-t / tau)",
          "(k if I > N0 else 1 / tau)",
          "sum(b in age, c[age, b] * I[b]) / N0",
          "a ^ 2 * tau");

  /** The same, each with one slip. */
  private static final List<String> SLIPS =
      List.of(
          "tau",
          "beta * I",
          "k * tau",
          "k / N",
          "beta * I / N ^ 2",
          "a ^ 2",
          "1 / tau ^ 2",
          "k * sum(I)",
          "max(k, tau)",
          "k * exp(tau)",
          "(k if I > tau else k)",
          "k + tau");

  private static SystemBuilder system(Random random, List<String> rates) {
    String time = TIMES.get(random.nextInt(4));
    Trait person = Trait.unit("person");
    Trait rate = Trait.unit("1/" + time);
    return OpSystem.named("units")
        .time(time)
        .axis("age", "young", "old")
        .state("S[age]", person)
        .state("I[age]", person)
        .state("V", person)
        .parameter("k", rate)
        .parameter("beta", rate)
        .parameter("a", rate)
        .parameter("tau", Trait.unit(time))
        .parameter("N0", person)
        .parameter("c[age, age]", rate)
        .alias("N", "sum(S) + sum(I)")
        .transition("infection: S -> I", rates.get(0))
        .transition("importation: 0 -> S", "N0 * (" + rates.get(1) + ")")
        .equation("V", "sum(I * (" + rates.get(2) + ")) - V / tau");
  }

  private static List<String> fitting(Random random) {
    return random
        .ints(3, 0, RATES.size())
        .mapToObj(i -> RATES.get(i))
        .map(one -> random.nextBoolean() ? one : one + " + " + RATES.get(random.nextInt(10)))
        .toList();
  }

  @Property(seed = "1978", tries = 200)
  void unitsThatFitAreAccepted(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    OpSystem system = system(random, fitting(random)).build();
    assertThat(system.traits("k").unit()).startsWith("1/");
  }

  @Property(seed = "1978", tries = 200)
  void aSlipIsFoundExactlyWhereItIs(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    List<String> rates = new java.util.ArrayList<>(fitting(random));
    int place = random.nextInt(3);
    rates.set(place, SLIPS.get(random.nextInt(SLIPS.size())));
    String context =
        List.of(
                "transition(\"infection: S -> I\")",
                "transition(\"importation: 0 -> S\")",
                "equation(\"V\")")
            .get(place);
    assertThatThrownBy(() -> system(random, rates).build())
        .isInstanceOfSatisfying(
            EpisodeException.class,
            e -> {
              assertThat(e.problems()).hasSize(1);
              Problem problem = e.problems().get(0);
              assertThat(problem.code()).isEqualTo("E2140");
              assertThat(problem.where().orElseThrow().context()).isEqualTo(context);
            });
  }

  @Property(seed = "1978", tries = 200)
  void unitsOfRandomSystemsAreKeptOrRefusedByTheirCode(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    SystemBuilder builder = RandomSystems.builder(seed);
    for (String name : List.of("k", "beta", "w", "S", "I")) {
      String unit = List.of("1", "person", "1/day", "day", "person/week").get(random.nextInt(5));
      builder.traits.merge(
          name,
          new Traits(unit, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
          (old, ours) -> new Traits(unit, old.byDefault(), old.lower(), old.upper()));
    }
    try {
      SpecWriterTest.assertKept(builder.build());
    } catch (EpisodeException e) {
      assertThat(e.problems()).extracting(Problem::code).containsOnly("E2140");
    }
  }
}
