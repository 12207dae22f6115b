package episode.model;

class JvmMemoryTest extends MemoryContract {
  @Override
  protected String backend() {
    return "jvm";
  }
}
