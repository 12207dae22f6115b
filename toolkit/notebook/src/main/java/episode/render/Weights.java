package episode.render;

import episode.plot.Layer;

/**
 * How heavy the marks of a layer are: the more there are, the thinner and fainter each one is.
 *
 * @param size the width of a line or the radius of a point, in pixels
 * @param opacity from 0 to 1
 */
record Weights(double size, double opacity) {

  static Weights of(Layer layer) {
    return switch (layer.mark()) {
      case LINE -> line(layer.data().numbers("y"));
      case POINTS -> points(layer.data().rows());
      case BAND -> new Weights(0, 0.25);
      case BARS -> new Weights(0, 0.85);
      case VERTICAL, HORIZONTAL -> new Weights(1.2, 0.9);
      case TEXT, HEAT -> new Weights(1, 1);
    };
  }

  private static Weights points(int count) {
    if (count <= 100) {
      return new Weights(3.2, 0.95);
    }
    return count <= 800 ? new Weights(2, 0.6) : new Weights(1.3, 0.35);
  }

  private static Weights line(double[] y) {
    int gaps = 0;
    int turns = 0;
    for (int i = 2; i < y.length; i++) {
      gaps += Double.isNaN(y[i]) ? 1 : 0;
      turns += (y[i] - y[i - 1]) * (y[i - 1] - y[i - 2]) < 0 ? 1 : 0;
    }
    if (gaps > 5) {
      return new Weights(1, Math.max(0.12, Math.min(0.6, 2.5 / Math.sqrt(gaps))));
    }
    return turns > 150 ? new Weights(0.6, 0.7) : new Weights(2, 1);
  }
}
