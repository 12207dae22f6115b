package episode.expr;

import episode.expr.Places.Place;
import java.util.List;
import java.util.Optional;

/** The numbers that the elements of axes stand for, as values. For one formula and one thread. */
final class Coordinates {
  private final GraphBuilder builder;
  private final Scope scope;

  Coordinates(GraphBuilder builder, Scope scope) {
    this.builder = builder;
    this.scope = scope;
  }

  /** Returns the numbers along an index; empty where its axis has none. */
  Optional<Indexed> of(Index index) {
    Optional<double[]> numbers = scope.axis(index.axis().name()).flatMap(NamedAxis::numbers);
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    double[] along = new double[index.axis().size()];
    for (int i = 0; i < along.length; i++) {
      along[i] = numbers.get()[index.chosen() == null ? i : index.chosen().at(i)];
    }
    return Optional.of(new Indexed(builder.constant(Tensor.of(along)), List.of(index)));
  }

  /** Returns the number of a place, on a time axis the time; empty where its axis has none. */
  Optional<Indexed> of(String axis, Place place) {
    if (place.index() != null) {
      return of(place.index());
    }
    if (place.isNow()) {
      Optional<Indexed> time = scope.quantity("t").map(t -> Indexed.scalar(t.node()));
      return Optional.of(time.orElse(Indexed.BROKEN));
    }
    Optional<double[]> numbers = scope.axis(axis).flatMap(NamedAxis::numbers);
    return numbers.map(all -> Indexed.scalar(builder.constant(all[place.element()])));
  }
}
