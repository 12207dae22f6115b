package episode.kernel;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;

/** Which classes of other cells a class file names. */
final class References {
  private static final int UTF8 = 1; // Java Virtual Machine Specification, table 4.4-A

  /** Up to what no name has: same specification, 4.2.2. */
  private static final Pattern SNIPPET = Pattern.compile("REPL/\\$JShell\\$[^;<>:.\\[/]+");

  private References() {}

  /** Returns their names as {@link Class#getName} writes them, and its own. */
  static Set<String> of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Set<String> names = new HashSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == UTF8) {
        Matcher name = SNIPPET.matcher(text(classFile, at));
        while (name.find()) {
          names.add(name.group().replace('/', '.'));
        }
      }
    }
    return names;
  }

  /** Returns a text of Java's own encoding, which differs from UTF-8 beyond the basic plane. */
  private static String text(byte[] classFile, int at) {
    InputStream rest = new ByteArrayInputStream(classFile, at, classFile.length - at);
    try {
      return new DataInputStream(rest).readUTF();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
