package episode.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Executes snippets in this process and keeps what they returned or threw as objects.
 *
 * <p>JShell itself passes only strings: it would call {@code toString} on every value and lose the
 * throwable.
 */
final class InProcessControl extends DirectExecutionControl {

  private final SnippetLoader loader;
  private final Worker worker;
  private Object value;
  private Throwable thrown;
  private Class<?> located;
  private Class<?> ran;

  InProcessControl(SnippetLoader loader, Worker worker) {
    super(loader);
    this.loader = loader;
    this.worker = worker;
  }

  ExecutionControlProvider provider() {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "episode";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return InProcessControl.this;
      }
    };
  }

  @Override
  protected String invoke(Method method) throws Exception {
    forget();
    try {
      value = worker.call(() -> method.invoke(null));
      thrown = null;
      return "";
    } catch (InvocationTargetException failed) {
      value = null;
      thrown = failed.getCause();
      throw failed;
    } catch (Error unwrapped) { // reflection had no room to wrap it
      value = null;
      thrown = unwrapped;
      throw new InvocationTargetException(unwrapped);
    } finally {
      ran = method.getDeclaringClass();
    }
  }

  @Override
  public String varValue(String className, String name) throws InternalException {
    try {
      located = findClass(className);
    } catch (ClassNotFoundException missing) {
      throw new InternalException(missing.toString());
    }
    return "";
  }

  /**
   * Takes another class of the same name where the one before was dropped.
   *
   * <p>JShell counts from the start again for what was dropped: without this it would try every
   * name that was used before, compiling each time.
   */
  @Override
  public void redefine(ClassBytecodes[] compiled)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    if (!loader.replace(compiled)) {
      super.redefine(compiled);
    }
  }

  /** Notes that nothing names the class of a variable any more until it is declared again. */
  void drop(VarSnippet variable) {
    loader.drop("REPL.$JShell$" + variable.id());
  }

  void forget() {
    value = null;
    thrown = null;
    located = null;
    ran = null;
  }

  /** Returns the class of the last snippet that ran, or null. */
  Class<?> ran() {
    return ran;
  }

  /** Lets go of the class of a statement: nothing will name it. */
  void release(Class<?> statement) {
    loader.release(statement);
  }

  /** Lets go of the classes of all snippets. */
  void releaseAll() {
    loader.releaseAll();
  }

  /** Returns the value of the last snippet that ran. */
  Object value() {
    return value;
  }

  /** Returns what the last snippet that ran threw, or null. */
  Throwable thrown() {
    return thrown;
  }

  /** Returns the class that holds a valid variable now, found by asking for its value. */
  Class<?> holder(JShell shell, VarSnippet variable) {
    shell.varValue(variable);
    loader.take(located);
    return located;
  }

  /** Lets everything go: JShell is held on to until it has read the index of the class path. */
  @Override
  public void close() {
    forget();
    loader.releaseAll();
    super.close();
  }
}
