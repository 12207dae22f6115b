package episode.cli;

import episode.expr.Expr;
import episode.expr.NamedAxis;
import episode.expr.Printable;
import episode.expr.Problem;
import episode.system.Cells;
import episode.system.Definition;
import episode.system.OpSystem;
import episode.system.Template;
import episode.system.TimeScale;
import episode.system.Traits;
import episode.system.Transition;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A system as a page of a terminal, 100 columns wide. For one thread. */
final class SystemPage {
  private static final int WIDTH = 100;
  private static final int MOST_NAMED = 12;

  private final OpSystem system;
  private final StringBuilder page = new StringBuilder();

  SystemPage(OpSystem system) {
    this.system = system;
  }

  String text() {
    String time =
        system.time() == TimeScale.NONE
            ? "time is a number"
            : "time in " + system.time().word() + "s";
    int size = system.size();
    line(
        "",
        printable(system.name()) + ": " + time + ", " + size + (size == 1 ? " cell" : " cells"));
    axes();
    templates("States", system.states());
    templates("Parameters", system.parameters());
    section(
        "Inputs",
        system.inputs().stream().map(input -> input.name() + ": " + input.summary()).toList());
    section("Aliases", system.aliases().stream().map(Definition::toString).toList());
    section("Flows", system.transitions().stream().map(Transition::toString).toList());
    section("Equations", system.states().stream().map(this::derivative).toList());
    section("Initial values", definitions(system.initialValues()));
    section("Outputs", definitions(system.outputs()));
    List<String> past = new ArrayList<>();
    system
        .historyRequirements()
        .forEach(one -> past.add(one.kind() + " of " + one.signal() + " " + one.options()));
    section("Past values", past);
    forEngines();
    section("Warnings", system.warnings().stream().map(Problem::toString).toList());
    return page.toString().stripTrailing();
  }

  private static List<String> definitions(List<Definition> definitions) {
    List<String> lines = new ArrayList<>();
    for (Definition one : definitions) {
      String target = one.target().pinned().isEmpty() ? one.declaration() : one.target().toString();
      lines.add(target + " = " + one.formula().text());
    }
    return lines;
  }

  private void axes() {
    List<List<String>> rows = new ArrayList<>();
    for (NamedAxis axis : system.axes()) {
      String kind = axis.kind().name().toLowerCase(Locale.ROOT);
      rows.add(List.of(axis.name(), kind, Integer.toString(axis.size()), elements(axis)));
    }
    table("Axes", rows);
  }

  private static String elements(NamedAxis axis) {
    List<String> all = axis.kind().hasCoordinates() ? points(axis) : axis.elements();
    if (all.size() <= MOST_NAMED) {
      return String.join(", ", all);
    }
    String first = String.join(", ", all.subList(0, MOST_NAMED - 2));
    return first + ", …, " + all.get(all.size() - 1);
  }

  /** Returns points as numbers of six digits. */
  private static List<String> points(NamedAxis axis) {
    MathContext digits = new MathContext(6);
    return axis.coordinates().stream()
        .map(point -> new BigDecimal(point).round(digits).doubleValue())
        .map(point -> Expr.number(point).toString())
        .toList();
  }

  private void templates(String title, List<Template> templates) {
    List<List<String>> rows = new ArrayList<>();
    for (Template template : templates) {
      Traits traits = system.traits(template.name());
      String shape = template.axes().isEmpty() ? "number" : template.shape().toString();
      rows.add(List.of(template.toString(), shape, traits.unit(), said(traits)));
    }
    table(title, rows);
  }

  private static String said(Traits traits) {
    List<String> said = new ArrayList<>();
    if (!Double.isNaN(traits.byDefault())) {
      said.add("default " + Expr.number(traits.byDefault()));
    }
    if (Double.isFinite(traits.lower()) || Double.isFinite(traits.upper())) {
      said.add("from " + Expr.number(traits.lower()) + " to " + Expr.number(traits.upper()));
    }
    return String.join(", ", said);
  }

