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
}
