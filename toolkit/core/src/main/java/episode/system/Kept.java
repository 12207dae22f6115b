package episode.system;

import episode.backend.CompiledFunction;
import episode.solve.OdeProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a compiled system has compiled so far; the oldest goes first. Safe to share. */
final class Kept {
  private static final int MOST = 32;

  private final Map<Object, Object> known = new LinkedHashMap<>();

  CompiledFunction function(Object what, Supplier<CompiledFunction> maker) {
    return (CompiledFunction) kept(List.of("function", what), maker);
  }

  OdeProblem problem(Object what, Supplier<OdeProblem> maker) {
    return (OdeProblem) kept(List.of("problem", what), maker);
  }

  CompiledSystem counting(Object what, Supplier<CompiledSystem> maker) {
    return (CompiledSystem) kept(List.of("counting", what), maker);
  }

  private synchronized Object kept(List<Object> key, Supplier<?> maker) {
    Object thing = known.get(key);
    if (thing == null) {
      thing = maker.get();
      if (known.size() == MOST) {
        known.remove(known.keySet().iterator().next());
      }
      known.put(key, thing);
    }
    return thing;
  }
}
