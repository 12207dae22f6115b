package episode.notebook.assist;

import java.util.List;

/**
 * What may stand at the cursor, the best first.
 *
 * @param start the offset from which an offer replaces the text up to the cursor
 * @param offers the offers, without doubles
 */
public record Offers(int start, List<Offer> offers) {
  /** Copies the offers. */
  public Offers {
    offers = List.copyOf(offers);
  }
}
