/**
 * A provider that exists only in a test, and months of bad days for it.
 *
 * <p>A {@link io.ispmonitor.testkit.sim.SimulatedNetwork} is made up from a seed, or laid over the
 * devices of your own inventory. A {@link io.ispmonitor.testkit.sim.FaultPlan} says what breaks,
 * where and when. Both together give the {@link io.ispmonitor.testkit.sim.Truth}: whether an echo
 * to a device comes back at an instant, and why not. A {@link io.ispmonitor.testkit.sim.Simulation}
 * lets a real monitor live through it in virtual time, so that its verdicts can be held against the
 * truth.
 *
 * <pre>{@code
 * SimulatedNetwork network = SimulatedNetwork.over(inventory).build();
 * FaultPlan plan =
 *     FaultPlan.starting(Instant.parse("2026-03-01T00:00:00Z"))
 *         .at(Duration.ofHours(2), Duration.ofMinutes(40)).linkCut("tower-7", "pop-1")
 *         .build();
 * try (Simulation simulation = Simulation.of(network, plan).listener(recorder).start()) {
 *   simulation.run(Duration.ofDays(1));
 * }
 * }</pre>
 *
 * <p>Add {@link io.ispmonitor.testkit.sim.SimulationBuilder#watchUplinks} when the network has
 * uplinks with witnesses. A checker names the probe by {@link
 * io.ispmonitor.testkit.sim.SimulatedProbe#NAME}; how the world is it learns from {@code
 * KnownTruth} of {@link io.ispmonitor.testkit.trial}.
 *
 * <p>The same seed takes the same course on every machine and every JVM.
 */
@NullMarked
package io.ispmonitor.testkit.sim;

import org.jspecify.annotations.NullMarked;
