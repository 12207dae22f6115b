package episode.transform;

import episode.expr.HostOp;

/**
 * A host loop that chooses its steps by its operands, so that its values jump a little where the
 * choice changes; {@link Repeated} asks it for one that does not choose.
 */
public interface Repeatable extends HostOp {

  /**
   * Returns the loop that takes the steps which this one takes for other operands. Its operands are
   * those of this loop, then the other ones; its results are those of this loop.
   */
  HostOp repeating();
}
