package episode.system;

import episode.backend.CompiledFunction;
import episode.expr.EpisodeException;
import episode.expr.Problem;
import episode.expr.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The past values of a system: asks a provider for them, refuses to solve without. */
final class Past {
  private final OpSystem system;
  private final HistoryProvider provider;

  Past(OpSystem system, HistoryProvider provider) {
    this.system = system;
    this.provider = provider;
  }

  /**
   * Returns once it is sure that a system can be solved.
   *
   * @throws EpisodeException E4020 where it asks for past values
   */
  static void refuse(OpSystem system) {
    if (!system.historyRequirements().isEmpty()) {
      HistoryRequirement first = system.historyRequirements().get(0);
      String what = "System '" + system.name() + "' asks for past values: " + first;
      throw new EpisodeException(
          Problem.of("E4020", what)
              .remedy(
                  "Delay equations are not solved yet; compiled.with(HistoryProvider).rhs(t, y,"
                      + " values) evaluates them."));
    }
  }

  /** Stands for a provider where none was given. */
  static Tensor unknown(HistoryRequirement requirement, Tensor now, double t) {
    throw new EpisodeException(
        Problem.of("E2210", "The system asks for past values: " + requirement)
            .remedy("Give it a provider: compiled.with(HistoryProvider).rhs(t, y, values)."));
  }

  /**
   * Returns past values for the inputs of the right-hand side that follow the parameters.
   *
   * @param signals gives the values now of what is asked for
   * @param inputs t, states and parameters
   */
  List<Tensor> at(CompiledFunction signals, List<Tensor> inputs) {
    List<Tensor> now = signals.apply(inputs);
    List<Tensor> past = new ArrayList<>();
    for (HistoryRequirement requirement : system.historyRequirements()) {
      Tensor value = now.get(requirement.id());
      Tensor answer = provider.query(requirement, value, inputs.get(0).at(0));
      if (answer == null || !answer.type().equals(value.type())) {
        String seen = answer == null ? "nothing" : answer.type().toString();
        throw new EpisodeException(
            Problem.of("E2211", "The provider gave " + seen + " for " + requirement)
                .remedy("Past values are like the signal: " + value.type() + "."));
      }
      past.add(answer);
    }
    return past;
  }
}
