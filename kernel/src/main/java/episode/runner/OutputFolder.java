package episode.runner;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder to write into, made when it is missing. */
public final class OutputFolder {
  private OutputFolder() {}

  /**
   * Returns the folder, which exists now.
   *
   * @param folder where to write; the folders above it are made as well
   * @return the same folder
   * @throws IOException when it cannot be made; the message says which folder, and why
   */
  public static Path make(Path folder) throws IOException {
    try {
      return Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getFile() + " is a file; a folder is needed to write into", e);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      String reason = Optional.ofNullable(e.getReason()).map(words -> ": " + words).orElse("");
      throw new IOException("the folder " + folder + " cannot be made" + reason, e);
    }
  }
}
