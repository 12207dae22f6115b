package episode.render;

import java.awt.geom.Rectangle2D;

/**
 * A panel's place in the picture and its two domains: turns values into pixels.
 *
 * @param box the inside of the axes, in pixels
 * @param x what its width spans
 * @param y what its height spans
 */
record Frame(Rectangle2D box, Domain x, Domain y) {

  double px(double value) {
    return box.getX() + x.unit(value) * box.getWidth();
  }

  double py(double value) {
    return box.getMaxY() - y.unit(value) * box.getHeight();
  }
}
