package episode.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells which formulas are affine in the time, and constants in this sense. For one thread. */
final class AffineForms {
  /** Larger forms are not followed: aliases of aliases may grow without bound. */
  private static final int LARGEST = 500;

  private static final int ENOUGH = 1_000;

  private final Map<String, List<NamedAxis>> constants;
  private final Map<String, Affine> aliases = new HashMap<>();

  AffineForms(Map<String, List<NamedAxis>> constants) {
    this.constants = constants;
  }

  /** Takes an alias, those that it uses before. */
  void add(String name, Formula formula) {
    DeepStack.call(formula.levels(), () -> of(formula.expr()))
        .filter(form -> size(form.offset()) <= LARGEST)
        .filter(form -> form.slope().map(AffineForms::size).orElse(0) <= LARGEST)
        .ifPresent(form -> aliases.put(name, form));
  }

  /** Returns the number of nodes of a tree; of a large one, that it is large. */
  static int size(Expr expr) {
    Deque<Expr> open = new ArrayDeque<>(List.of(expr));
    int size = 0;
    while (!open.isEmpty() && size <= ENOUGH) {
      size++;
      open.pop().children().forEach(open::push);
    }
    return size;
  }

  /** Returns a formula as an affine function of the time; empty where it is none. */
  Optional<Affine> of(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return named(name.name(), expr);
    } else if (expr instanceof Expr.Element element) {
      return named(element.name(), expr);
    } else if (expr instanceof Expr.Unary unary && unary.operator() == Operator.NEGATE) {
      return of(unary.operand())
          .map(form -> form.isConstant() ? Affine.constant(expr(unary, form)) : form.negated());
    } else if (expr instanceof Expr.Chain chain) {
      return parts(chain).flatMap(parts -> chain(chain, parts));
    } else if (expr instanceof Expr.Reduction) {
      return isFixed(expr) ? Optional.of(Affine.constant(expr)) : Optional.empty();
    }
    return parts(expr).flatMap(parts -> constant(expr, parts));
  }

  private static Expr expr(Expr.Unary unary, Affine operand) {
    return new Expr.Unary(unary.operator(), operand.offset(), unary.span());
  }

  private Optional<Affine> named(String name, Expr expr) {
    if (name.equals("t")) {
      return Optional.of(Affine.TIME);
    } else if (aliases.containsKey(name)) {
      return Optional.of(aliases.get(name));
    }
    boolean known = isFixed(name) || (expr instanceof Expr.Name && isNumber(name));
    return known ? Optional.of(Affine.constant(whole(expr))) : Optional.empty();
  }

  private boolean isNumber(String name) {
    return Scope.isConstant(name) && !constants.containsKey(name);
  }

  /** Returns whether everything that a part names is a constant whose value is at hand. */
  private boolean isFixed(Expr expr) {
    return new Formula("", "", expr, 1)
        .names().stream().allMatch(name -> isFixed(name) || isNumber(name));
  }

  private boolean isFixed(String name) {
    Collection<NamedAxis> axes = constants.get(name);
    return axes != null
        && axes.stream().distinct().count() == axes.size()
        && axes.stream().noneMatch(axis -> axis.kind() == AxisKind.TIME);
  }

  /** Returns the whole quantity in the place of an element at an index. */
  private static Expr whole(Expr expr) {
    boolean running =
        expr instanceof Expr.Element element
            && element.subscripts().stream().noneMatch(Expr.Subscript::pinned);
    return running ? new Expr.Name(((Expr.Element) expr).name(), expr.span()) : expr;
  }

  private Optional<List<Affine>> parts(Expr expr) {
    List<Affine> parts = new ArrayList<>();
    for (Expr child : expr.children()) {
      Optional<Affine> part = of(child);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(parts);
  }

  /** Returns a formula of parts none of which changes in time. */
  private static Optional<Affine> constant(Expr expr, List<Affine> parts) {
    boolean plain = !(expr instanceof Expr.Text) && !(expr instanceof Expr.History);
    if (!plain || !parts.stream().allMatch(Affine::isConstant)) {
      return Optional.empty();
    }
    Iterator<Affine> next = parts.iterator();
    return Optional.of(Affine.constant(Rewrite.children(expr, child -> next.next().offset())));
  }

  private static Optional<Affine> chain(Expr.Chain chain, List<Affine> parts) {
    Optional<Affine> constant = constant(chain, parts);
    if (constant.isPresent()) {
      return constant;
    }
    Optional<Affine> result = Optional.of(parts.get(0));
    for (int i = 0; i < chain.rest().size() && result.isPresent(); i++) {
      result = step(result.get(), chain.rest().get(i).operator(), parts.get(i + 1));
    }
    return result;
  }

  private static Optional<Affine> step(Affine left, Operator operator, Affine right) {
    if (operator == Operator.ADD) {
      return left.plus(right);
    } else if (operator == Operator.SUBTRACT) {
      return left.plus(right.negated());
    } else if (operator == Operator.MULTIPLY && left.isConstant()) {
      return Optional.of(right.times(left.offset()));
    } else if (!right.isConstant()) {
      return Optional.empty();
    } else if (operator == Operator.MULTIPLY) {
      return Optional.of(left.times(right.offset()));
    } else if (operator == Operator.DIVIDE) {
      return Optional.of(left.over(right.offset()));
    }
    return remainder(left, right.offset());
  }

  private static Optional<Affine> remainder(Affine of, Expr period) {
    if (of.isConstant()) {
      Expr.Step step = new Expr.Step(Operator.REMAINDER, period);
      Expr.Chain chain = new Expr.Chain(of.offset(), List.of(step), Span.NONE);
      return Optional.of(Affine.constant(chain));
    } else if (of.cycle().isPresent()) {
      return Optional.empty();
    }
    Affine.Cycle cycle = new Affine.Cycle(of, period);
    return Optional.of(new Affine(Affine.TIME.slope(), Affine.TIME.offset(), Optional.of(cycle)));
  }
}
