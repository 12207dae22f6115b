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
 * <p>No flag is needed; the kernelspec must say {@code "interrupt_mode": "message"}. Good on 17 and
 * on 25 alike: {@code -XX:+UseSerialGC} (a third less memory), {@code -Djava.awt.headless=true},
 * {@code -Dfile.encoding=UTF-8}, and an {@code -Xmx} where memory is scarce. An archive of loaded
 * classes halves the time to the first cell: {@code -XX:SharedArchiveFile} on 17, {@code
 * -XX:AOTCache} on 25. {@code --enable-native-access=ALL-UNNAMED}, known to both, silences the
 * warnings that engines with native code cause on 25.
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
    ExitHook hook = new ExitHook(kernel::exitRefused);
    Runtime.getRuntime().addShutdownHook(hook);
    new KernelServer(kernel, transport).serve();
    if (hook.holds()) {
      Runtime.getRuntime().halt(0);
    }
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
