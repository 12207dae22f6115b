package episode.kernel.maven;

import episode.kernel.magic.MagicProblem;
import episode.kernel.magic.Resolver.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/**
 * Why libraries were not found.
 *
 * @param thrown what the resolver threw
 * @param request what was wanted
 * @param repositories where it looked
 */
record ResolutionFailure(
    RepositoryException thrown, Request request, List<RemoteRepository> repositories) {

  MagicProblem problem() {
    Optional<RepositoryOfflineException> offline = cause(RepositoryOfflineException.class);
    Optional<ArtifactTransferException> transfer = cause(ArtifactTransferException.class);
    if (offline.isPresent()) {
      return new MagicProblem(
          "E7008",
          wanted() + " cannot be fetched: Maven is told to work offline",
          "What was fetched once is found; take --offline away, or <offline> in settings.xml.");
    }
    if (transfer.isPresent() && !(transfer.get() instanceof ArtifactNotFoundException)) {
      return unreachable(transfer.get());
    }
    return missing(transfer.map(ArtifactTransferException::getArtifact).map(Object::toString));
  }

  private MagicProblem unreachable(ArtifactTransferException failed) {
    String repository =
        failed.getRepository() == null ? "A repository" : label(failed.getRepository());
    return new MagicProblem(
        "E7008",
        repository + " cannot be reached: " + reason(failed),
        "What was fetched once is found without a network; nothing was added now.",
        "A proxy or a mirror is named in ~/.m2/settings.xml.");
  }

  private MagicProblem missing(Optional<String> artifact) {
    return new MagicProblem(
        "E7007",
        artifact.orElse(wanted()) + " is in none of the repositories",
        "Looked in " + places() + ".",
        "Look at group, artifact and version; --repo URL names another repository.",
        artifact.isPresent() ? "Nothing was added." : "Maven says: " + reason(thrown));
  }

  private String wanted() {
    return String.join(", ", request.coordinates());
  }

  private String places() {
    return repositories.stream().map(ResolutionFailure::label).collect(Collectors.joining(", "));
  }

  private static String label(RemoteRepository repository) {
    return repository.getId() + " (" + repository.getUrl() + ")";
  }

  /** Returns what the innermost cause says, in one line. */
  private static String reason(Throwable failed) {
    Throwable inner = failed;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String message = Optional.ofNullable(inner.getMessage()).orElse("");
    String name = inner.getClass().getSimpleName().replace("Exception", "");
    return message.isEmpty() ? name : name + ": " + message.lines().findFirst().orElse("");
  }

  private <T> Optional<T> cause(Class<T> type) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
