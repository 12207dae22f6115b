package episode.prob;

import episode.expr.EpisodeException;
import episode.expr.GraphBuilder;
import episode.expr.Node;
import episode.expr.Prim;
import episode.expr.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A distribution cut to an interval and normalised there: {@code truncated(normal(2, 1), 0, inf)}.
 * Its parameters are those of the distribution, then low and high; both ends belong to it.
 *
 * @param base the distribution that is cut
 */
public record Truncated(Distribution base) implements Distribution {

  @Override
  public String name() {
    return "truncated";
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(base.parameters());
    all.add(new Parameter("low", Support.REAL.from(Bound.closed(Double.NEGATIVE_INFINITY))));
    all.add(new Parameter("high", Support.REAL.to(Bound.closed(Double.POSITIVE_INFINITY))));
    return List.copyOf(all);
  }

  @Override
  public Support support() {
    int place = base.parameters().size();
    return new Support(Bound.parameter(place), Bound.parameter(place + 1), base.support().whole());
  }

  @Override
  public About about() {
    return new About(
        "A distribution cut to an interval and normalised there.",
        "its density over its probability of low to high",
        "nan",
        "nan",
        "beta ~ truncated(normal(2, 1), 0, inf)");
  }

  @Override
  public Node logDensityInside(GraphBuilder b, Node x, List<Node> parameters) {
    List<Node> own = own(parameters);
    Node mass = logMassOf(b, low(parameters), high(parameters), own);
    return b.sub(base.logDensity(b, x, own), mass);
  }

  @Override
  public Optional<Node> logMass(
      GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> parameters) {
    Node whole = logMassOf(b, low(parameters), high(parameters), own(parameters));
    Optional<Node> from = merged(b, Prim.MAX, low, low(parameters));
    Optional<Node> to = merged(b, Prim.MIN, high, high(parameters));
    return Optional.of(b.sub(logMassOf(b, from, to, own(parameters)), whole));
  }

  private static Optional<Node> merged(
      GraphBuilder b, Prim choice, Optional<Node> one, Optional<Node> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(b.binary(choice, one.get(), other.get()))
        : one.or(() -> other);
  }

  private List<Node> own(List<Node> parameters) {
    return parameters.subList(0, base.parameters().size());
  }

  /** The lower end, unless it is a number that the support of the base never falls below. */
  private Optional<Node> low(List<Node> parameters) {
    Node end = parameters.get(parameters.size() - 2);
    Bound natural = base.support().low();
    boolean idle =
        isNumber(end) && !natural.isParameter() && end.constant().at(0) <= natural.number();
    return idle ? Optional.empty() : Optional.of(end);
  }

  private Optional<Node> high(List<Node> parameters) {
    Node end = parameters.get(parameters.size() - 1);
    Bound natural = base.support().high();
    boolean idle =
        isNumber(end) && !natural.isParameter() && end.constant().at(0) >= natural.number();
    return idle ? Optional.empty() : Optional.of(end);
  }

  private static boolean isNumber(Node node) {
    return node.prim() == Prim.CONST && node.shape().size() == 1;
  }

  private Node logMassOf(GraphBuilder b, Optional<Node> low, Optional<Node> high, List<Node> own) {
    if (low.isEmpty() && high.isEmpty()) {
      return b.constant(0);
    }
    Optional<Node> mass = base.logMass(b, low, high, own);
    return mass.orElseGet(() -> b.constant(Math.log(constantMass(low, high, own))));
  }

  private double constantMass(Optional<Node> low, Optional<Node> high, List<Node> own) {
    boolean constant = low.isEmpty() || isNumber(low.get());
    constant = constant && (high.isEmpty() || isNumber(high.get()));
    if (!constant || !own.stream().allMatch(Truncated::isNumber)) {
      throw new EpisodeException(
          Problem.of("E5110", "A truncated " + base.name() + " needs numbers as its parameters")
              .remedy(
                  "Its probability between two ends has no formula here. Give numbers, or leave"
                      + " the truncation away."));
    }
    double[] numbers = own.stream().mapToDouble(node -> node.constant().at(0)).toArray();
    double from = low.map(node -> node.constant().at(0)).orElse(Double.NEGATIVE_INFINITY);
    double to = high.map(node -> node.constant().at(0)).orElse(Double.POSITIVE_INFINITY);
    return new Cut(base, base.law(numbers), from, to).mass();
  }

  @Override
  public Law law(double... parameters) {
    int place = base.parameters().size();
    double[] own = Arrays.copyOf(parameters, place);
    return new Cut(base, base.law(own), parameters[place], parameters[place + 1]);
  }

  /** The law between two ends; in the upper half it works with upper tails. */
  private record Cut(Distribution base, Law law, double low, double high) implements Law {

    /** The largest value below the interval, for counts; the end itself otherwise. */
    private double below() {
      return base.support().whole() ? Math.ceil(low) - 1 : low;
    }

    private boolean isUpper() {
      return law.cdf(below()) > 0.5;
    }

    private double mass() {
      return between(below(), high);
    }

    private double between(double from, double to) {
      return isUpper() ? law.survival(from) - law.survival(to) : law.cdf(to) - law.cdf(from);
    }

    @Override
    public double cdf(double x) {
      return x < low ? 0 : x >= high ? 1 : between(below(), x) / mass();
    }

    @Override
    public double survival(double x) {
      return x < low ? 1 : x >= high ? 0 : between(x, high) / mass();
    }

    @Override
    public double quantile(double probability) {
      double value =
          isUpper()
              ? law.upperQuantile(law.survival(below()) - probability * mass())
              : law.quantile(law.cdf(below()) + probability * mass());
      return Math.min(high, Math.max(low, value));
    }

    @Override
    public double upperQuantile(double probability) {
      return quantile(1 - probability);
    }

    @Override
    public double sample(UniformRandomProvider stream) {
      return quantile(stream.nextDouble());
    }
  }
}
