package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.plot.Columns;
import episode.system.At;
import episode.system.OpSystem;
import episode.system.TimeSpan;
import episode.system.Values;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The exact messages of what is wrong with data. */
class DataMessagesTest {
  private static final Columns DATES =
      Columns.of(
          "day", new double[] {1, 2},
          "in_bed", new double[] {3, 4},
          "date", new String[] {"x", "1978-01-02"});

  private static Posterior mu() {
    return Posterior.named("m").prior("mu ~ normal(0, 1)");
  }

  private static Posterior system() {
    Values values = Values.of("gamma", 0.5, "S", 762, "I", 1);
    return Posterior.of(BoardingSchoolTest.sir(), values, TimeSpan.days(0, 14))
        .prior("beta ~ exponential(1)");
  }

  private static Posterior flu(Columns data, At at) {
    return flu(data, at, "in_bed ~ poisson(I)");
  }

  private static Posterior flu(Columns data, At at, String statement) {
    return system().observe(statement, data, at).check();
  }

  private static Map<String, double[]> y(double... y) {
    return Map.of("y", y);
  }

  private static void refuses(ThrowingCallable wrong, String message) {
    assertThatThrownBy(wrong).isInstanceOf(EpisodeException.class).hasMessage(message);
  }

  @Test
  void columnMustExist() {
    refuses(
        () -> mu().observe("z ~ normal(mu, 1)", y(1)).check(),
        """
        E6201 The data have no column 'z'
          in observe("z ~ normal(mu, 1)")
            z ~ normal(mu, 1)
            ^
          Columns: y.\
        """);
  }

  @Test
  void columnHoldsNumbers() {
    refuses(
        () ->
            mu().observe("y ~ normal(mu, 1)", Map.of("y", new String[] {"3", "<5", "seven"}))
                .check(),
        """
        E6201 Column 'y' holds no numbers: '<5' in row 2
          in observe("y ~ normal(mu, 1)")
            y ~ normal(mu, 1)
            ^
          What is observed is a number per row. Mend the cell, or leave it empty if the value is not known.\
        """);
  }

  @Test
  void missingNegativeAndLateRowsAreNamedTogether() {
    refuses(
        () ->
            flu(
                Columns.of(
                    "day",
                    new double[] {1, 2, 20, 4},
                    "in_bed",
                    new double[] {3, Double.NaN, -1, 2.5}),
                At.at("day")),
        """
        E6202 Column 'in_bed' has no value in row 2
          in observe("in_bed ~ poisson(I)")
            in_bed ~ poisson(I)
            ^^^^^^
          Keep such rows with at("day").withGaps(), or leave them out before the data are observed.
        E6203 Column 'in_bed' has an impossible value in rows 3, 4: -1 first
          in observe("in_bed ~ poisson(I)")
            in_bed ~ poisson(I)
                     ^^^^^^^^^^
          The distribution on the right gives whole numbers from 0 on.
        E6207 Times lie outside the span in row 3: 20
          in observe
            at("day")
                ^^^
          The span is 0 to 14. Check from(…), or make the span longer.\
        """);
  }

  @Test
  void rowsFitTheAxis() {
    refuses(
        () -> mu().axis("school", 8).observe("y[school] ~ normal(mu, 1)", y(1, 2)).check(),
        """
        E6204 The data have 2 rows, school has 8
          in observe("y[school] ~ normal(mu, 1)")
            y[school] ~ normal(mu, 1)
            ^^^^^^^^^
          Give one row per element in order, or a column 'school' that names it.\
        """);
  }

  @Test
  void labelsAreThoseOfTheAxis() {
    refuses(
        () ->
            mu().axis("school", "a", "b")
                .observe(
                    "y[school] ~ normal(mu, 1)",
                    Columns.of("y", new double[] {1, 2}, "school", new String[] {"a", "c"}))
                .check(),
        """
        E6205 'c' in row 2 is no element of 'school'
          in observe("y[school] ~ normal(mu, 1)")
            y[school] ~ normal(mu, 1)
            ^^^^^^^^^
          Elements: a, b.\
        """);
  }

  @Test
  void datesNeedAnOrigin() {
    refuses(
        () -> flu(DATES, At.at("date")),
        """
        E6206 Column 'date' holds no numbers
          in observe
            at("date")
                ^^^^
          If these are dates, say which is time 0: at("date", from("2020-03-01")).\
        """);
  }

  @Test
  void textsThatAreNoDatesAreNamed() {
    refuses(
        () -> flu(DATES, At.at("date", At.from("1978-01-01"))),
        """
        E6206 'x' in row 1 is not a date
          in observe
            at("date", from("1978-01-01"))
                ^^^^
          Dates are written year-month-day: 1978-01-22. For a file with others, say which: \
        table(path, "date: dd/MM/yyyy").\
        """);
  }

  @Test
  void numbersTakeNoOrigin() {
    refuses(
        () -> flu(DATES, At.at("day", At.from("1978-01-01"))),
        """
        E6206 Column 'day' holds numbers, not dates
          in observe
            at("day", from("1978-01-01"))
                ^^^
          Write at("day").\
        """);
  }

