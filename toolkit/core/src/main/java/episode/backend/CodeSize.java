package episode.backend;

/**
 * How large generated code is.
 *
 * @param methods how many methods, or functions of a script; 0 where nothing is generated
 * @param bytes size of the class file, or of the script's text
 */
public record CodeSize(int methods, long bytes) {
  /** The size where nothing is generated, because nodes are evaluated one at a time. */
  public static final CodeSize NONE = new CodeSize(0, 0);

  /** Returns the size of both together. */
  public CodeSize plus(CodeSize more) {
    return new CodeSize(methods + more.methods, bytes + more.bytes);
  }
}
