package episode.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong, in one line a user can act on. */
final class ProblemLine {
  private ProblemLine() {}

  static String of(Exception problem) {
    if (problem instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (problem instanceof AccessDeniedException denied) {
      return "not allowed to use " + denied.getFile();
    }
    if (problem instanceof FileSystemException file) {
      return file.getMessage();
    }
    return problem.getMessage() == null ? problem.toString() : problem.getMessage();
  }
}
