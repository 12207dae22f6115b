package episode.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Counts and names the tests of the last build that this machine could not run, and says why. */
final class SkippedTests {
  private SkippedTests() {}

  /**
   * Prints the list.
   *
   * @param arguments the repository's root
   */
  public static void main(String[] arguments) throws Exception {
    List<String> skipped = new ArrayList<>();
    for (Path report : reports(Path.of(arguments[0]))) {
      skipped.addAll(skippedIn(report));
    }
    System.out.println("[INFO] " + skipped.size() + " tests skipped on this machine");
    skipped.forEach(line -> System.out.println("[INFO]   " + line));
    if (Stream.of(arguments).noneMatch("slow"::equals)) {
      System.out.println("[INFO] tests tagged slow run with -Pslow");
    }
  }

  /** Returns surefire's report files of all modules, which lie two or three folders deep. */
  private static List<Path> reports(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.normalize(), 5)) {
      return files
          .filter(file -> file.toString().contains("surefire-reports"))
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .sorted()
          .toList();
    }
  }

  private static List<String> skippedIn(Path report)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    NodeList marks = parser.parse(report.toFile()).getElementsByTagName("skipped");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < marks.getLength(); i++) {
      Element mark = (Element) marks.item(i);
      Element test = (Element) mark.getParentNode();
      String message = mark.getAttribute("message") + mark.getTextContent();
      String reason = message.lines().findFirst().orElse("").replaceFirst("^.*failed: ", "");
      String owner = test.getAttribute("classname").replaceFirst("^.*\\.", "");
      lines.add(owner + "." + test.getAttribute("name") + ": " + reason.strip());
    }
    return lines;
  }
}
