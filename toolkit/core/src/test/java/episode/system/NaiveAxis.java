package episode.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An axis of a spec in op_system's format: labels, and points where it is continuous. */
record NaiveAxis(String name, String type, List<String> labels, double[] points) {

  static NaiveAxis of(Map<String, Object> spec) {
    String type = spec.getOrDefault("type", "categorical").toString().toLowerCase(Locale.ROOT);
    List<String> labels = new ArrayList<>();
    if (!type.equals("continuous")) {
      Vector.list(spec.get("coords")).forEach(label -> labels.add(label.toString().strip()));
      return new NaiveAxis((String) spec.get("name"), type, labels, new double[0]);
    }
    double[] points =
        spec.get("coords") == null ? spread(spec) : Vector.doubles(spec.get("coords"));
    for (double point : points) {
      // the shortest text of these numbers is Python's too: they are neither tiny nor huge
      labels.add(Double.toString(point));
    }
    return new NaiveAxis((String) spec.get("name"), type, labels, points);
  }

  private static double[] spread(Map<String, Object> spec) {
    double low = (Double) Vector.map(spec.get("domain")).get("lb");
    double high = (Double) Vector.map(spec.get("domain")).get("ub");
    double[] points = new double[((Double) spec.get("size")).intValue()];
    boolean linear =
        spec.getOrDefault("spacing", "linear").toString().toLowerCase(Locale.ROOT).equals("linear");
    double step = (high - low) / (points.length - 1);
    double ratio = Math.pow(high / low, 1.0 / (points.length - 1));
    for (int i = 0; i < points.length; i++) {
      points[i] = linear ? low + step * i : low * Math.pow(ratio, i);
    }
    return points;
  }

  boolean isContinuous() {
    return type.equals("continuous");
  }

  int place(String label) {
    int place = labels.indexOf(label);
    for (int i = 0; place < 0 && isContinuous() && i < points.length; i++) {
      place = Double.parseDouble(label) == points[i] ? i : -1;
    }
    if (place < 0) {
      throw new IllegalArgumentException(name + " has no " + label);
    }
    return place;
  }

  /** Returns the places that a filter leaves: elements, a range of them, or an interval. */
  List<Integer> places(NaiveTree filter) {
    List<Integer> chosen = new ArrayList<>();
    if (filter == null) {
      for (int i = 0; i < labels.size(); i++) {
        chosen.add(i);
      }
    } else if (type.equals("categorical")) {
      filter.parts().forEach(part -> chosen.add(place(part.text())));
    } else if (isContinuous()) {
      for (int i = 0; i < points.length; i++) {
        if (number(filter.parts().get(0)) <= points[i]
            && points[i] <= number(filter.parts().get(1))) {
          chosen.add(i);
        }
      }
    } else {
      int last = place(filter.parts().get(1).text());
      for (int i = place(filter.parts().get(0).text()); i <= last; i++) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private static double number(NaiveTree tree) {
    return tree.kind().equals("neg")
        ? -number(tree.parts().get(0))
        : Double.parseDouble(tree.text());
  }

  /** Returns the weight of each of some places: 1, or half the distance of its neighbours. */
  double[] weights(List<Integer> chosen) {
    double[] weights = new double[chosen.size()];
    for (int i = 0; i < weights.length; i++) {
      if (isContinuous()) {
        double left = points[chosen.get(Math.max(i - 1, 0))];
        double right = points[chosen.get(Math.min(i + 1, weights.length - 1))];
        weights[i] = (right - left) / 2;
      } else {
        weights[i] = 1;
      }
    }
    return weights;
  }
}
