/**
 * Markov chain Monte Carlo over a tiny density interface: the No-U-Turn sampler, its warm-up, the
 * draws it makes and the diagnostics that say whether to believe them.
 *
 * <p>The package knows only {@code double[]}: it imports nothing of Episode but the plain values of
 * {@code episode.plot} and {@code episode.progress}, and {@code episode.model} is the one that
 * turns a posterior into a {@link episode.sample.Target}.
 *
 * <p>Where to start reading: {@link episode.sample.LogDensity} and {@link episode.sample.Target}
 * are what comes in, {@link episode.sample.Draws} is what goes out, {@link episode.sample.Nuts}
 * joins them. Inside, {@code Chain} runs warm-up and sampling of one chain, {@code Tree} is one
 * transition of the sampler, {@code Hamiltonian} its leapfrog step, {@code MassMatrix}, {@code
 * StepSize} and {@code WarmupSchedule} what warm-up adapts. {@link episode.sample.Diagnostics}
 * stands alone.
 */
package episode.sample;
