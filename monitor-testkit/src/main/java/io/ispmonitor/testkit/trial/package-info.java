/**
 * Tries a monitor from a seed: a provider, a month or a day of faults, maintenance and restarts,
 * and the {@linkplain io.ispmonitor.testkit.check.InvariantChecker account} of whether it kept its
 * rules. {@link io.ispmonitor.testkit.trial.Trial} is all there is to call.
 *
 * <p>In a trial of your own network {@link io.ispmonitor.testkit.trial.KnownTruth} tells the
 * checker what the simulation knows.
 */
@NullMarked
package io.ispmonitor.testkit.trial;

import org.jspecify.annotations.NullMarked;
