package episode.epi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Finds what lies on cycles: strongly connected components of a graph given by two matrices, entry
 * [i][j] for the arc from j to i (Tarjan 1972, doi:10.1137/0201010). For one search.
 */
final class Cycles {
  private final double[][] marked;
  private final double[][] plain;
  private final int[] order;
  private final int[] low;
  private final int[] component;
  private final Deque<Integer> open = new ArrayDeque<>();
  private int visited;

  private Cycles(double[][] marked, double[][] plain) {
    this.marked = marked;
    this.plain = plain;
    order = new int[marked.length];
    low = new int[marked.length];
    component = new int[marked.length];
  }

  /** Returns the nodes of components that have an arc of the first matrix inside, in order. */
  static int[] through(double[][] marked, double[][] plain) {
    Cycles search = new Cycles(marked, plain);
    int n = marked.length;
    for (int node = 0; node < n; node++) {
      if (search.order[node] == 0) {
        search.visit(node);
      }
    }
    boolean[] wanted = new boolean[n + 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (marked[i][j] != 0 && search.component[i] == search.component[j]) {
          wanted[search.component[i]] = true;
        }
      }
    }
    return IntStream.range(0, n).filter(node -> wanted[search.component[node]]).toArray();
  }

  private void visit(int node) {
    order[node] = ++visited;
    low[node] = visited;
    open.push(node);
    for (int next = 0; next < order.length; next++) {
      if (marked[next][node] != 0 || plain[next][node] != 0) {
        if (order[next] == 0) {
          visit(next);
          low[node] = Math.min(low[node], low[next]);
        } else if (component[next] == 0) {
          low[node] = Math.min(low[node], order[next]);
        }
      }
    }
    if (low[node] == order[node]) {
      int member;
      do {
        member = open.pop();
        component[member] = order[node];
      } while (member != node);
    }
  }
}
