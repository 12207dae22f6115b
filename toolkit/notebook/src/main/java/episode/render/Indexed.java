package episode.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pictures with a palette of at most 256 colours, a quarter in size of those that keep every shade
 * of smoothed edges: median cut over a raster of 32 × 32 × 32 cells of colour (Heckbert 1982,
 * doi:10.1145/800064.801294), where a cell stands for the colour that prevails in it.
 */
final class Indexed {

  private static final int COLOURS = 256;
  private static final int CELLS = 1 << 15;

  private final int[] counts = new int[CELLS];
  private final int[] prevailing = new int[CELLS];

  private Indexed(int[] pixels) {
    int[] votes = new int[CELLS];
    for (int pixel : pixels) {
      int colour = pixel & 0xFFFFFF;
      int cell = cell(colour);
      counts[cell]++;
      // The majority vote of Boyer and Moore (1981): one pass, no table of all colours.
      if (votes[cell] == 0) {
        prevailing[cell] = colour;
      }
      votes[cell] += prevailing[cell] == colour ? 1 : -1;
    }
  }

  private static int cell(int colour) {
    return (colour >> 3 & 0x1F) | (colour >> 11 & 0x1F) << 5 | (colour >> 19 & 0x1F) << 10;
  }

  /**
   * Returns the same picture with a palette.
   *
   * @param kept colours that are in the palette whatever they cover
   */
  static BufferedImage of(BufferedImage image, Collection<Integer> kept) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Indexed indexed = new Indexed(pixels);
    int[] palette = indexed.palette(kept);
    byte[] places = indexed.places(palette);
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      bytes[i] = places[cell(pixels[i])];
    }
    IndexColorModel model =
        new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    result.getRaster().setDataElements(0, 0, width, height, bytes);
    return result;
  }

  private int[] palette(Collection<Integer> kept) {
    Set<Integer> palette = new LinkedHashSet<>();
    kept.stream().limit(COLOURS / 2).forEach(colour -> palette.add(colour & 0xFFFFFF));
    int[] full = IntStream.range(0, CELLS).filter(cell -> counts[cell] > 0).toArray();
    for (Box box : boxes(new Box(full), COLOURS - palette.size())) {
      palette.add(prevailing[box.most()]);
    }
    return palette.stream().mapToInt(colour -> colour | 0xFF000000).toArray();
  }

  /** Halves the box with the most spread until there are enough of them. */
  private List<Box> boxes(Box all, int enough) {
    PriorityQueue<Box> open = new PriorityQueue<>(Comparator.comparingDouble(Box::spread));
    List<Box> done = new ArrayList<>();
    open.add(all);
    while (!open.isEmpty() && open.size() + done.size() < enough) {
      Box box = open.remove();
      if (box.cells.length == 1) {
        done.add(box);
      } else {
        open.addAll(box.halves());
      }
    }
    done.addAll(open);
    return done;
  }

  /** Colours that become one, unless their box is cut. */
  private final class Box {
    final int[] cells;
    private final int axis;
    private final long side;

    Box(int[] cells) {
      this.cells = cells;
      int longest = 0;
      for (int k = 1; k < 3; k++) {
        longest = side(k) > side(longest) ? k : longest;
      }
      this.axis = longest;
      this.side = side(longest);
    }

    private long side(int along) {
      int least = 31;
      int most = 0;
      for (int cell : cells) {
        least = Math.min(least, part(cell, along));
        most = Math.max(most, part(cell, along));
      }
      return most - least;
    }

    private int part(int cell, int along) {
      return cell >> 5 * along & 0x1F;
    }

    /** Negative, so that the greatest comes first: area counts less than being different. */
    double spread() {
      return -Math.sqrt(weight()) * side * side;
    }

    private long weight() {
      return IntStream.of(cells).mapToLong(cell -> counts[cell]).sum();
    }

    int most() {
      int best = cells[0];
      for (int cell : cells) {
        best = counts[cell] > counts[best] ? cell : best;
      }
      return best;
    }

    List<Box> halves() {
      int[] sorted =
          IntStream.of(cells)
              .boxed()
              .sorted(Comparator.comparingInt(cell -> part(cell, axis)))
              .mapToInt(Integer::intValue)
              .toArray();
      long half = weight() / 2;
      int cut = 1;
      for (long before = counts[sorted[0]]; cut < sorted.length - 1 && before < half; cut++) {
        before += counts[sorted[cut]];
      }
      return List.of(
          new Box(Arrays.copyOf(sorted, cut)),
          new Box(Arrays.copyOfRange(sorted, cut, sorted.length)));
    }
  }

  private byte[] places(int[] palette) {
    byte[] places = new byte[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      if (counts[cell] > 0) {
        places[cell] = nearest(prevailing[cell], palette);
      }
    }
    return places;
  }

  private static byte nearest(int colour, int[] palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length && least > 0; i++) {
      int distance = distance(colour, palette[i]);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return (byte) best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 0xFF) - (b >> 16 & 0xFF);
    int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
    int blue = (a & 0xFF) - (b & 0xFF);
    return red * red + green * green + blue * blue;
  }
}
