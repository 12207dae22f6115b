package episode.kernel;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps values of earlier runs from living on in the fields that held them.
 *
 * <p>JShell stores a variable in a static field of a class of its own and makes a new class when
 * the variable is declared again; the old field would hold its value for ever. After each cell the
 * old fields of a name get the present value, so lambdas of earlier cells see it as well, or
 * nothing when the type has changed.
 */
final class Fields {

  private final Map<String, List<WeakReference<Class<?>>>> holders = new HashMap<>();

  /** Notes the class that holds a variable now. */
  void declare(String name, Class<?> holder) {
    List<WeakReference<Class<?>>> known = holders.computeIfAbsent(name, key -> new ArrayList<>());
    known.removeIf(one -> one.get() == null || one.get() == holder);
    known.add(new WeakReference<>(holder));
  }

  /** Returns the fields that hold a variable or held it, where somebody can still see them. */
  private List<Field> fields(String name) {
    List<Field> fields = new ArrayList<>();
    for (WeakReference<Class<?>> one : holders.getOrDefault(name, List.of())) {
      Class<?> holder = one.get();
      if (holder != null) {
        fields.add(field(name, holder));
      }
    }
    return fields;
  }

  private static Field field(String name, Class<?> holder) {
    try {
      return holder.getDeclaredField(name);
    } catch (NoSuchFieldException gone) {
      throw new IllegalStateException("no variable " + name + " in " + holder, gone);
    }
  }

  /**
   * Moves the value of a variable to the field that holds it from now on.
   *
   * @return false when the value does not fit there
   */
  boolean carryOver(String name, Class<?> holder) {
    List<Field> fields = fields(name);
    if (fields.isEmpty()) {
      return false;
    }
    Field before = fields.get(fields.size() - 1);
    declare(name, holder);
    Field now = field(name, holder);
    Object value = value(before);
    boolean fits = now.getType() == before.getType() || now.getType().isInstance(value);
    if (fits && value != null) {
      put(now, value);
    }
    return fits;
  }

  /** Returns the present value of a variable, if it has one. */
  Optional<Object> value(String name) {
    List<Field> fields = fields(name);
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(value(fields.get(fields.size() - 1)));
  }

  /** Returns the full name of a variable's type, as Java writes it. */
  Optional<String> type(String name) {
    List<Field> fields = fields(name);
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(fields.get(fields.size() - 1).getGenericType().getTypeName())
            .map(type -> CellNames.plain(type).replace('$', '.'));
  }

  /**
   * Sets a variable.
   *
   * @return false when the value does not fit
   */
  boolean set(String name, Object value) {
    List<Field> fields = fields(name);
    try {
      assign(fields.get(fields.size() - 1), value);
      return true;
    } catch (IllegalArgumentException | IndexOutOfBoundsException unfit) {
      return false;
    }
  }

  /** Empties every field of a variable that no longer exists. */
  void drop(String name) {
    for (Field field : fields(name)) {
      assign(field, null);
    }
    holders.remove(name);
  }

  /** Gives older fields the present value of their variable. */
  void settle() {
    for (String name : holders.keySet()) {
      List<Field> fields = fields(name);
      for (Field old : fields) {
        Field newest = fields.get(fields.size() - 1);
        if (old != newest) {
          assign(old, old.getType() == newest.getType() ? value(newest) : null);
        }
      }
    }
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException hidden) {
      return null;
    }
  }

  private static void assign(Field field, Object value) {
    if (value != null || !field.getType().isPrimitive()) {
      put(field, value);
    }
  }

  private static void put(Field field, Object value) {
    if (Modifier.isFinal(field.getModifiers())) {
      return;
    }
    try {
      field.set(null, value);
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }
}
