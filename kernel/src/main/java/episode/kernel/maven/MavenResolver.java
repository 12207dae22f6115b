package episode.kernel.maven;

import episode.kernel.magic.MagicProblem;
import episode.kernel.magic.Resolver;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** Resolves as Maven does, with the user's settings; each call reads them anew. */
public final class MavenResolver implements Resolver {

  /** Makes a resolver; the kernel finds it by name. */
  public MavenResolver() {}

  @Override
  public List<Library> resolve(Request request, Transfers transfers) {
    try (Context context = new StandaloneStaticRuntime().create(overrides(request, transfers))) {
      try {
        return libraries(context, request);
      } catch (RepositoryException failed) {
        throw problem(failed, request, context);
      }
    }
  }

  private static ContextOverrides overrides(Request request, Transfers transfers) {
    List<RemoteRepository> places = new ArrayList<>(List.of(ContextOverrides.CENTRAL));
    for (String url : request.repositories()) {
      String id = "repo" + places.size();
      places.add(new RemoteRepository.Builder(id, "default", url).build());
    }
    ContextOverrides.Builder overrides =
        ContextOverrides.create()
            .withUserSettings(true)
            .repositories(places)
            .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.APPEND)
            .configProperties(Map.of("aether.offline.protocols", "file"))
            .transferListener(new TransferNews(transfers));
    if (request.offline()) {
      overrides.offline(true);
    }
    String local = System.getProperty("maven.repo.local");
    if (local != null) {
      overrides.withLocalRepositoryOverride(Path.of(local));
    }
    return overrides.build();
  }

  private static List<Library> libraries(Context context, Request request)
      throws RepositoryException {
    CollectRequest collect = new CollectRequest();
    collect.setRepositories(context.remoteRepositories());
    for (String coordinates : request.coordinates()) {
      collect.addDependency(new Dependency(new DefaultArtifact(coordinates), JavaScopes.COMPILE));
    }
    DependencyRequest wanted =
        new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
    List<Library> libraries = new ArrayList<>();
    for (ArtifactResult result :
        context
            .repositorySystem()
            .resolveDependencies(context.repositorySystemSession(), wanted)
            .getArtifactResults()) {
      Artifact artifact = result.getArtifact();
      libraries.add(
          new Library(
              artifact.getGroupId(),
              artifact.getArtifactId(),
              artifact.getVersion(),
              artifact.getFile().toPath()));
    }
    return libraries;
  }

  private static MagicProblem problem(
      RepositoryException failed, Request request, Context context) {
    return new ResolutionFailure(failed, request, context.remoteRepositories()).problem();
  }
}
