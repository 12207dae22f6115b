package episode.backend.jvm;

/** What generated classes extend, so that a host loop pays one virtual call for a function. */
abstract class GeneratedCode {
  /** Runs the function of this number on the memory of a call. */
  abstract void run(int function, double[] d, float[] f, long[] l, boolean[] b);
}
