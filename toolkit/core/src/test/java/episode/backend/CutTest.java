package episode.backend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.HostOp;
import episode.expr.Node;
import episode.expr.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CutTest {

  @Test
  void aLoopOnTheHostInsideALoopOfTheGraphIsRefused() {
    GraphBuilder inner = new GraphBuilder();
    Graph season = inner.build("season", inner.host(new Flight(), List.of(inner.input("state"))));
    GraphBuilder b = new GraphBuilder();
    List<Node> years = b.scan(season, 10, List.of(b.input("start")), List.of(), List.of());
    Graph graph = b.build("f", years);
    for (Backend backend : List.of(Backends.byName("jvm"), Backends.interpreter())) {
      assertThatThrownBy(() -> backend.compile(graph))
          .isInstanceOf(EpisodeException.class)
          .hasMessage(
              "E3118 'flight' stands inside 'season', which a SCAN runs\n"
                  + "  A solve runs on the host and cannot stand inside a loop, a branch or a call:"
                  + " loop outside of the graph, or use a fixed-step solve.");
    }
  }

  private record Flight() implements HostOp {
    @Override
    public String name() {
      return "flight";
    }

    @Override
    public List<Type> types(List<Type> operands) {
      return operands;
    }

    @Override
    public List<Node> jvp(GraphBuilder b, List<Node> operands, List<Optional<Node>> tangents) {
      throw new AssertionError("not differentiated");
    }

    @Override
    public Pullback vjp(GraphBuilder b, List<Node> operands, List<Boolean> active) {
      throw new AssertionError("not differentiated");
    }
  }
}
