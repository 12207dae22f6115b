package episode.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * A formula as a tree: what the text {@code "beta * I / N"} says. Every node knows its place in the
 * text. Immutable; {@code toString()} gives text that parses to the same tree.
 *
 * <p>Generated models build trees in Java; every method that takes a formula's text takes one:
 *
 * <pre>{@code
 * Expr.name("beta").times(Expr.name("I")).over(Expr.name("N"))
 * }</pre>
 */
public sealed interface Expr {

  /** Returns the place in the formula's text. */
  Span span();

  /** Returns the nodes directly below, in the order written. */
  List<Expr> children();

  /** A number. */
  record Literal(double value, Span span) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** A text in quotes, as an argument. */
  record Text(String value, Span span) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** A name; it stands for all elements along all its axes. */
  record Name(String name, Span span) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** A name with subscripts: {@code contact[age, b]}, {@code S[age=old]}. */
  record Element(String name, List<Subscript> subscripts, Span span) implements Expr {
    /** Copies the subscripts. */
    public Element {
      subscripts = List.copyOf(subscripts);
    }

    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * What stands at one place between brackets.
   *
   * @param axis the axis that is named ({@code age} in {@code age=old}), or the empty string
   * @param value the index variable, or the element
   * @param pinned whether {@code value} is an element of the axis, not an index variable
   */
  record Subscript(String axis, String value, boolean pinned, Span span) {}

  /** Minus or {@code not} before an operand. */
  record Unary(Operator operator, Expr operand, Span span) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** Sums and differences, or products, quotients and remainders, from left to right. */
  record Chain(Expr first, List<Step> rest, Span span) implements Expr {
    /** Copies the steps. */
    public Chain {
      rest = List.copyOf(rest);
    }

    /** Returns whether this is a sum, not a product. */
    public boolean isSum() {
      Operator operator = rest.get(0).operator();
      return operator == Operator.ADD || operator == Operator.SUBTRACT;
    }

