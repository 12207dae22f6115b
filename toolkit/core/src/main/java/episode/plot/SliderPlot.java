package episode.plot;

import java.util.List;

/**
 * A picture that changes as sliders are moved, all of its states drawn beforehand: it needs no
 * program that runs.
 *
 * @param sliders what is moved, at least one
 * @param plots a plot for each combination of {@link Slider#values}, the last slider's changing
 *     first; all with the same panels, and layers of the same marks and names
 * @param still what is seen where nothing can be moved: the plot at the sliders' starts
 */
public record SliderPlot(List<Slider> sliders, List<Plot> plots, Plot still) implements Part {

  /**
   * Returns a checked picture.
   *
   * @throws IllegalArgumentException if there is not one plot for each combination, or if their
   *     panels or layers differ
   */
  public SliderPlot {
    sliders = List.copyOf(sliders);
    plots = List.copyOf(plots);
    int combinations = 1;
    for (Slider slider : sliders) {
      combinations *= slider.values().length;
    }
    if (sliders.isEmpty() || combinations != plots.size()) {
      throw new IllegalArgumentException(
          plots.size()
              + " plots for "
              + combinations
              + " combinations of "
              + sliders.size()
              + " sliders");
    }
    List<String> shape = shape(plots.get(0));
    if (!plots.stream().allMatch(plot -> shape(plot).equals(shape))) {
      throw new IllegalArgumentException("The plots differ in their panels or layers");
    }
  }

  private static List<String> shape(Plot plot) {
    return plot.panels().stream()
        .map(p -> p.layers().stream().map(l -> l.mark() + " " + l.name()).toList().toString())
        .toList();
  }

  /** Returns that of the plots which is seen before anything is moved. */
  public Plot first() {
    int place = 0;
    for (Slider slider : sliders) {
      place = place * slider.values().length + slider.startPlace();
    }
    return plots.get(place);
  }
}
