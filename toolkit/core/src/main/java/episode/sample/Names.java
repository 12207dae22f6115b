package episode.sample;

import java.util.List;

/** The error about an unknown name, with the closest known one. */
final class Names {

  private static final int SHOWN = 12;

  private Names() {}

  static SamplingException unknown(String asked, List<String> known) {
    String name = String.valueOf(asked);
    Message message =
        Message.of("E5003", "Unknown name '" + name + "' in the draws")
            .line(
                "known: "
                    + String.join(", ", known.subList(0, Math.min(SHOWN, known.size())))
                    + (known.size() > SHOWN ? ", … (" + known.size() + " names)" : ""));
    List<String> elements = known.stream().filter(each -> each.startsWith(name + "[")).toList();
    if (!elements.isEmpty()) {
      return new SamplingException(
          message.remedy(
              "It is an array: ask for an element, for instance '" + elements.get(0) + "'."));
    }
    return new SamplingException(message.remedy(closest(name, known)));
  }

  private static String closest(String name, List<String> known) {
    return known.stream()
        .filter(each -> distance(name, each) <= 1 + name.length() / 4)
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
        .map(each -> "Did you mean '" + each + "'?")
        .orElse("Ask for one of the known names.");
  }

  /** Returns the number of insertions, deletions and replacements between two words. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
