/**
 * JMH benchmarks of the toolkit, one class per workload. Nothing imports this package; run it from
 * the module's class path with {@code org.openjdk.jmh.Main}.
 */
package episode.benchmarks;