    @Override
    public List<Expr> children() {
      return Step.operands(first, rest);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** An operator and the operand to its right. */
  record Step(Operator operator, Expr operand) {
    private static List<Expr> operands(Expr first, List<Step> rest) {
      List<Expr> operands = new ArrayList<>(rest.size() + 1);
      operands.add(first);
      for (Step step : rest) {
        operands.add(step.operand);
      }
      return operands;
    }
  }

  /** A power. */
  record Power(Expr base, Expr exponent, Span span) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(base, exponent);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** Comparisons that all hold: {@code a < b <= c}. */
  record Comparison(Expr first, List<Step> rest, Span span) implements Expr {
    /** Copies the steps. */
    public Comparison {
      rest = List.copyOf(rest);
    }

    @Override
    public List<Expr> children() {
      return Step.operands(first, rest);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** Operands joined by {@code and}, or by {@code or}. */
  record Logic(Operator operator, List<Expr> operands, Span span) implements Expr {
    /** Copies the operands. */
    public Logic {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expr> children() {
      return operands;
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** One of two values: {@code then if condition else otherwise}. */
  record Choice(Expr condition, Expr then, Expr otherwise, Span span) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(then, condition, otherwise);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** A function of arguments; {@code np.exp(x)} is {@code exp(x)}. */
  record Call(String function, List<Expr> arguments, Span span) implements Expr {
    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expr> children() {
      return arguments;
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** A list as an argument of a function that wants one: {@code [0, 30, 60]}. */
  record ListOf(List<Expr> items, Span span) implements Expr {
    /** Copies the items. */
    public ListOf {
      items = List.copyOf(items);
    }

    @Override
    public List<Expr> children() {
      return items;
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * A call for past values of a signal: {@code delay(x, tau)}, {@code history(x, lag)} or {@code
   * convolve_history(x, kernel=K, window=W)}.
   *
   * @param signal what the past values are of
   * @param options the other arguments, by name
   */
  record History(String function, Expr signal, List<Option> options, Span span) implements Expr {
    /** Copies the options. */
    public History {
      options = List.copyOf(options);
    }

    /** Returns whether the options are formulas; names among those of a convolution are words. */
    public boolean hasFormulas() {
      return !function.equals("convolve_history");
    }

    @Override
    public List<Expr> children() {
      List<Expr> children = new ArrayList<>(List.of(signal));
      options.stream().filter(option -> hasFormulas()).forEach(o -> children.add(o.value()));
      return children;
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /** An argument with its name: {@code window=30}. */
  record Option(String name, Expr value, Span span) {}

  /**
   * A reduction over axes: {@code sum(b in age, body)}; also prod, min, max and integrate. {@code
   * sum_over(body, age=b)}, {@code integrate_over} and {@code apply_along}, which are for specs,
   * keep their names.
   */
  record Reduction(String function, List<Binder> binders, Expr body, Span span) implements Expr {
    /** Copies the binders. */
    public Reduction {
      binders = List.copyOf(binders);
    }

    @Override
    public List<Expr> children() {
      return List.of(body);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * An index variable and the axis that it runs over: {@code b in age}.
   *
   * @param filter what of the axis it runs over, as written: names of elements, two numbers from
   *     and to, or none for the whole axis
   */
  record Binder(String index, String axis, List<Expr> filter, Span span) {
    /** Copies the filter. */
    public Binder {
      filter = List.copyOf(filter);
    }

    /** Makes a binder that runs over a whole axis. */
    public Binder(String index, String axis, Span span) {
      this(index, axis, List.of(), span);
    }
  }

  /**
   * Returns the tree of a formula's text.
   *
   * @throws EpisodeException E1 with the place of the first mistake
   */
  static Expr of(String text) {
    return Formula.parse("formula", text).expr();
  }

  /** Returns a number. */
  static Expr number(double value) {
    return new Literal(value, Span.NONE);
  }

  /**
   * Returns a name, with index variables where it has axes: {@code name("contact", "age", "b")}.
   */
  static Expr name(String name, String... indices) {
    if (indices.length == 0) {
      return new Name(name, Span.NONE);
    }
    List<Subscript> subscripts = new ArrayList<>();
    for (String index : indices) {
      subscripts.add(new Subscript("", index, false, Span.NONE));
    }
    return new Element(name, subscripts, Span.NONE);
  }

  /** Returns a function of arguments: {@code call("exp", x)}. */
  static Expr call(String function, Expr... arguments) {
    return new Call(function, List.of(arguments), Span.NONE);
  }

  /** Returns the sum of the body over an axis, the index variable running over it. */
  static Expr sum(String index, String axis, Expr body) {
    return new Reduction("sum", List.of(new Binder(index, axis, Span.NONE)), body, Span.NONE);
  }

  /** Returns one value where the condition holds, else the other. */
  static Expr choice(Expr condition, Expr then, Expr otherwise) {
    return new Choice(condition, then, otherwise, Span.NONE);
  }

  /** Returns this plus another. */
  default Expr plus(Expr other) {
    return chain(Operator.ADD, other);
  }

  /** Returns this minus another. */
  default Expr minus(Expr other) {
    return chain(Operator.SUBTRACT, other);
  }

  /** Returns this times another. */
  default Expr times(Expr other) {
    return chain(Operator.MULTIPLY, other);
  }

  /** Returns this divided by another. */
  default Expr over(Expr other) {
    return chain(Operator.DIVIDE, other);
  }

  /** Returns this to a power. */
  default Expr power(Expr exponent) {
    return new Power(this, exponent, Span.NONE);
  }

  /** Returns this with the other sign. */
  default Expr negated() {
    return new Unary(Operator.NEGATE, this, Span.NONE);
  }

  /** Returns whether this is less than another, as 1 or 0 in arithmetic. */
  default Expr lessThan(Expr other) {
    return new Comparison(this, List.of(new Step(Operator.LESS, other)), Span.NONE);
  }

  private Expr chain(Operator operator, Expr other) {
    boolean additive = operator == Operator.ADD || operator == Operator.SUBTRACT;
    List<Step> steps = new ArrayList<>();
    Expr first = this;
    if (this instanceof Chain chain && chain.isSum() == additive) {
      first = chain.first();
      steps.addAll(chain.rest());
    }
    steps.add(new Step(operator, other));
    return new Chain(first, steps, Span.NONE);
  }
}
