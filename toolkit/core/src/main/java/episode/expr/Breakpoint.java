package episode.expr;

import java.util.Optional;

/**
 * A time at which formulas are not smooth, or the times of a cycle. Its formulas are numbers or of
 * constants, and vary over the axes of what they name.
 *
 * @param time the time, or one of those of the cycle
 * @param slack a bound of what rounding may move the time by; empty for a time that is exact
 * @param period the time from one to the next of a cycle; empty for a single time
 */
public record Breakpoint(Formula time, Optional<Formula> slack, Optional<Formula> period) {}
