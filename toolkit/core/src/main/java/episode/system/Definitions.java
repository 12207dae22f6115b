package episode.system;

import episode.expr.NamedAxis;
import java.util.List;

/** The normalised form of a system: everything that was said, each thing once. */
record Definitions(
    String name,
    TimeScale time,
    List<NamedAxis> axes,
    List<Template> states,
    List<Template> parameters,
    List<Definition> aliases,
    List<Transition> transitions,
    List<Definition> equations,
    List<Definition> initialValues) {}
