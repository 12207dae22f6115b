package episode.prob;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruncatedTest {

  @Test
  void parametersThatAreNotNumbersAreRefusedWhereTheMassHasNoFormula() {
    GraphBuilder b = new GraphBuilder();
    Node shape = b.input("shape");
    Distribution cut = new Truncated(Distributions.named("gamma").orElseThrow());
    List<Node> parameters = List.of(shape, b.constant(1), b.constant(2), b.constant(3));
    assertThatThrownBy(() -> cut.logDensity(b, b.constant(2.5), parameters))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            """
            E5110 A truncated gamma needs numbers as its parameters
              Its probability between two ends has no formula here. Give numbers, or leave the \
            truncation away.\
            """);
  }
}
