package episode.kernel;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/** What the kernel library publishes from inside a cell, handed on to the cell's output. */
final class CellEnvironment extends ShellReplyEnvironment {

  private final CellOutput output;

  CellEnvironment(CellOutput output) {
    super(null, null, null, null);
    this.output = output;
  }

  @Override
  public void publish(Message<?> message) {
    Object content = message.getContent();
    if (content instanceof PublishDisplayData || content instanceof PublishUpdateDisplayData) {
      output.display((DisplayData) content, content instanceof PublishUpdateDisplayData);
    } else if (content instanceof PublishClearOutput clear) {
      output.clear(clear.shouldWait());
    } else if (content instanceof PublishStream stream) {
      boolean error = stream.getStreamType() == PublishStream.StreamType.ERR;
      Console console = output.console();
      (error ? console.err() : console.out()).print(stream.getText());
    }
  }

  @Override
  public void reply(Message<?> message) {}

  @Override
  public String readFromStdIn(String prompt, boolean password) {
    try {
      return output.input(prompt, password).map(line -> line + "\n").orElse("");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CellInterrupt();
    }
  }
}