  @Test
  void timeColumnMustExist() {
    refuses(
        () -> flu(DATES, At.at("week")),
        """
        E6201 The data have no column 'week'
          in observe
            at("week")
                ^^^^
          Columns: day, in_bed, date.\
        """);
  }

  @Test
  void originIsADate() {
    refuses(
        () -> At.from("1978-13-01"),
        """
        E6206 '1978-13-01' is not a date
          Write year, month and day: from("1978-01-21").\
        """);
  }

  @Test
  void observationOfASystemSaysWhen() {
    refuses(
        () -> system().observe("in_bed ~ poisson(I)", DATES).check(),
        """
        E6206 The observation does not say where its times are
          in observe("in_bed ~ poisson(I)")
            in_bed ~ poisson(I)
            ^^^^^^
          Add at("day"), or at("date", from("1978-01-21")) for dates. Columns: day, in_bed, \
        date.\
        """);
  }

  @Test
  void modelWithoutSystemHasNoTime() {
    refuses(
        () -> mu().observe("y ~ normal(mu, 1)", y(1), At.at("day")).check(),
        """
        E6206 A model without a system has no time
          in observe("y ~ normal(mu, 1)")
            y ~ normal(mu, 1)
            ^
          Leave at(…) away.\
        """);
  }

  @Test
  void unreadableDataAreRefused() {
    refuses(
        () -> mu().observe("y ~ normal(mu, 1)", new StringBuilder()),
        """
        E6208 Data of type java.lang.StringBuilder cannot be read
          Give Columns.of("name", array, …), a map from names to arrays, or a table.\
        """);
  }

  @Test
  void columnsAreEquallyLong() {
    Map<String, double[]> data =
        new TreeMap<>(Map.of("y", new double[] {1}, "z", new double[] {1, 2}));
    assertThatThrownBy(() -> mu().observe("y ~ normal(mu, 1)", data))
        .hasMessage(
            """
            E6123 'z' has 2 values, 'y' has 1 value
              Give arrays of one length; where a number is missing, Double.NaN.\
            """);
  }

  @Test
  void columnsOnTheRightNeedOneRowPerElement() {
    refuses(
        () ->
            mu().axis("g", "a", "b")
                .observe(
                    "y[g] ~ normal(mu + x, 1)",
                    Columns.of(
                        "y",
                        new double[] {1, 2},
                        "x",
                        new double[] {1, 2},
                        "g",
                        new String[] {"a", "a"}))
                .check(),
        """
        E6209 Rows 1 and 2 are about the same element
          in observe("y[g] ~ normal(mu + x, 1)")
            y[g] ~ normal(mu + x, 1)
            ^
          Columns on the right (x) need one row for each time and element.\
        """);
  }

  @Test
  void unknownAxisOnTheLeftIsSuggested() {
    refuses(
        () -> mu().axis("school", 8).observe("y[scool] ~ normal(mu, 1)", y(1, 2)).check(),
        """
        E2104 Unknown axis 'scool'
          in observe("y[scool] ~ normal(mu, 1)")
            y[scool] ~ normal(mu, 1)
              ^^^^^
          Did you mean 'school'? Axes: school.\
        """);
  }

  private static final Columns GAP =
      Columns.of("day", new double[] {1, 2, 3}, "cases", new double[] {3, Double.NaN, 5});

  @Test
  void missingRowsOfAnIncidenceAreKeptNotLeftOut() {
    refuses(
        () -> system().observe("cases ~ poisson(incidence(infection))", GAP, At.at("day")).check(),
        """
        E6202 Column 'cases' has no value in row 2
          in observe("cases ~ poisson(incidence(infection))")
            cases ~ poisson(incidence(infection))
            ^^^^^
          Keep such rows with at("day").withGaps(): left out, they would lengthen the interval of \
        the next incidence.\
        """);
  }

  @Test
  void theCallThatKeepsRowsIsTheOneThatWasWritten() {
    Columns dates =
        Columns.of(
            "date",
            new String[] {"1978-01-02", "1978-01-03"},
            "cases",
            new double[] {1, Double.NaN});
    At at = At.at("date", At.from("1978-01-01"));
    refuses(
        () -> system().observe("cases ~ poisson(I)", dates, at).check(),
        """
        E6202 Column 'cases' has no value in row 2
          in observe("cases ~ poisson(I)")
            cases ~ poisson(I)
            ^^^^^
          Keep such rows with at("date", from("1978-01-01")).withGaps(), or leave them out before \
        the data are observed.\
        """);
    system().observe("cases ~ poisson(I)", dates, at.withGaps()).check();
  }

  @Test
  void missingRowsWithoutTimeAreLeftOut() {
    refuses(
        () -> mu().observe("y ~ normal(mu, 1)", y(1, Double.NaN)).check(),
        """
        E6202 Column 'y' has no value in row 2
          in observe("y ~ normal(mu, 1)")
            y ~ normal(mu, 1)
            ^
          Leave such rows out before the data are observed; of a table, \
        table.dropRowsWithMissingValues() does.\
        """);
  }

