package episode.expr;

import episode.expr.Places.Saved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Works out reductions: over axes by name, and over everything. For one formula and one thread. */
final class Reductions {
  private final GraphBuilder builder;
  private final Scope scope;
  private final Places places;
  private final Report report;
  private final Evaluation evaluation;
  private final Elementwise elementwise;

  Reductions(
      GraphBuilder builder, Scope scope, Places places, Report report, Evaluation evaluation) {
    this.builder = builder;
    this.scope = scope;
    this.places = places;
    this.report = report;
    this.evaluation = evaluation;
    elementwise = new Elementwise(builder);
  }

  /** Returns what a function of one argument reduces with; empty where it does not. */
  static Optional<Prim> primOf(String name) {
    return switch (name) {
      case "sum" -> Optional.of(Prim.SUM);
      case "prod" -> Optional.of(Prim.PROD);
      case "min" -> Optional.of(Prim.REDUCE_MIN);
      case "max" -> Optional.of(Prim.REDUCE_MAX);
      default -> Optional.empty();
    };
  }

  /** A reduction over every axis that the argument has: {@code sum(S)}. */
  Indexed total(Prim prim, Expr argument) {
    Optional<Indexed> array = evaluation.wholeArray(argument);
    if (array.isPresent()) {
      return array.get().isBroken()
          ? array.get()
          : array.get().reduce(builder, prim, array.get().indices());
    }
    Saved saved = places.enterTotal();
    Indexed body = evaluation.of(argument);
    Indexed value = body.isBroken() ? body : body.reduce(builder, prim, places.met());
    places.leave(saved);
    return value;
  }

  Indexed of(Expr.Reduction reduction) {
    boolean integral = reduction.function().equals("integrate");
    Optional<Prim> prim = integral ? Optional.of(Prim.SUM) : primOf(reduction.function());
    if (prim.isEmpty()) {
      return report.notAReduction(reduction);
    }
    Saved saved = places.enter();
    List<Index> indices = new ArrayList<>();
    for (Expr.Binder binder : reduction.binders()) {
      Optional<NamedAxis> axis = scope.axis(binder.axis());
      if (axis.isEmpty()) {
        places.leave(saved);
        return report.unknownAxis(binder.axis(), binder.span(), scope);
      }
      Optional<Ints> chosen =
          integral ? integrable(binder, axis.get()) : chosen(binder, axis.get());
      if (chosen.isEmpty()) {
        places.leave(saved);
        return Indexed.BROKEN;
      }
      indices.add(places.bind(binder, axis.get(), chosen.get()));
    }
    Indexed body = evaluation.of(reduction.body());
    places.leave(saved);
    if (body.isBroken()) {
      return body;
    }
    for (int i = 0; i < indices.size(); i++) {
      boolean runs = body.runsOver(indices.get(i));
      if (!runs && reduction.binders().get(i).filter().isEmpty()) {
        return report.unusedIndex(reduction.binders().get(i));
      }
      body = runs ? body : repeated(body, indices.get(i));
    }
    return (integral ? weighted(body, indices) : body).reduce(builder, prim.get(), indices);
  }

  private Optional<Ints> chosen(Expr.Binder binder, NamedAxis axis) {
    return new Selection(axis, report).of(binder);
  }

  private Optional<Ints> integrable(Expr.Binder binder, NamedAxis axis) {
    if (!axis.kind().hasCoordinates()) {
      report.notContinuous(binder, axis);
      return Optional.empty();
    }
    Optional<Ints> chosen = chosen(binder, axis);
    if (chosen.isPresent() && chosen.get().size() < 2) {
      report.tooFewPoints(binder, axis);
      return Optional.empty();
    }
    return chosen;
  }

  /** Returns what is the same for every element that a filter leaves, once for each of them. */
  private Indexed repeated(Indexed body, Index index) {
    double[] ones = new double[index.axis().size()];
    Arrays.fill(ones, 1);
    Indexed each = new Indexed(builder.constant(Tensor.of(ones)), List.of(index));
    return elementwise.of(Prim.MUL, elementwise.number(body), each);
  }

  /** Returns the body times the weight of each point of an integral. */
  private Indexed weighted(Indexed body, List<Index> indices) {
    Indexed product = elementwise.number(body);
    for (Index index : indices) {
      Node weights = builder.constant(Tensor.of(index.axis().weights()));
      product = elementwise.of(Prim.MUL, new Indexed(weights, List.of(index)), product);
    }
    return product;
  }
}
