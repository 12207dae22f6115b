package episode.kernel;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;

/**
 * Runs the Java of cells: statement by statement through JShell, on the worker's thread, keeping
 * what the last one returned.
 */
final class Evaluator implements AutoCloseable {

  /**
   * What a cell came to.
   *
   * @param object the value of its last statement; null when there is none
   * @param shown whether it is to be displayed
   */
  record Value(Object object, boolean shown) {
    static final Value NONE = new Value(null, false);
  }

  /** Runs a line magic and returns what it returns. */
  interface LineMagics {
    Object run(String line) throws Exception;

    boolean known(String name);
  }

  /** A part of the class path that is there from the start. */
  private static final String KNOWN =
      System.getProperty("java.class.path").split(File.pathSeparator)[0];

  private final Worker worker;
  private final InProcessControl control;
  private final JShell shell;
  private final Splitter splitter;
  private final Origins origins = new Origins();
  private final Fields fields = new Fields();
  private final Dropped dropped;
  private final OpenConstructors constructors;
  private final SealedTypes sealed;
  private final CompileReport compile;
  private final Report report;
  private final LineMagics magics;
  private final Consumer<String> notes;
  private final Waiting waiting;
  private final Unset unset = new Unset(fields);

  Evaluator(Worker worker, SnippetLoader loader, LineMagics magics, Consumer<String> notes) {
    this.worker = worker;
    this.magics = magics;
    this.notes = notes;
    this.control = new InProcessControl(loader, worker);
    this.shell =
        JShell.builder()
            .executionEngine(control.provider(), Map.of())
            .compilerOptions("-proc:none")
            .build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    this.splitter = new Splitter(shell.sourceCodeAnalysis(), magics::known);
    this.dropped = new Dropped(shell, fields);
    this.constructors = new OpenConstructors(shell);
    this.sealed = new SealedTypes(shell, origins);
    this.compile = new CompileReport(shell, dropped, unset, new ToolkitHelp(Map::of));
    CellNames names = new CellNames(loader.classLoader());
    FullHeap heap = new FullHeap(worker.reserve(), this::values);
    this.waiting = new Waiting(shell, compile);
    this.report = new Report(waiting, origins, names, heap, unset);
  }

  SourceCodeAnalysis analysis() {
    return shell.sourceCodeAnalysis();
  }

  Splitter splitter() {
    return splitter;
  }

  Report report() {
    return report;
  }

  /** Returns the variables that can be used now, in the order of their declaration. */
  Stream<VarSnippet> variables() {
    return shell.variables().filter(variable -> shell.status(variable) == Status.VALID);
  }

  /** Returns the values of the variables that can be used now and are not null, the newest last. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    variables()
        .map(VarSnippet::name)
        .forEach(name -> fields.value(name).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /** Returns the names of variables that have no value because their declaration failed. */
  Set<String> unset() {
    return unset.names();
  }

  /** Adds a directory or archive for this and later cells. */
  void addToClasspath(String path) {
    shell.addToClasspath(path);
  }

  /**
   * Returns the value of the last statement.
   *
   * @throws EvaluationFailure if a statement fails; nothing has run if one is not Java
   */
  Value evaluate(SourceText source) {
    Splitter.Cut cut = splitter.split(source);
    if (cut.broken() >= 0) {
      throw compile.unreadable(source, cut);
    }
    int reached = 0;
    try {
      Value value = Value.NONE;
      for (Statement statement : cut.statements()) {
        value = statement.magic() ? magic(statement) : java(statement);
        reached++;
      }
      return value;
    } finally {
      unset.addDeclared(cut.statements().subList(reached, cut.statements().size()));
      waiting.notes().forEach(notes);
      fields.settle();
    }
  }

  /** Forgets everything that cells have declared, except imports; returns the names. */
  List<String> reset() {
    variables().map(VarSnippet::name).forEach(fields::drop);
    List<String> names =
        shell
            .snippets()
            .filter(snippet -> snippet.kind() != Kind.IMPORT && shell.status(snippet).isActive())
            .filter(DeclarationSnippet.class::isInstance)
            .map(snippet -> ((DeclarationSnippet) snippet).name())
            .toList();
    shell
        .snippets()
        .filter(snippet -> snippet.kind() != Kind.IMPORT && shell.status(snippet).isActive())
        .forEach(shell::drop);
    control.releaseAll();
    unset.clear();
    return names;
  }

  private Value magic(Statement statement) {
    try {
      return new Value(worker.call(() -> magics.run(statement.code())), statement.shows());
    } catch (Exception failed) {
      throw report.thrown(failed, statement);
    }
  }

