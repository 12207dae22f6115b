package episode.backend.nd4j;

import episode.backend.EveryPrimitiveTest;

/** Every primitive and its derivatives, with this backend among the installed ones. */
class Nd4jPrimitivesTest extends EveryPrimitiveTest {}
