package episode.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import episode.backend.OpRule;
import episode.backend.Tripled;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class PytorchMessagesTest {

  @Test
  void deviceThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> new PytorchBackend().withDevice("tpu"))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3208 'pytorch' knows no device 'tpu'\n"
                + "  Take \"cpu\", \"cuda\" or, for one of several, \"cuda:1\".");
  }

  /** No machine has so many. */
  @Test
  void deviceThatIsNotThereIsRefused() {
    PytorchBackend far = new PytorchBackend().withDevice("cuda:999");
    assertThatThrownBy(() -> far.compile(tripled()))
        .isInstanceOf(EpisodeException.class)
        .hasMessageMatching(
            "E3208 'pytorch' has no device 'cuda:999': it sees [0-9]+\n"
                + "  It needs a graphics card with its driver, and PyTorch's libraries for CUDA on"
                + " the class path\\. The processor is \"cpu\"\\.");
  }

  @Test
  void typeThatIsNoFloatingTypeIsRefused() {
    assertThatThrownBy(() -> new PytorchBackend().withType(DType.INT64))
        .isInstanceOf(EpisodeException.class)
        .hasMessage("E3209 'pytorch' cannot hold FLOAT64 as INT64\n  Take FLOAT64 or FLOAT32.");
  }

  @Test
  void ruleForAPrimitiveIsRefused() {
    assertThatThrownBy(() -> new PytorchBackend().with("ADD", (op, script, x) -> List.of()))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3222 'ADD' is a primitive, and rules are for ops");
  }

  @Test
  void lineThatPytorchDoesNotTakeIsShown() {
    PytorchBackend wrong =
        new PytorchBackend()
            .with("Tripled", (op, script, x) -> List.of("torch.triple(" + x.get(0) + ")"));
    assertThatThrownBy(() -> wrong.compile(tripled()))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3210 PyTorch does not run the script of 'f'\n  ")
        .hasMessageContaining("torch.triple(v0)")
        .hasMessageContaining("<--- HERE")
        .hasMessageEndingWith("\n  See whether a rule of your own wrote the line.");
  }

  @Test
  void opWithoutRuleAndLoweringIsRefused() {
    assertThatThrownBy(() -> new PytorchBackend().compile(tripled()))
        .isInstanceOf(EpisodeException.class)
        .hasMessageStartingWith("E3204 'pytorch' cannot do Tripled");
  }

  @Test
  void ruleOfTheHostIsRefused() {
    OpRule host = OpRule.host((op, operands) -> operands);
    assertThatThrownBy(() -> new PytorchBackend().with("Tripled", host))
        .isInstanceOf(EpisodeException.class)
        .hasMessage(
            "E3205 'pytorch' takes no rule of this kind for 'Tripled'\n"
                + "  It takes: NodeRule, and TorchScriptRule.");
  }

  @Test
  void everyCodeHasItsPage() {
    for (String code : List.of("E3208", "E3209", "E3210")) {
      assertThat(getClass().getResource("/episode/explain/" + code + ".md")).isNotNull();
    }
  }

  private static Graph tripled() {
    GraphBuilder b = new GraphBuilder();
    Node x = b.input("x", Type.float64(3));
    return b.build("f", b.apply(new Tripled(), List.of(x)));
  }
}