  private Value java(Statement written) {
    Statement statement = constructors.known(written);
    if (unchanged(statement)) {
      return Value.NONE;
    }
    control.forget();
    Optional<Earlier> earlier =
        Earlier.of(statement.code(), variables(), fields)
            .filter(before -> !unset.has(before.name()));
    List<Snippet> declared = declarations().toList();
    origins.running(statement);
    List<SnippetEvent> events = compiled(statement);
    Optional<Statement> opened =
        rejected(events)
            ? constructors.opened(events.get(0).snippet(), statement)
            : Optional.empty();
    if (opened.isPresent()) {
      return java(opened.get());
    }
    Object value = control.value();
    Throwable thrown = control.thrown();
    Class<?> ran = control.ran();
    control.forget();
    try {
      settle(events, statement, thrown);
    } catch (EvaluationFailure failed) {
      earlier.ifPresent(this::restore);
      declared.forEach(this::restore);
      throw failed;
    } finally {
      if (ran != null && events.stream().allMatch(Evaluator::passes)) {
        control.release(ran);
      }
    }
    dropped.after(sealed.closed(), control).ifPresent(notes);
    Quotients.note(statement.code()).ifPresent(notes);
    Powers.note(statement.code()).ifPresent(notes);
    return new Value(value, statement.shows());
  }

  private List<SnippetEvent> compiled(Statement statement) {
    try {
      List<SnippetEvent> events = shell.eval(statement.code());
      if (rejected(events) && sealed.openedFor(statement.code()).isPresent()) {
        return shell.eval(statement.code());
      }
      return events;
    } catch (StackOverflowError deep) { // of the compiler: what a cell throws comes as an event
      throw compile.tooDeep(statement);
    }
  }

  private static boolean rejected(List<SnippetEvent> events) {
    return events.get(0).status() == Status.REJECTED;
  }

  private void settle(List<SnippetEvent> events, Statement statement, Throwable thrown) {
    events.stream()
        .filter(event -> event.causeSnippet() == null)
        .forEach(event -> origins.put(event.snippet(), statement));
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        if (event.status() == Status.REJECTED) {
          dropped.after(events, control).ifPresent(notes);
          throw compile.rejected(event.snippet(), statement);
        }
        refuseTooLarge(event.snippet(), statement);
        keep(event.snippet());
        if (event.exception() != null) {
          if (event.snippet() instanceof VarSnippet variable) {
            unset.add(variable.name());
          }
          throw report.thrown(thrown, event.exception(), statement);
        }
        if (event.snippet() instanceof DeclarationSnippet declaration) {
          waiting.declared(declaration);
        }
      }
    }
    dropped.after(events, control).ifPresent(notes);
  }

  /**
   * Refuses what no class file can hold. JShell would keep its declaration, and its compiler the
   * constants, and hold both against every later statement: a new class path brings a new one.
   */
  private void refuseTooLarge(Snippet snippet, Statement statement) {
    if (compile.tooLarge(snippet)) {
      EvaluationFailure failure = compile.rejected(snippet, statement);
      if (shell.status(snippet).isActive()) {
        shell.drop(snippet);
      }
      shell.addToClasspath(KNOWN);
      throw failure;
    }
  }

  /** Gives a variable back what it was before a declaration that failed. */
  private void restore(Earlier earlier) {
    fields.drop(earlier.name());
    Snippet again = shell.eval(earlier.declaration()).get(0).snippet();
    keep(again);
    if (!(shell.status(again) == Status.VALID && fields.set(earlier.name(), earlier.value()))) {
      notes.accept(earlier.name() + " has lost its value: its new declaration failed.\n");
    }
  }

  /** Gives back a type or method whose new declaration the compiler refused. */
  private void restore(Snippet declaration) {
    if (!shell.status(declaration).isActive()) {
      origins.move(declaration, shell.eval(declaration.source()).get(0).snippet());
    }
  }

  /** Returns whether it is over with what has run, because it has declared nothing. */
  private static boolean passes(SnippetEvent event) {
    Snippet snippet = event.snippet();
    return !snippet.kind().isPersistent()
        || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }

  /** Returns whether this declares a type or method, or imports, exactly as was done before. */
  private boolean unchanged(Statement statement) {
    return Stream.concat(declarations(), shell.imports())
        .filter(snippet -> shell.status(snippet) == Status.VALID)
        .anyMatch(snippet -> snippet.source().equals(statement.code()));
  }

  /** Returns the types and methods that there are. */
  private Stream<Snippet> declarations() {
    return Stream.concat(shell.types(), shell.methods());
  }

  private void keep(Snippet snippet) {
    if (snippet instanceof VarSnippet variable && shell.status(variable) == Status.VALID) {
      unset.remove(variable.name());
      fields.declare(variable.name(), control.holder(shell, variable));
      if (variable.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
        shell.drop(variable);
        fields.drop(variable.name());
      }
    }
  }

  @Override
  public void close() {
    shell.close();
  }
}
