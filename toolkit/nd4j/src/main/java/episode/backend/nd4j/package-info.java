/**
 * The backend "nd4j": graphs evaluated over ND4J's {@code INDArray}, which stay in its own memory
 * until somebody reads them. Start reading at {@link episode.backend.nd4j.Nd4jBackend}.
 *
 * <p>Imports {@code expr}, {@code backend} and {@code backend.array}.
 */
package episode.backend.nd4j;
