package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClosedSessionTest {

  private static final String CELL =
      "record Town(String name, Object mayor) {}\n"
          + "var town = new Town(\"Ulm\", new Object());\n"
          + "Supplier<Object> mayor = () -> town.mayor();\n"
          + "Town again() { return town; }\n"
          + "episode.kernel.Watched.add(town, Town.class.getClassLoader());\n"
          + "again()";

  @Test
  void nothingOfItsCellsIsKept() {
    Session session = Session.open(SessionOptions.standard());
    assertThat(session.execute(CELL, CellListener.NONE).failure()).isEmpty();
    session.execute("new ArrayList<>(List.of(town)).get(1)", CellListener.NONE);
    session.execute("town.", CellListener.NONE);
    assertThat(Watched.alive()).isEqualTo(2);
    session.close();
    assertThat(Watched.left()).isZero();
    assertThatThrownBy(() -> session.execute("1", CellListener.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this session is closed");
    session.interrupt();
    session.close();
  }
}
