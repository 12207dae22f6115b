package episode.kernel.magic;

import java.nio.file.Path;
import java.util.List;

/** Finds libraries in repositories, with what they depend on, and fetches what is missing here. */
public interface Resolver {

  /**
   * What is wanted.
   *
   * @param coordinates {@code GROUP:ARTIFACT[:PACKAGING[:CLASSIFIER]]:VERSION}
   * @param repositories addresses to look in beside those of the user's settings
   * @param offline whether only what is on this machine counts
   */
  record Request(List<String> coordinates, List<String> repositories, boolean offline) {}

  /**
   * A library on this machine.
   *
   * @param group of its coordinates
   * @param artifact of its coordinates
   * @param version of its coordinates
   * @param file a jar
   */
  record Library(String group, String artifact, String version, Path file) {
    /** Returns the artifact and its version. */
    String label() {
      return artifact + " " + version;
    }
  }

  /** Is told of what is fetched, by several threads. */
  interface Transfers {
    /** A file is fetched from now on. */
    void starts(String file);

    /** More bytes have arrived. */
    void arrived(long bytes);

    /** A file is there. */
    void ends(String file);
  }

  /**
   * Returns all libraries that are needed, each on this machine by then.
   *
   * @throws MagicProblem E7007 where one is in no repository, E7008 where a repository cannot be
   *     reached
   */
  List<Library> resolve(Request request, Transfers transfers);
}
