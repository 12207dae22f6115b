package episode.system;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what stands under the key {@code <<} into its mapping, as YAML's merge keys ask: a mapping,
 * or a list of mappings of which the first counts most; the mapping's own keys come before both.
 * For one text and one thread.
 */
final class YamlMerge {
  private final Map<Object, Object> done = new IdentityHashMap<>();
  private final Map<Object, Object> open = new IdentityHashMap<>();

  /** Says that a value contains itself. */
  static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Endless() {
      super("a value contains itself", null, false, false);
    }
  }

  /**
   * Returns a value with everything merged.
   *
   * @throws Endless where a value contains itself
   */
  Object of(Object value) {
    if (!(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
      return value;
    }
    if (done.containsKey(value)) {
      return done.get(value);
    }
    if (open.put(value, value) != null) {
      throw new Endless();
    }
    Object merged = value instanceof List<?> list ? list(list) : map((Map<?, ?>) value);
    open.remove(value);
    done.put(value, merged);
    return merged;
  }

  private List<Object> list(List<?> list) {
    List<Object> merged = new ArrayList<>(list.size());
    list.forEach(element -> merged.add(of(element)));
    return merged;
  }

  private Map<Object, Object> map(Map<?, ?> map) {
    Map<Object, Object> merged = new LinkedHashMap<>();
    map.forEach((key, value) -> merged.put(key, of(value)));
    Object others = merged.get("<<");
    List<?> list =
        others instanceof List<?> several ? several : List.of(others == null ? 0 : others);
    if (!list.stream().allMatch(Map.class::isInstance)) {
      return merged;
    }
    merged.remove("<<");
    for (Object other : list) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) other).entrySet()) {
        if (!merged.containsKey(entry.getKey())) {
          merged.put(entry.getKey(), entry.getValue());
        }
      }
    }
    return merged;
  }
}
