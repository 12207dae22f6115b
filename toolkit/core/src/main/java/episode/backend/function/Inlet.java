package episode.backend.function;

import episode.expr.DType;

/**
 * An input of a function.
 *
 * @param name its name
 * @param layout how it was declared: {@code t}, {@code x[age]}, {@code x: float64[3]}
 * @param dtype what plain numbers are taken as
 */
record Inlet(String name, String layout, DType dtype) {

  /** Returns an input of another name that is laid out like this one. */
  Inlet renamed(String other) {
    return new Inlet(other, other + layout.substring(name.length()), dtype);
  }

  /** Returns this input with a leading axis over members. */
  Inlet mapped() {
    return new Inlet(name, layout.endsWith(" per member") ? layout : layout + " per member", dtype);
  }
}
