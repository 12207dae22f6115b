package episode.backend;

/** A program made ready by a backend. Immutable and safe to share. */
public interface CompiledProgram {

  /** Returns the program. */
  Program program();

  /** Returns fresh slots, filled with zeros, to be used by one thread. */
  Call newCall();

  /** Returns what was generated, for people: sizes, methods, times. */
  String explain();

  /** Returns how much was generated. */
  CodeSize size();
}
