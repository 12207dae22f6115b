package episode.kernel.magic;

/** Texts as HTML: the kernel's own, for it knows nothing of the toolkit's pages. */
public final class HtmlText {
  private HtmlText() {}

  /** Returns the text with the signs escaped that mean something in content and attributes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