  @Test
  void positiveCountInNoTimeIsRefused() {
    refuses(
        () ->
            system()
                .observe(
                    "cases ~ poisson(0.5 * incidence(infection))",
                    Columns.of("day", new double[] {0, 1}, "cases", new double[] {2, 5}),
                    At.at("day"))
                .check(),
        """
        E6210 Column 'cases' counts 2 in row 1, at the very start of the span
          in observe("cases ~ poisson(0.5 * incidence(infection))")
            cases ~ poisson(0.5 * incidence(infection))
            ^^^^^
          The first incidence begins at the start of the span, 0, where this row ends it: start \
        the span earlier, or leave it out.\
        """);
  }

  @Test
  void moreSuccessesThanTrialsAreNamed() {
    refuses(
        () ->
            flu(
                Columns.of("day", new double[] {1, 2}, "in_bed", new double[] {7, 291}),
                At.at("day"),
                "in_bed ~ binomial(100, I / 763)"),
        """
        E6203 Column 'in_bed' has an impossible value in row 2: 291
          in observe("in_bed ~ binomial(100, I / 763)")
            in_bed ~ binomial(100, I / 763)
                     ^^^^^^^^^^^^^^^^^^^^^^
          It may not be above 'trials', 100 in row 2.\
        """);
  }

  @Test
  void moreSuccessesThanTheTrialsOfTheirRowAreNamed() {
    refuses(
        () ->
            flu(
                Columns.of(
                    "day", new double[] {1, 2, 3},
                    "in_bed", new double[] {7, 9, 8},
                    "tested", new double[] {7, 8, 6}),
                At.at("day"),
                "in_bed ~ binomial(tested, I / 763)"),
        """
        E6203 Column 'in_bed' has an impossible value in rows 2, 3: 9 first
          in observe("in_bed ~ binomial(tested, I / 763)")
            in_bed ~ binomial(tested, I / 763)
                     ^^^^^^^^^^^^^^^^^^^^^^^^^
          It may not be above 'trials', 8 in row 2.\
        """);
  }

  @Test
  void twoRowsOfOneIntervalAreNamed() {
    Columns twice =
        Columns.of(
            "date", new String[] {"1978-01-02", "1978-01-03", "1978-01-03"},
            "cases", new double[] {1, 2, 3},
            "share", new double[] {1, 0.5, 0.5});
    At at = At.at("date", At.from("1978-01-01"));
    refuses(
        () -> flu(twice, at, "cases ~ poisson(incidence(infection))"),
        """
        E6121 Rows 2 and 3 count the same interval, which ends at 1978-01-03
          in observe("cases ~ poisson(incidence(infection))")
            cases ~ poisson(incidence(infection))
            ^^^^^
          Each would be compared with the whole incidence: add them up, or leave one out.\
        """);
    flu(twice, at, "cases ~ poisson(share * incidence(infection))");
  }

  @Test
  void predictionsWithoutADrawSayWhatTheDistributionWasGiven() {
    Posterior model =
        Posterior.named("m")
            .prior("mu ~ truncated(normal(-2, 1), -inf, 0)")
            .observe("y ~ poisson(2 * mu - 1)", y(1, 2));
    Prediction none = model.priorPredictive(5, 1);
    assertThatThrownBy(none::parts)
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith(
            """
            E6122 None of 5 draws gives a prediction of 'y'
              in observe("y ~ poisson(2 * mu - 1)")
                y ~ poisson(2 * mu - 1)
                    ^^^^^^^^^^^^^^^^^^^
              In the first such draw, row 1 has mean = -\
            """)
        .hasMessageEndingWith("Mend the formula, or the priors where they allow this.");
  }

  @Test
  void drawsThatAreLeftOutHaveAReason() {
    Posterior model =
        Posterior.named("m").prior("mu ~ normal(0, 1)").observe("y ~ poisson(2 * mu)", y(1, 2));
    assertThat(model.priorPredictive(40, 1).plot("y").subtitle())
        .matches("\\d+ draws without a prediction are left out: row 1 has mean = -\\d\\.\\d+");
  }

  @Test
  void predictionsWithoutASolveSayWhyTheFirstFailed() {
    Posterior model =
        Posterior.of(
                OpSystem.named("blow")
                    .state("x")
                    .parameter("a")
                    .equation("x", "a * x^2")
                    .build()
                    .compile(),
                Values.of("x", 1),
                TimeSpan.days(0, 9))
            .prior("a ~ truncated(normal(2, 0.1), 1, inf)")
            .observe(
                "x_seen ~ normal(x, 1)",
                Map.of("day", new double[] {1, 9}, "x_seen", new double[] {1, 2}),
                At.at("day"));
    Prediction none = model.priorPredictive(3, 1);
    assertThatThrownBy(none::parts)
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith(
            """
            E6122 None of 3 draws gives a prediction of 'x_seen'
              in observe("x_seen ~ normal(x, 1)")
                x_seen ~ normal(x, 1)
                         ^^^^^^^^^^^^
              3 of 3 solves failed, the first: the solve of blow failed: \
            """)
        .hasMessageEndingWith("Make the priors narrower where they allow this.");
  }
}
