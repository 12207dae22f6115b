package episode.prob;

import episode.expr.GraphBuilder;
import episode.expr.Node;
import java.util.List;

/**
 * One end of a support: a number, or the value of a parameter of the distribution. Immutable.
 *
 * @param number the end, where it is a number
 * @param parameter the place of the parameter that is the end, or −1
 * @param isOpen whether the end itself lies outside
 */
public record Bound(double number, int parameter, boolean isOpen) {

  /** Returns an end that belongs to the support. */
  public static Bound closed(double number) {
    return new Bound(number, -1, false);
  }

  /** Returns an end that does not belong to the support. */
  public static Bound open(double number) {
    return new Bound(number, -1, true);
  }

  /** Returns an end that is the value of a parameter, and belongs to the support. */
  public static Bound parameter(int place) {
    return new Bound(Double.NaN, place, false);
  }

  /** Returns whether this is the value of a parameter. */
  public boolean isParameter() {
    return parameter >= 0;
  }

  /** Returns whether there is no end. */
  public boolean isInfinite() {
    return Double.isInfinite(number);
  }

  /** Returns the end for given parameters. */
  public double value(double... parameters) {
    return isParameter() ? parameters[parameter] : number;
  }

  Node node(GraphBuilder b, List<Node> parameters) {
    return isParameter() ? parameters.get(parameter) : b.constant(number);
  }

  @Override
  public String toString() {
    if (isParameter()) {
      return "parameter " + (parameter + 1);
    }
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
