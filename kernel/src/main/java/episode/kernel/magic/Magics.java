package episode.kernel.magic;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** Runs magics by their names, and says what was meant where there is none of that name. */
public final class Magics {

  /** The magic that hands a value over to Java; no line can name it. */
  private static final String HANDOVER = "=";

  /** What to do here instead of magics that other kernels have. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "pip", "%maven adds libraries of Java. ",
          "conda", "%maven adds libraries of Java. ",
          "matplotlib", "Results plot themselves, as in solution.plot(). ",
          "cd", "A session stays in its folder: write the folder before the file's name. ",
          "run", "%load runs a file or a notebook. ",
          "bash", "A cell runs Java, not the commands of a shell: use a terminal. ",
          "sh", "A cell runs Java, not the commands of a shell: use a terminal. ",
          "ls", "A cell runs Java, not the commands of a shell: use a terminal. ",
          "pwd", "Write Path.of(\"\").toAbsolutePath(). ");

  private final BaseKernel kernel;
  private final MagicsRegistry registry;
  private final MagicBook book;
  private Object value;

  /**
   * Makes what runs the magics of a kernel.
   *
   * @param book the pages of the same kernel's magics
   */
  public Magics(BaseKernel kernel, MagicBook book) {
    this.kernel = kernel;
    this.registry = kernel.getMagicsRegistry();
    this.book = book;
    registry.registerLineMagic(HANDOVER, (session, arguments) -> value);
  }

  /** Returns whether a name is one that a line can call. */
  static boolean callable(String name) {
    return !name.equals(HANDOVER);
  }

  /**
   * Returns the value of a magic; where it is assigned, the variable holds it afterwards.
   *
   * @throws MagicProblem E7002 where there is no such magic for a line
   * @throws Exception what the magic throws
   */
  public Object line(MagicCall call) throws Exception {
    String name = call.name();
    if (!book.isLine(name)) {
      throw unknown(name, "%");
    }
    Optional<String> target = call.assigned();
    if (target.isPresent() && name.equals("time")) {
      return line(call.with(target.get() + " = " + call.rest()));
    }
    List<String> arguments =
        takesCode(name) && !call.rest().isEmpty() ? List.of(call.rest()) : call.arguments();
    Object result = registry.evalLineMagic(kernel, name, arguments);
    target.ifPresent(variable -> assign(variable, result));
    return result;
  }

  /**
   * Returns the value of a cell magic.
   *
   * @throws MagicProblem E7002 where there is no such magic for a cell
   * @throws Exception what the magic throws
   */
  public Object cell(MagicCall call) throws Exception {
    if (!book.isCell(call.name())) {
      throw unknown(call.name(), "%%");
    }
    return registry.evalCellMagic(kernel, call.name(), call.arguments(), call.body().orElse(""));
  }

  /** Returns whether the value is one of Java code, which a semicolon keeps from being shown. */
  public boolean takesCode(String name) {
    return book.page(name).filter(Magic::takesCode).isPresent();
  }

  private void assign(String variable, Object result) {
    value = result;
    try {
      String type = variable.matches("(final\\s+)?var\\s+\\w+") ? "<" + type(result) + ">" : "";
      kernel.evalRaw(
          variable
              + " = org.dflib.jjava.jupyter.kernel.BaseNotebookStatics."
              + type
              + "lineMagic(\"="
              + "\", java.util.List.of());");
    } finally {
      value = null;
    }
  }

  /** Returns the type of a value as cells can name it. */
  private static String type(Object value) {
    for (Class<?> type = value == null ? null : value.getClass();
        type != null;
        type = type.getSuperclass()) {
      if (nameable(type)) {
        return type.getCanonicalName();
      }
    }
    return "Object";
  }

  private static boolean nameable(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!Modifier.isPublic(each.getModifiers())) {
        return false;
      }
    }
    return type.getCanonicalName() != null;
  }

  private MagicProblem unknown(String name, String signs) {
    if (book.isLine(name)) {
      return new MagicProblem(
          "E7002",
          "%" + name + " is a magic of a line",
          "Write it with one percent sign: %" + name);
    }
    if (book.isCell(name)) {
      return new MagicProblem(
          "E7002",
          "%%" + name + " is a magic of a whole cell",
          "Write %%" + name + " in the first line of a cell, and what it is about below.");
    }
    return new MagicProblem(
        "E7002",
        "There is no magic " + signs + name,
        Optional.ofNullable(ELSEWHERE.get(name)).orElse(book.meant(name)) + "%lsmagic lists all.");
  }
}
