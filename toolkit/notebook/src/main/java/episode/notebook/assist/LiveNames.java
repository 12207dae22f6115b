package episode.notebook.assist;

import episode.backend.function.GraphFunction;
import episode.expr.NamedAxis;
import episode.model.Posterior;
import episode.plot.Columns;
import episode.sample.Draws;
import episode.sample.Variable;
import episode.system.CompiledSystem;
import episode.system.Declaration;
import episode.system.Definition;
import episode.system.Input;
import episode.system.OpSystem;
import episode.system.Solution;
import episode.system.SystemBuilder;
import episode.system.Template;
import episode.system.Traits;
import episode.system.Transition;
import episode.system.Values;
import java.util.Map;
import tech.tablesaw.api.Table;

/** Reads the names that a value of the session knows. */
final class LiveNames {
  private final Names names;

  LiveNames(Names names) {
    this.names = names;
  }

  void add(Object value) {
    if (value instanceof OpSystem system) {
      system(system);
    } else if (value instanceof SystemBuilder builder) {
      builder.declared().forEach(this::declared);
    } else if (value instanceof CompiledSystem compiled) {
      system(compiled.system());
    } else if (value instanceof Solution solution) {
      system(solution.system());
    } else if (value instanceof Values values) {
      values.names().forEach(name -> names.declare(name, "value", "named in values"));
    } else if (value instanceof Posterior posterior) {
      posterior(posterior);
    } else if (value instanceof Draws draws) {
      draws(draws);
    } else if (value instanceof Table table) {
      table.columnNames().forEach(names::column);
    } else if (value instanceof Columns columns) {
      columns.names().forEach(names::column);
    } else if (value instanceof Map<?, ?> map) {
      map.keySet().stream()
          .filter(String.class::isInstance)
          .forEach(key -> names.column((String) key));
    } else if (value instanceof GraphFunction function) {
      function.inputs().forEach(names::input);
    }
  }

  private void system(OpSystem system) {
    String of = "of " + system.name();
    system.axes().forEach(this::axis);
    for (Template state : system.states()) {
      declare(state, "state", of + traits(system.traits(state.name())));
    }
    for (Template parameter : system.parameters()) {
      declare(parameter, "parameter", of + traits(system.traits(parameter.name())));
    }
    for (Input input : system.inputs()) {
      names.declare(input.name(), "input", of + ", " + input.summary());
    }
    for (Definition alias : system.aliases()) {
      names.declare(alias.declaration(), "alias", of + ": " + alias.formula().text());
    }
    for (Transition flow : system.transitions()) {
      String detail = of + ": " + flow.arrow() + ", rate " + flow.rate().text();
      names.declare(flow.label(), "flow", detail);
    }
    for (Definition output : system.outputs()) {
      names.declare(output.declaration(), "output", of + ": " + output.formula().text());
    }
  }

  private void declared(Declaration declaration) {
    if (declaration.kind().equals("axis")) {
      names.axis(declaration.text(), declaration.said());
    } else {
      String said = String.join(", ", declaration.said());
      String detail = "not built yet" + (said.isEmpty() ? "" : ": " + said);
      names.declare(declaration.text(), declaration.kind(), detail);
    }
  }

  private void declare(Template template, String kind, String detail) {
    names.declare(template.toString(), kind, detail);
    template.axes().forEach(this::axis);
  }

  private void axis(NamedAxis axis) {
    names.axis(axis.name(), axis.elements());
  }

  private static String traits(Traits traits) {
    String unit = traits.unit().isEmpty() ? "" : ", in " + traits.unit();
    String value = traits.hasDefault() ? ", by default " + traits.byDefault() : "";
    return unit + value + (traits.hasBounds() ? ", from " + traits.bounds() : "");
  }

  private void posterior(Posterior posterior) {
    posterior.system().ifPresent(this::system);
    posterior
        .statements()
        .forEach((name, said) -> names.declare(name, "parameter", "of the model, " + said));
  }

  private void draws(Draws draws) {
    for (Variable variable : draws.variables()) {
      names.draw(variable.name());
    }
    draws.names().forEach(names::draw);
  }
}
