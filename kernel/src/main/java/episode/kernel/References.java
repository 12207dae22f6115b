package episode.kernel;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;

/** Which classes of other cells a class file names. */
final class References {
  private static final int UTF8 = 1; // Java Virtual Machine Specification, table 4.4-A
  private static final Pattern SNIPPET =
      Pattern.compile("REPL/\\$JShell\\$[\\w$]+", Pattern.UNICODE_CHARACTER_CLASS);

  private References() {}

  /** Returns their names as {@link Class#getName} writes them, and its own. */
  static Set<String> of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Set<String> names = new HashSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == UTF8) {
        int length = reader.readUnsignedShort(at);
        String text = new String(classFile, at + 2, length, StandardCharsets.UTF_8);
        Matcher name = SNIPPET.matcher(text);
        while (name.find()) {
          names.add(name.group().replace('/', '.'));
        }
      }
    }
    return names;
  }
}
