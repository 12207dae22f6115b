package episode.transform;

import episode.expr.Attr;
import episode.expr.DType;
import episode.expr.Graph;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Shape;
import episode.expr.Tensor;
import episode.expr.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes a graph with another floating type. Safe to call from any thread. */
public final class Precision {
  private Precision() {}

  /**
   * Returns the graph with every FLOAT64 in it, inputs and constants and casts, in FLOAT32.
   *
   * @throws episode.expr.EpisodeException E3101 for an op that does not take FLOAT32
   */
  public static Graph single(Graph graph) {
    return new Narrowing().of(graph);
  }

  private static final class Narrowing {
    private final Map<Graph, Graph> known = new HashMap<>();

    Graph of(Graph graph) {
      Graph narrow = known.get(graph);
      if (narrow == null) {
        narrow = narrowed(graph);
        known.put(graph, narrow);
      }
      return narrow;
    }

    private Graph narrowed(Graph graph) {
      GraphBuilder b = new GraphBuilder();
      Map<Node, Node> copies = new HashMap<>();
      for (Node node : graph.nodes()) {
        copies.put(
            node,
            node.prim() == Prim.INPUT
                ? b.input(node.name(), type(node.type()))
                : b.make(node.prim(), attribute(node), Substitute.mapped(node, copies)));
      }
      List<Node> outputs = new ArrayList<>();
      for (Node output : graph.outputs()) {
        outputs.add(copies.get(output));
      }
      return b.build(graph.name(), outputs);
    }

    private Object attribute(Node node) {
      return switch (node.prim()) {
        case CONST -> tensor(node.constant());
        case CAST -> dtype((DType) node.attribute());
        case CALL -> of(node.callee());
        case SCAN -> node.scan().with(of(node.scan().body()));
        case IF -> new Attr.Branches(of(node.branches().then()), of(node.branches().otherwise()));
        case WHILE -> node.loop().with(of(node.loop().condition()), of(node.loop().body()));
        default -> node.attribute();
      };
    }
  }

  private static DType dtype(DType dtype) {
    return dtype == DType.FLOAT64 ? DType.FLOAT32 : dtype;
  }

  private static Type type(Type type) {
    return type instanceof Type.ArrayOf array
        ? Type.array(dtype(array.dtype()), array.shape())
        : type;
  }

  /** Returns a tensor with FLOAT64 made FLOAT32. */
  public static Tensor tensor(Tensor value) {
    if (value.dtype() != DType.FLOAT64) {
      return value;
    }
    Shape shape = value.shape();
    float[] narrow = new float[shape.size()];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) value.at(i);
    }
    return Tensor.of(shape, narrow);
  }
}
