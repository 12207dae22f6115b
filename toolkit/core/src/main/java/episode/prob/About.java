package episode.prob;

/**
 * What a manual says of a distribution. The density, the mean and the variance are formulas of x
 * and of the parameters by their names, in the words of {@link episode.expr.FormulaWords}.
 *
 * @param meaning what it describes, in one sentence
 * @param density the density at x, or the probability of a count x
 * @param mean its mean, "nan" where it has none
 * @param variance its variance, "nan" where it has none
 * @param example a statement that uses it
 */
public record About(String meaning, String density, String mean, String variance, String example) {}
