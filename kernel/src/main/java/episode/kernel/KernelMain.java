package episode.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/**
 * The Jupyter kernel as a process: {@code java -cp … episode.kernel.KernelMain connection_file}.
 *
 * <p>No flag is needed; the kernelspec must say {@code "interrupt_mode": "message"}. Advised on 17
 * and on 25 alike: {@code -XX:+UseSerialGC} (a third less memory), {@code -XX:TieredStopAtLevel}
 * not set, {@code -Xshare:auto}, {@code -Djava.awt.headless=true}, and a {@code -Xmx} where memory
 * is scarce. An archive of loaded classes ({@code -XX:SharedArchiveFile} on 17, {@code
 * -XX:AOTCache} on 25) halves the time to the first cell. {@code
 * --enable-native-access=ALL-UNNAMED} is known from 17 on and silences warnings of engines with
 * native code.
 */
public final class KernelMain {

  private KernelMain() {}

  /**
   * Serves the connection until a front end asks for shutdown or the client process is gone.
   *
   * @param arguments the path of the connection file that Jupyter wrote
   * @throws IOException if the file cannot be read
   * @throws GeneralSecurityException if the file asks for a signature scheme Java does not know
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    if (arguments.length != 1) {
      System.err.println("usage: java … episode.kernel.KernelMain connection_file");
      System.exit(2);
    }
    KernelConnectionProperties connection =
        KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
    refuseStrangers(connection);
    ParentWatch.start(() -> Runtime.getRuntime().halt(0));
    Transport transport = new Transport(connection);
    transport.open();
    EpisodeKernel kernel = EpisodeKernel.open(SessionOptions.standard());
    new KernelServer(kernel, transport).serve();
    System.exit(0);
  }

  private static void refuseStrangers(KernelConnectionProperties connection) throws IOException {
    boolean local = InetAddress.getByName(connection.getIp()).isLoopbackAddress();
    if (!local || !connection.getTransport().equals("tcp")) {
      System.err.println(
          "The kernel listens on this machine only: the connection file must name tcp and a loopback"
              + " address such as 127.0.0.1, not "
              + connection.getTransport()
              + " and "
              + connection.getIp()
              + ".");
      System.exit(2);
    }
  }
}
