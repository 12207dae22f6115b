package episode.kernel.maven;

import episode.kernel.magic.Resolver.Transfers;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Passes on what the resolver says about files. */
final class TransferNews extends AbstractTransferListener {
  private final Transfers transfers;

  TransferNews(Transfers transfers) {
    this.transfers = transfers;
  }

  @Override
  public void transferStarted(TransferEvent event) {
    transfers.starts(file(event));
  }

  @Override
  public void transferProgressed(TransferEvent event) {
    transfers.arrived(event.getDataBuffer().remaining());
  }

  @Override
  public void transferSucceeded(TransferEvent event) {
    transfers.ends(file(event));
  }

  private static String file(TransferEvent event) {
    return event.getResource().getResourceName().replaceFirst(".*/", "");
  }
}
