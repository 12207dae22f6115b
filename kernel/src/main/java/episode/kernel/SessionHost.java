package episode.kernel;

import episode.kernel.magic.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A session as its magics see it. */
final class SessionHost implements Host {

  private final EpisodeKernel kernel;
  private final Evaluator evaluator;
  private final Libraries libraries;

  SessionHost(EpisodeKernel kernel, Evaluator evaluator, Libraries libraries) {
    this.kernel = kernel;
    this.evaluator = evaluator;
    this.libraries = libraries;
  }

  @Override
  public Object evaluate(String source) {
    return kernel.evalRaw(source);
  }

  @Override
  public Object evaluate(String source, String file) throws Exception {
    return kernel.evaluate(source, file);
  }

  @Override
  public Object evaluate(String before, String code, String after) {
    return kernel.evaluate(before, code, after);
  }

  @Override
  public Set<String> unset() {
    return evaluator.unset();
  }

  @Override
  public List<Variable> variables() {
    return evaluator
        .variables()
        .map(variable -> new Variable(variable.name(), variable.typeName()))
        .toList();
  }

  @Override
  public Map<String, Object> values() {
    return evaluator.values();
  }

  @Override
  public void addToClasspath(List<Path> paths) {
    libraries.add(paths);
  }

  @Override
  public List<Path> classpath() {
    return libraries.added();
  }

  @Override
  public List<String> reset() {
    return evaluator.reset();
  }

  @Override
  public Optional<Throwable> lastThrown() {
    return kernel.lastThrown();
  }
}
