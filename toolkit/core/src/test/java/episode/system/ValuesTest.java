package episode.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValuesTest {
  private static final Values VALUES =
      Values.of("beta", 2, "contact", new double[][] {{1, 2}, {3, 4}});

  @Test
  void arrayHasAllNumbersInRowMajorOrderAndIsACopy() {
    double[] contact = VALUES.array("contact");
    assertThat(contact).containsExactly(1, 2, 3, 4);
    contact[0] = 9;
    assertThat(VALUES.array("contact")).startsWith(1);
    assertThat(VALUES.array("beta")).containsExactly(2);
  }

  @Test
  void unknownNameIsRefusedWithTheNameThatWasMeant() {
    assertThatThrownBy(() -> VALUES.array("contacts"))
        .hasMessage(
            """
            E2103 Unknown name 'contacts'
              Did you mean 'contact'? Known names: beta, contact.""");
  }

  @Test
  void severalValuesTakeTheirPlacesAtOnce() {
    assertThat(Values.of("a", 1, "b", 2).with("b", 3, "c", 4))
        .isEqualTo(Values.of("a", 1, "b", 3, "c", 4));
    assertThatThrownBy(() -> Values.of("a", 1).with("b", 3, "c"))
        .hasMessage(
            "E2201 Values are a name, its value, a name, its value, …; here 3 arguments\n"
                + "  Write values(\"beta\", 1.7, \"gamma\", 0.5).");
  }
}
