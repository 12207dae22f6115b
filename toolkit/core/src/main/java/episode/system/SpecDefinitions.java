package episode.system;

import episode.expr.Formula;
import episode.expr.NamedAxis;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the block {@code episode:} defines, in op_system's words. For one spec and one thread.
 */
final class SpecDefinitions {
  private final SpecNames names;
  private final List<Problem> problems;

  SpecDefinitions(SpecNames names, List<Problem> problems) {
    this.names = names;
    this.problems = problems;
  }

  /** Declares parameters; no other name is one from now on. */
  void parameters(List<SpecBlock.Named> listed) {
    for (SpecBlock.Named named : listed) {
      Optional<Template> template = template(named.text(), named.where(), true);
      if (template.isEmpty()) {
        continue;
      }
      String name = template.get().name();
      boolean taken = names.template(name).isPresent() || name.equals("t");
      if (taken || names.parameters().putIfAbsent(name, template.get()) != null) {
        problem("E2101", "'" + name + "' is there twice", named.where(), "Choose another name.");
      }
    }
    names.parametersAreListed();
  }

  /** Returns the inputs; formulas may use them from now on. */
  List<Input> inputs(List<InputReading.Source> sources) {
    List<Input> inputs = new ArrayList<>();
    InputReading reading = new InputReading(problems);
    for (InputReading.Source source : sources) {
      String name = source.name();
      Problem.Where where = new Problem.Where("episode.inputs", name, 0, name.length());
      if (!Selector.isName(name) || names.template(name).isPresent() || name.equals("t")) {
        problem("E2101", "'" + name + "' is taken, or no name", where, "Choose another name.");
      } else {
        names.known(new Template(name, List.of()));
        reading.of(source).ifPresent(inputs::add);
      }
    }
    return inputs;
  }

  private Optional<Template> template(String text, Problem.Where where, boolean mayRepeat) {
    Optional<Selector> read = Selector.of(text);
    if (read.isEmpty() || read.get().places().stream().anyMatch(Selector.Place::isPinned)) {
      problem("E2102", "'" + text + "' does not declare a name", where, "Write N, or lam[age].");
      return Optional.empty();
    }
    List<NamedAxis> axes = names.axes(read.get(), where, mayRepeat, problems);
    return axes.size() < read.get().places().size()
        ? Optional.empty()
        : Optional.of(new Template(read.get().name(), axes));
  }

  /** Returns the equations of states that no transition moves. */
  List<Definition> equations(List<SpecBlock.Entry> entries) {
    return new SpecEquations(names, problems).beside(entries);
  }

  /** Returns the definitions of values of states or of their cells. */
  List<Definition> ofStates(List<SpecBlock.Entry> entries) {
    List<Definition> definitions = new ArrayList<>();
    for (SpecBlock.Entry entry : entries) {
      int before = problems.size();
      for (String cells : new SpecCells(names).of(entry.target())) {
        if (problems.size() == before) {
          ofState(cells, entry).ifPresent(definitions::add);
        }
      }
    }
    return definitions;
  }

  private Optional<Definition> ofState(String selector, SpecBlock.Entry entry) {
    Optional<SpecNames.Target> target = names.target(entry.where(), selector, problems);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    Cells cells = target.get().cells();
    return new SpecStatement(cells, entry.formula())
        .formula(names, target.get().pins(), problems)
        .map(formula -> new Definition(cells, formula));
  }

  /** Returns derived quantities by name. */
  List<Definition> outputs(List<SpecBlock.Entry> entries) {
    List<Definition> outputs = new ArrayList<>();
    for (SpecBlock.Entry entry : entries) {
      Optional<Template> target = template(entry.target(), entry.where(), false);
      if (target.isPresent()) {
        Cells cells = new Cells(target.get(), Map.of());
        Optional<Formula> formula =
            new SpecStatement(cells, entry.formula()).formula(names, Map.of(), problems);
        formula.ifPresent(value -> outputs.add(new Definition(cells, value)));
      }
    }
    return outputs;
  }

  private void problem(String code, String what, Problem.Where where, String remedy) {
    problems.add(Problem.of(code, what).at(where).remedy(remedy));
  }
}
