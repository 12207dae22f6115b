package episode.backend.djl;

import episode.backend.EveryPrimitiveTest;

/** Every primitive and its derivatives, with this backend among the installed ones. */
class PytorchPrimitivesTest extends EveryPrimitiveTest {}
