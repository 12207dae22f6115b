package episode.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts things that are defined by one another in an order in which each can be worked out. */
final class Dependencies {
  private final Map<String, Set<String>> uses = new LinkedHashMap<>();

  /** Says that a thing is defined by a formula with the given names. */
  void add(String name, Set<String> names) {
    uses.putIfAbsent(name, new LinkedHashSet<>());
    uses.get(name).addAll(names);
  }

  /** Returns the things in such an order; those on a cycle, and those that use them, are absent. */
  List<String> order() {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<String>> users = new HashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    for (Map.Entry<String, Set<String>> entry : uses.entrySet()) {
      int count = 0;
      for (String used : entry.getValue()) {
        if (uses.containsKey(used)) {
          users.putIfAbsent(used, new ArrayList<>());
          users.get(used).add(entry.getKey());
          count++;
        }
      }
      waiting.put(entry.getKey(), count);
      if (count == 0) {
        ready.add(entry.getKey());
      }
    }
    List<String> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String next = ready.remove();
      order.add(next);
      for (String user : users.getOrDefault(next, List.of())) {
        waiting.put(user, waiting.get(user) - 1);
        if (waiting.get(user) == 0) {
          ready.add(user);
        }
      }
    }
    return order;
  }

  /** Returns one cycle, its first thing again at the end; empty where there is none. */
  List<String> cycle() {
    Set<String> stuck = new LinkedHashSet<>(uses.keySet());
    stuck.removeAll(order());
    if (stuck.isEmpty()) {
      return List.of();
    }
    List<String> path = new ArrayList<>();
    String next = stuck.iterator().next();
    while (!path.contains(next)) {
      path.add(next);
      for (String used : uses.get(next)) {
        if (stuck.contains(used)) {
          next = used;
          break;
        }
      }
    }
    path.add(next);
    return path.subList(path.indexOf(next), path.size());
  }
}
