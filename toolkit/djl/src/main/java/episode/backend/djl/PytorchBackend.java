package episode.backend.djl;

import episode.backend.Backend;
import episode.backend.CompiledProgram;
import episode.backend.EngineTape;
import episode.backend.NodeRule;
import episode.backend.OpRule;
import episode.backend.Program;
import episode.backend.Refusal;
import episode.expr.DType;
import episode.expr.EpisodeException;
import episode.expr.Node;
import episode.expr.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The backend "pytorch": a program becomes one TorchScript class, loaded in memory, and a function
 * of it one call, loops and branches included. Values are PyTorch's own arrays from the first call
 * to the last. Nothing native is loaded before the first program is compiled. Immutable and safe to
 * share.
 */
public final class PytorchBackend implements Backend {
  static final String NAME = "pytorch";

  private final Map<String, OpRule> rules;
  private final Precision precision;

  /** Makes the backend in double precision on the processor; the service loader calls it. */
  public PytorchBackend() {
    this(Map.of(), Precision.DEFAULT);
  }

  private PytorchBackend(Map<String, OpRule> rules, Precision precision) {
    this.rules = Map.copyOf(rules);
    this.precision = precision;
  }

  /**
   * Returns this backend holding what a graph says is FLOAT64 in another precision. Values go in
   * and come out as FLOAT64 all the same.
   *
   * @param dtype FLOAT64 or, faster and with 7 digits, FLOAT32
   * @throws EpisodeException E3209 for other types
   */
  public PytorchBackend withType(DType dtype) {
    if (!dtype.isFloating()) {
      throw new EpisodeException(
          Problem.of("E3209", "'pytorch' cannot hold FLOAT64 as " + dtype)
              .remedy("Take FLOAT64 or FLOAT32."));
    }
    return new PytorchBackend(rules, new Precision(dtype, precision.device()));
  }

  /**
   * Returns this backend on a device. Whether there is one shows when a program is compiled.
   *
   * @param device "cpu", "cuda" or, for one of several, "cuda:1"
   * @throws EpisodeException E3208 for other names
   */
  public PytorchBackend withDevice(String device) {
    String full = device.equals("cuda") ? "cuda:0" : device;
    if (!full.matches("cpu|cuda:[0-9]{1,3}")) {
      throw new EpisodeException(
          Problem.of("E3208", "'pytorch' knows no device '" + device + "'")
              .remedy("Take \"cpu\", \"cuda\" or, for one of several, \"cuda:1\"."));
    }
    return new PytorchBackend(rules, new Precision(precision.floats(), full));
  }

  /** Returns this backend with a rule for the op of a name, in place of one that it had. */
  public PytorchBackend with(String op, TorchScriptRule rule) {
    return with(op, (OpRule) rule);
  }

  @Override
  public PytorchBackend with(String op, OpRule rule) {
    Refusal.checkName(op);
    if (!(rule instanceof NodeRule) && !(rule instanceof TorchScriptRule)) {
      throw Refusal.ofRule(NAME, op, "NodeRule, and TorchScriptRule");
    }
    Map<String, OpRule> more = new HashMap<>(rules);
    more.put(op, rule);
    return new PytorchBackend(more, precision);
  }

  @Override
  public DType precision() {
    return precision.floats();
  }

  /** Returns true: a call of the engine costs more than what it computes for one member. */
  @Override
  public boolean wantsBatches() {
    return true;
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Returns PyTorch without TorchScript, one operation at a time: the backend "pytorch-eager", with
   * those of this backend's rules that say an op in nodes.
   */
  public EagerBackend eager() {
    return eager(EagerBackend.PYTORCH);
  }

  private EagerBackend eager(String name) {
    EagerBackend eager = EagerBackend.of(name, new PytorchDialect());
    for (Map.Entry<String, OpRule> rule : rules.entrySet()) {
      eager =
          rule.getValue() instanceof NodeRule ? eager.with(rule.getKey(), rule.getValue()) : eager;
    }
    return eager;
  }

  /** Returns PyTorch's own tape under the eager mode; none in single precision or on a device. */
  @Override
  public Optional<EngineTape> tape() {
    return precision.equals(Precision.DEFAULT) ? eager(NAME).tape() : Optional.empty();
  }

  @Override
  public boolean hasOwn(Node node) {
    return switch (node.prim()) {
      case OP ->
          rules.get(node.op().name()) instanceof TorchScriptRule
              || OwnRules.of(node.op()).isPresent();
      case POLYGAMMA -> node.index() == 0;
      default -> true;
    };
  }

  /**
   * Returns the compiled form of a program.
   *
   * @throws EpisodeException E3207 where PyTorch's native libraries do not load, E3208 where the
   *     device is not there, E3204 where it cannot do an op, E3210 where it does not take the text
   *     of a rule
   */
  @Override
  public CompiledProgram compile(Program program) {
    Engines.start(Engines.PYTORCH);
    return TorchProgram.of(program, rules, precision);
  }

  /** Returns whether another backend compiles everything as this one does. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PytorchBackend that
        && rules.equals(that.rules)
        && precision.equals(that.precision);
  }

  @Override
  public int hashCode() {
    return 31 * rules.hashCode() + precision.hashCode();
  }

  /** Returns the name, with element type and device where they are not FLOAT64 and the cpu. */
  @Override
  public String toString() {
    boolean usual = precision.floats() == DType.FLOAT64 && precision.device().equals("cpu");
    return usual ? NAME : NAME + " (" + precision.floats() + ", " + precision.device() + ")";
  }
}
