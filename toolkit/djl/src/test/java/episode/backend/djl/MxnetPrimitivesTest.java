package episode.backend.djl;

import episode.backend.EveryPrimitiveTest;

/** Every primitive and its derivatives, with MXNet and its tape among what is compared. */
class MxnetPrimitivesTest extends EveryPrimitiveTest {}