  private void table(String title, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.min(40, Math.max(widths[i], printable(row.get(i)).length()));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = printable(row.get(i));
        int pad = widths[i] == 0 ? 0 : Math.max(0, widths[i] - cell.length()) + 2;
        line.append(cell).append(" ".repeat(i == columns - 1 ? 0 : pad));
      }
      lines.add(line.toString().stripTrailing());
    }
    section(title, lines);
  }

  /** Returns the equation of a state: its flows with their signs, its own equations. */
  private String derivative(Template state) {
    StringBuilder sum = new StringBuilder();
    for (Transition flow : system.transitions()) {
      flow.from()
          .filter(cells -> cells.template().equals(state))
          .ifPresent(cells -> term(sum, "-", cells, flow));
      flow.to()
          .filter(cells -> cells.template().equals(state))
          .ifPresent(cells -> term(sum, "+", cells, flow));
    }
    for (Definition equation : system.equations()) {
      if (equation.target().template().equals(state)) {
        add(sum, "+", at(equation.target()) + equation.formula().text());
      }
    }
    return "d" + state + "/dt = " + (sum.length() == 0 ? "0" : sum);
  }

  private static void term(StringBuilder sum, String sign, Cells cells, Transition flow) {
    String rate = flow.rate().text();
    String value =
        flow.from().isPresent() ? "(" + rate + ") * " + flow.from().get() : "(" + rate + ")";
    if (rate.matches("[\\w.]+(\\[[\\w, :]*\\])?")) {
      value = value.replace("(" + rate + ")", rate);
    }
    List<String> over = new ArrayList<>();
    Optional<Cells> other = sign.equals("+") ? flow.from() : flow.to();
    for (NamedAxis axis : other.map(Cells::running).orElse(List.of())) {
      if (!cells.running().contains(axis)) {
        over.add(axis.name());
      }
    }
    String summed = over.isEmpty() ? value : "sum over " + String.join(", ", over) + " of " + value;
    add(sum, sign, at(cells) + summed);
  }

  /** Returns the condition under which cells take part. */
  private static String at(Cells cells) {
    List<String> pins = new ArrayList<>();
    for (Map.Entry<String, String> pin : cells.pinned().entrySet()) {
      pins.add(pin.getKey() + "=" + pin.getValue());
    }
    cells
        .shifted()
        .forEach((axis, step) -> pins.add("from the " + axis + (step > 0 ? " before" : " after")));
    return pins.isEmpty() ? "" : "[" + String.join(", ", pins) + "] ";
  }

  private static void add(StringBuilder sum, String sign, String term) {
    boolean first = sum.length() == 0;
    sum.append(first ? (sign.equals("-") ? "-" : "") : " " + sign + " ").append(term);
  }

  private void forEngines() {
    List<String> lines = new ArrayList<>();
    system
        .initialCells()
        .forEach((cell, value) -> lines.add(cell + " starts at " + SpecAnswers.text(value)));
    List<String> shown = new ArrayList<>(lines.subList(0, Math.min(MOST_NAMED, lines.size())));
    if (lines.size() > shown.size()) {
      shown.add("… " + (lines.size() - shown.size()) + " more");
    }
    for (String key : List.of("kernels", "operators", "factorize_axes")) {
      String said = SpecAnswers.text(system.metadata().getOrDefault(key, List.of()));
      if (!said.equals("[]")) {
        shown.add(key + ": " + said);
      }
    }
    section("For engines", shown);
  }

  private void section(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    page.append('\n');
    line("", title);
    lines.forEach(text -> text.lines().forEach(part -> line("  ", part)));
  }

  /** Adds a line, cut between words where it is too long. */
  private void line(String indent, String text) {
    String rest = printable(text);
    String before = indent;
    while (before.length() + rest.length() > WIDTH) {
      int cut = rest.lastIndexOf(' ', WIDTH - before.length());
      if (cut <= 0) {
        break;
      }
      page.append(before).append(rest, 0, cut).append('\n');
      rest = rest.substring(cut + 1);
      before = indent + "    ";
    }
    page.append(before).append(rest).append('\n');
  }

  /** Returns a text that moves no cursor. */
  private static String printable(String text) {
    return Printable.of(text).replace('\n', ' ');
  }
}
