package episode.notebook.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a page out of a heading, prose and lists, for a terminal and as Markdown at once. */
final class Pages {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder markdown = new StringBuilder();

  /** Adds lines of code. */
  Pages code(String code) {
    text.append(code).append("\n\n");
    markdown.append("```java\n").append(code).append("\n```\n\n");
    return this;
  }

  /** Adds a comment. */
  Pages prose(String comment) {
    if (!comment.isBlank()) {
      text.append(Prose.text(comment)).append("\n\n");
      markdown.append(Prose.markdown(comment)).append("\n\n");
    }
    return this;
  }

  /** Adds a line as it stands, with some words in front of it. */
  Pages line(String label, String plain) {
    text.append(label).append(": ").append(plain).append('\n');
    markdown.append("**").append(label).append("**: `").append(plain).append("`\n\n");
    return this;
  }

  /** Adds a list under a heading. */
  Pages list(String heading, List<Javadoc.Tag> tags) {
    if (!tags.isEmpty()) {
      text.append(heading).append('\n');
      markdown.append("**").append(heading).append("**\n\n");
      for (Javadoc.Tag tag : tags) {
        String said = Prose.text(tag.text());
        text.append("  ").append(tag.name()).append("  ").append(said).append('\n');
        markdown.append("- `").append(tag.name()).append("` ");
        markdown.append(Prose.markdown(tag.text())).append('\n');
      }
      text.append('\n');
      markdown.append('\n');
    }
    return this;
  }

  /** Returns the page; nothing where nothing was said. */
  Optional<Page> page() {
    String all = text.toString().strip();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(new Page(all, markdown.toString().strip()));
  }

  /** Returns several pages as one, with a line between them. */
  static Optional<Page> joined(List<Page> pages) {
    if (pages.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    List<String> marked = new ArrayList<>();
    pages.forEach(page -> texts.add(page.text()));
    pages.forEach(page -> marked.add(page.markdown()));
    String rule = "\n\n" + "─".repeat(40) + "\n\n";
    return Optional.of(new Page(String.join(rule, texts), String.join("\n\n---\n\n", marked)));
  }
}
