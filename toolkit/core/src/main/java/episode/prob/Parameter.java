package episode.prob;

/**
 * A parameter of a distribution.
 *
 * @param name the word that documentation and messages use
 * @param support the values it may take
 */
public record Parameter(String name, Support support) {}
