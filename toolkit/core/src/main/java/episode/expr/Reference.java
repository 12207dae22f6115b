package episode.expr;

import episode.expr.Places.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Works out names and what stands in brackets after them. For one formula and one thread. */
final class Reference {
  private final GraphBuilder builder;
  private final Scope scope;
  private final Places places;
  private final Report report;
  private final Coordinates coordinates;

  Reference(GraphBuilder builder, Scope scope, Places places, Report report) {
    this.builder = builder;
    this.scope = scope;
    this.places = places;
    this.report = report;
    coordinates = new Coordinates(builder, scope);
  }

  /**
   * Returns what a bare name means: all its axes, each called by its own name; an axis that it has
   * twice pairs up with one that the definition has twice. The index of a reduction means its
   * number, if it has one, whatever else is called so; an axis means the numbers of its elements
   * where nothing else is called so.
   */
  Indexed whole(Expr.Name name) {
    Optional<Indexed> number = places.bound(name.name()).flatMap(coordinates::of);
    if (number.isPresent()) {
      return number.get();
    }
    Optional<Quantity> quantity = scope.quantity(name.name());
    if (quantity.isEmpty()) {
      return unknown(name.name(), name.span());
    }
    List<NamedAxis> axes = quantity.get().axes();
    List<Place> at = new ArrayList<>(axes.size());
    for (String index : Lowering.indexNames(axes)) {
      Place place = index.endsWith("'") ? places.again(index) : places.place(index);
      if (place == null) {
        return report.repeatedAxis(name, axes);
      }
      at.add(place);
    }
    return at(quantity.get().node(), axes, at);
  }

  /**
   * Returns the array of a bare name that has an axis twice, which only a reduction over everything
   * may take; empty for all else.
   */
  Optional<Indexed> wholeArray(Expr expr) {
    if (!(expr instanceof Expr.Name name)) {
      return Optional.empty();
    }
    Optional<Quantity> quantity = scope.quantity(name.name());
    if (quantity.isEmpty()) {
      return Optional.empty();
    }
    List<Index> indices = new ArrayList<>();
    for (NamedAxis axis : quantity.get().axes()) {
      indices.add(new Index(axis.name(), axis, indices.size()));
    }
    return Optional.of(new Indexed(quantity.get().node(), indices));
  }

  private Indexed unknown(String name, Span span) {
    if (scope.knows(name)) {
      return Indexed.BROKEN;
    }
    if (scope.axis(name).isPresent() || places.bound(name).isPresent()) {
      return coordinates
          .of(name, places.place(name))
          .orElseGet(() -> report.noNumber(name, span, scope, places));
    }
    if (Scope.isConstant(name)) {
      return Indexed.scalar(builder.constant(Scope.constant(name)));
    }
    return report.unknownName(name, span, scope);
  }

  Indexed element(Expr.Element element) {
    Optional<Quantity> quantity = scope.quantity(element.name());
    if (quantity.isEmpty()) {
      return scope.knows(element.name())
          ? Indexed.BROKEN
          : report.unknownElement(element, scope, places);
    }
    List<NamedAxis> axes = quantity.get().axes();
    List<Expr.Subscript> subscripts = element.subscripts();
    if (axes.size() != subscripts.size()) {
      return report.wrongSubscripts(element, axes);
    }
    List<Place> at = new ArrayList<>(Collections.nCopies(axes.size(), null));
    for (int i = 0; i < subscripts.size(); i++) {
      int position = position(subscripts.get(i), i, axes, at);
      if (position < 0) {
        return report.misplaced(element, subscripts.get(i), axes, places, scope);
      }
      Place place = place(subscripts.get(i), axes.get(position));
      if (place == null) {
        return report.unknownSubscript(element, subscripts.get(i), axes.get(position), places);
      }
      at.set(position, place);
    }
    return at(quantity.get().node(), axes, at);
  }

  /**
   * Returns the axis that a subscript speaks of: its own place if that fits, else any that does.
   */
  private int position(Expr.Subscript subscript, int i, List<NamedAxis> axes, List<Place> at) {
    String axis = subscript.axis();
    if (axis.isEmpty() && !subscript.pinned()) {
      Place place = places.place(subscript.value());
      if (place != null) {
        axis = place.index() != null ? place.index().axis().name() : subscript.value();
      }
    }
    if (axis.isEmpty() || (at.get(i) == null && axes.get(i).name().equals(axis))) {
      return i;
    }
    for (int other = 0; other < axes.size(); other++) {
      if (at.get(other) == null && axes.get(other).name().equals(axis)) {
        return other;
      }
    }
    return -1;
  }

  private Place place(Expr.Subscript subscript, NamedAxis axis) {
    if (!subscript.pinned()) {
      return places.place(subscript.value());
    }
    int element = axis.place(subscript.value());
    return element < 0 ? null : new Place(null, element);
  }

  private Indexed at(Node array, List<NamedAxis> axes, List<Place> at) {
    Node node = array;
    List<Index> running = new ArrayList<>();
    for (int axis = at.size() - 1; axis >= 0; axis--) {
      Place place = at.get(axis);
      if (place.isNow()) {
        Optional<Quantity> time = scope.quantity("t");
        if (time.isEmpty()) {
          return Indexed.BROKEN;
        }
        node = new Interpolation(builder, time.get().node()).at(node, axis, axes.get(axis));
      } else if (place.index() == null) {
        node = builder.element(node, axis, place.element());
      } else {
        running.add(0, place.index());
        Ints chosen = place.index().chosen();
        node = chosen == null ? node : Selection.apply(builder, node, axis, chosen);
      }
    }
    return running.isEmpty() ? Indexed.scalar(node) : Indexed.arranged(builder, node, running);
  }
}
