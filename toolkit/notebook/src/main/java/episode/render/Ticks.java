package episode.render;

import episode.plot.Columns;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round places on an axis and what is written there.
 *
 * @param places in the units of the axis
 * @param labels as many as places; "" for a place without a label
 */
record Ticks(List<Double> places, List<String> labels) {

  private static final int FEWEST = 2;
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final int[] DAY_STEPS = {1, 2, 7, 14};
  private static final int[] MONTH_STEPS = {1, 2, 3, 6, 12, 24, 60, 120};

  /** Returns about {@code count} ticks for a domain: two or more, so that its scale can be read. */
  static Ticks of(Domain domain, int count) {
    Ticks ticks = about(domain, count);
    boolean named = domain.kind() == Columns.Kind.TEXTS;
    for (int more = 1; more <= 6 && ticks.places.size() < FEWEST && !named; more++) {
      boolean log = domain.kind() == Columns.Kind.NUMBERS && domain.log();
      ticks = log ? linear(domain, more) : about(domain, count + more);
    }
    return ticks;
  }

  private static Ticks about(Domain domain, int count) {
    return switch (domain.kind()) {
      case TEXTS -> names(domain);
      case DATES -> dates(domain.low(), domain.high(), count);
      case NUMBERS -> domain.log() ? powers(domain, count) : linear(domain, count);
    };
  }

  private static Ticks names(Domain domain) {
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < domain.names().size(); i++) {
      places.add((double) i);
    }
    return new Ticks(places, domain.names());
  }

  private static Ticks linear(Domain domain, int count) {
    double rough = (domain.high() - domain.low()) / count;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = 10 * power;
    for (double factor : STEPS) {
      if (factor * power >= rough * 0.7) {
        step = factor * power;
        break;
      }
    }
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    double slack = step * 1e-9;
    for (double k = Math.ceil((domain.low() - slack) / step);
        k * step <= domain.high() + slack;
        k++) {
      places.add(k * step);
      labels.add(Numbers.tick(k * step, step));
    }
    return new Ticks(places, labels);
  }

  private static Ticks powers(Domain domain, int count) {
    int first = (int) Math.floor(Math.log10(domain.low()));
    int last = (int) Math.ceil(Math.log10(domain.high()));
    int stride = Math.max(1, (last - first) / Math.max(1, count));
    int[] factors = last - first <= 2 ? new int[] {1, 2, 5} : new int[] {1};
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int e = first; e <= last; e += stride) {
      for (int factor : factors) {
        double place = factor * Math.pow(10, e);
        if (place >= domain.low() * 0.999 && place <= domain.high() * 1.001) {
          places.add(place);
          labels.add(e < -3 || e > 5 ? factor + "e" + e : Numbers.tick(place, Math.pow(10, e)));
        }
      }
    }
    return new Ticks(places, labels);
  }

  private static Ticks dates(double low, double high, int count) {
    double days = high - low;
    for (int step : DAY_STEPS) {
      if (days / step <= count) {
        LocalDate first = LocalDate.ofEpochDay((long) Math.ceil(low));
        return dates(first, high, Period.ofDays(step), "d MMM");
      }
    }
    for (int step : MONTH_STEPS) {
      if (days / 30.44 / step <= count || step == 120) {
        LocalDate first = LocalDate.ofEpochDay((long) low).withDayOfYear(1);
        String pattern = step >= 12 ? "yyyy" : days > 330 ? "MMM yyyy" : "d MMM";
        return dates(from(first, low, step), high, Period.ofMonths(step), pattern);
      }
    }
    throw new IllegalStateException("no step for " + days + " days");
  }

  private static LocalDate from(LocalDate first, double low, int months) {
    LocalDate date = first;
    while (date.toEpochDay() < low) {
      date = date.plusMonths(months);
    }
    return date;
  }

  private static Ticks dates(LocalDate first, double high, Period step, String pattern) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (LocalDate date = first; date.toEpochDay() <= high; date = date.plus(step)) {
      places.add((double) date.toEpochDay());
      labels.add(format.format(date));
    }
    return new Ticks(places, labels);
  }
}
