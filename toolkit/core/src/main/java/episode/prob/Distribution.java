package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A family of probability distributions over numbers. Values and parameters are nodes of any shapes
 * that broadcast; a density is taken elementwise. Immutable and safe to share.
 */
public interface Distribution {

  /** Returns the name that formulas use, such as "normal". */
  String name();

  /** Returns the parameters in the order in which formulas give them. */
  List<Parameter> parameters();

  /** Returns the values that a draw may take; bounds may be parameters. */
  Support support();

  /** Returns what a manual says of it. */
  About about();

  /**
   * Returns the log density, normalising constant included, at points that lie in the support.
   *
   * <p>Elsewhere the result means nothing. Parameters outside their supports give NaN or −∞.
   *
   * @param x values
   * @param parameters one node per parameter
   */
  Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters);

  /**
   * Returns the log of the probability that a draw lies from low to high, both included; empty
   * where this family cannot write it as a graph.
   *
   * @param low the lower end, empty for none
   * @param high the upper end, empty for none
   */
  Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters);

  /**
   * Returns the distribution at given parameters, for draws and probabilities as plain numbers.
   *
   * @param parameters numbers inside their supports
   */
  Law law(double... parameters);

  /** Returns the log density, normalising constant included; −∞ outside the support. */
  default Node logDensity(GraphBuilder b, Node x, List<Node> parameters) {
    Optional<Node> inside = support().contains(b, x, parameters);
    if (inside.isEmpty()) {
      return logDensityInside(b, x, parameters);
    }
    Node safe = b.where(inside.get(), x, support().somePoint(b, parameters));
    Node density = logDensityInside(b, safe, parameters);
    return b.where(inside.get(), density, b.constant(Double.NEGATIVE_INFINITY));
  }

  /**
   * Returns a draw; NaN where a parameter lies outside its support.
   *
   * @param stream where the randomness comes from; one per thread
   * @param numbers one number per parameter
   */
  default double sample(UniformRandomProvider stream, double... numbers) {
    return outside(numbers).isEmpty() ? law(numbers).sample(stream) : Double.NaN;
  }

  /** Returns the name of the first parameter that lies outside its support; empty if none does. */
  default String outside(double... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!parameters().get(i).support().contains(numbers[i], numbers)) {
        return parameters().get(i).name();
      }
    }
    return "";
  }

  /** Returns the call as documentation writes it, such as {@code normal(mean, sd)}. */
  default String signature() {
    StringBuilder text = new StringBuilder(name()).append('(');
    for (int i = 0; i < parameters().size(); i++) {
      text.append(i == 0 ? "" : ", ").append(parameters().get(i).name());
    }
    return text.append(')').toString();
  }

  /** Returns a parameter that is NaN wherever it is not above 0. */
  static Node positive(GraphBuilder b, Node parameter) {
    if (parameter.prim() == Prim.CONST
        && Support.POSITIVE.contains(b, parameter, List.of()).isEmpty()) {
      return parameter;
    }
    Node isPositive = b.binary(Prim.LT, b.constant(0), parameter);
    return b.where(isPositive, parameter, b.constant(Double.NaN));
  }
}
