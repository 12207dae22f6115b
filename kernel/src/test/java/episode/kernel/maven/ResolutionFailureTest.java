package episode.kernel.maven;

import static org.assertj.core.api.Assertions.assertThat;

import episode.kernel.magic.MagicProblem;
import episode.kernel.magic.Resolver;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.junit.jupiter.api.Test;

class ResolutionFailureTest {
  private static final RemoteRepository CENTRAL =
      new RemoteRepository.Builder("central", "default", "https://example.org/maven").build();
  private static final Artifact VILLAGE = new DefaultArtifact("t:village:1.0");

  private static String said(RepositoryException thrown) {
    Resolver.Request request = new Resolver.Request(List.of("t:town:1.0"), List.of(), false);
    MagicProblem problem = new ResolutionFailure(thrown, request, List.of(CENTRAL)).problem();
    assertThat(problem.getMessage()).startsWith(problem.code());
    return problem.getMessage();
  }

  @Test
  void aLibraryThatNobodyHasIsNamed() {
    assertThat(
            said(
                new RepositoryException(
                    "no", new ArtifactNotFoundException(VILLAGE, CENTRAL, "not found"))))
        .isEqualTo(
            "E7007 t:village:jar:1.0 is in none of the repositories\n"
                + "  Looked in central (https://example.org/maven).\n"
                + "  Look at group, artifact and version; --repo URL names another repository.\n"
                + "  Nothing was added.");
  }

  @Test
  void withoutAnArtifactMavensOwnWordsAreShown() {
    assertThat(said(new RepositoryException("Bad version range\nand more")))
        .isEqualTo(
            "E7007 t:town:1.0 is in none of the repositories\n"
                + "  Looked in central (https://example.org/maven).\n"
                + "  Look at group, artifact and version; --repo URL names another repository.\n"
                + "  Maven says: Repository: Bad version range");
  }

  @Test
  void aRepositoryThatDoesNotAnswerIsNamed() {
    assertThat(
            said(
                new RepositoryException(
                    "no",
                    new ArtifactTransferException(
                        VILLAGE, CENTRAL, new UnknownHostException("example.org")))))
        .isEqualTo(
            "E7008 central (https://example.org/maven) cannot be reached:"
                + " UnknownHost: example.org\n"
                + "  What was fetched once is found without a network; nothing was added now.\n"
                + "  A proxy or a mirror is named in ~/.m2/settings.xml.");
  }

  @Test
  void offlineIsSaidToBeSo() {
    assertThat(said(new RepositoryException("no", new RepositoryOfflineException(CENTRAL))))
        .isEqualTo(
            "E7008 t:town:1.0 cannot be fetched: Maven is told to work offline\n"
                + "  What was fetched once is found; take --offline away, or <offline> in"
                + " settings.xml.");
  }
}
