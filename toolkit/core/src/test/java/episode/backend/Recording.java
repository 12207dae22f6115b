package episode.backend;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A backend that counts what is asked of its calls, by the name of the method. */
public final class Recording implements Backend {
  private final Backend inner;
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /** Counts for a backend. */
  public Recording(Backend inner) {
    this.inner = inner;
  }

  /** Returns how often methods of these names were called. */
  public long count(String... methods) {
    return Arrays.stream(methods)
        .mapToLong(method -> counts.getOrDefault(method, new AtomicLong()).get())
        .sum();
  }

  /** Starts anew. */
  public void reset() {
    counts.clear();
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public Backend with(String op, OpRule rule) {
    return new Recording(inner.with(op, rule));
  }

  @Override
  public CompiledProgram compile(Program program) {
    return recorded(CompiledProgram.class, inner.compile(program));
  }

  private <T> T recorded(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            Recording.class.getClassLoader(), new Class<?>[] {type}, new Counted(target)));
  }

  private final class Counted implements InvocationHandler {
    private final Object target;

    Counted(Object target) {
      this.target = target;
    }

    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments)
        throws Throwable {
      counts.computeIfAbsent(method.getName(), name -> new AtomicLong()).incrementAndGet();
      Object[] own = arguments == null ? new Object[0] : arguments.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] = unwrapped(own[i]);
      }
      try {
        method.setAccessible(true);
        Object result = method.invoke(target, own);
        if (result instanceof Call call) {
          return recorded(Call.class, call);
        }
        return result instanceof Call.Tape tape ? recorded(Call.Tape.class, tape) : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private Object unwrapped(Object argument) {
      boolean own = argument != null && Proxy.isProxyClass(argument.getClass());
      return own ? ((Counted) Proxy.getInvocationHandler(argument)).target : argument;
    }
  }
}
