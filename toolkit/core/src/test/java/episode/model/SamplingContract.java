package episode.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import episode.sample.Draws;
import episode.sample.Nuts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a backend that is fast enough to sample on has to do beside: chains as those of jvm. */
public abstract class SamplingContract extends ChainContract {
  /** Ten of them adapt the step; whatever is rounded otherwise grows with each. */
  @Test
  void firstThirtyTransitionsAreThoseOfJvm() {
    Nuts few = Nuts.nuts().chains(1).warmup(10).draws(20).seed(2024);
    Draws expected = few.sample(posterior(jvm()));
    Draws seen = few.sample(posterior(here()));
    assertThat(seen.length(0)).isEqualTo(20);
    for (int draw = 0; draw < 20; draw++) {
      double[] reference = expected.position(0, draw);
      for (int i = 0; i < reference.length; i++) {
        assertThat(seen.position(0, draw)[i]).isCloseTo(reference[i], within(1e-6));
      }
    }
  }

  @Test
  void chainsInThreadsAreThoseInTurn() {
    Nuts few = Nuts.nuts().chains(3).warmup(3).draws(3).seed(7).maxDepth(4);
    Draws inTurn = few.threads(1).sample(posterior(here()));
    Draws inThreads = few.threads(3).sample(posterior(here()));
    for (int chain = 0; chain < 3; chain++) {
      for (int draw = 0; draw < 3; draw++) {
        assertThat(inThreads.position(chain, draw)).isEqualTo(inTurn.position(chain, draw));
      }
    }
  }

  /** Means by quadrature, see {@link BoardingSchoolTest}. */
  @Test
  @Tag("slow")
  void aWholeFitHasTheMeansOfTheReference() {
    Draws fit = Nuts.nuts().chains(2).warmup(500).draws(500).seed(2024).sample(posterior(here()));
    double[] references = {1.734933, 0.541969, 0.137489};
    String[] names = {"beta", "gamma", "phi_inv"};
    for (int i = 0; i < names.length; i++) {
      double error = fit.summary(names[i]).row(names[i]).mcseMean();
      assertThat(fit.mean(names[i])).as(names[i]).isCloseTo(references[i], within(4 * error));
    }
  }
}
