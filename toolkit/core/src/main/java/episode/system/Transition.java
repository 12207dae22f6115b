package episode.system;

import episode.expr.Formula;
import episode.expr.NamedAxis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A flow between states. With a source, the rate is per head of the source and the flow is rate ×
 * source; without one, the rate is the flow itself. The source loses the flow and the destination
 * gains it, each summed over the axes that only the other has. Where the destination is shifted
 * along an axis, {@code S -> S[age+1]}, each element of the source flows to the next one, and
 * nothing flows from the last one.
 *
 * @param name as given, or the empty string
 * @param from the source; empty where people enter the system
 * @param to the destination; empty where they leave it
 * @param rate per unit of time
 */
public record Transition(String name, Optional<Cells> from, Optional<Cells> to, Formula rate) {

  /** Returns the name, or {@code S -> I} where there is none. */
  public String label() {
    return name.isEmpty() ? arrow() : name;
  }

  /** Returns source and destination: {@code S -> I}, {@code 0 -> S}. */
  public String arrow() {
    return side(from) + " -> " + side(to);
  }

  private static String side(Optional<Cells> cells) {
    return cells.isEmpty() ? "0" : cells.get().toString();
  }

  /** Returns the axes that the flow varies over: its source's, then its destination's others. */
  public List<NamedAxis> axes() {
    if (from.isEmpty()) {
      return to.orElseThrow().running();
    }
    List<NamedAxis> axes = from.get().running();
    if (to.isPresent()) {
      for (NamedAxis axis : to.get().running()) {
        if (!axes.contains(axis)) {
          axes.add(axis);
        }
      }
    }
    return axes;
  }

  /** Returns by how many elements the destination is ahead of the source, along each such axis. */
  Map<String, Integer> shifted() {
    return to.map(Cells::shifted).orElse(Map.of());
  }

  /** Returns whether the flow leads back to where it comes from: it changes nothing. */
  boolean changesNothing() {
    return from.isPresent() && from.equals(to) && shifted().isEmpty();
  }

  /**
   * Returns the pinned elements that names in the rate refer to: the source's come first, and an
   * axis along which the other side runs is not pinned.
   */
  Map<String, String> pinned() {
    Map<String, String> pinned = new LinkedHashMap<>();
    if (to.isPresent()) {
      pinned.putAll(to.get().pinned());
    }
    from.ifPresent(source -> pinned.putAll(source.pinned()));
    axes().forEach(running -> pinned.remove(running.name()));
    return pinned;
  }

  /**
   * Returns how the flow changes a state as a whole: −1, 0 or 1 for every unit that flows; 0 for a
   * flow between cells of the state.
   */
  public int stoichiometry(String state) {
    boolean gains = to.isPresent() && to.get().template().name().equals(state);
    boolean loses = from.isPresent() && from.get().template().name().equals(state);
    return (gains ? 1 : 0) - (loses ? 1 : 0);
  }

  /** Returns the transition as written: {@code infection: S -> I : beta * I / N}. */
  @Override
  public String toString() {
    return (name.isEmpty() ? "" : name + ": ") + arrow() + " : " + rate.text();
  }
}
