/**
 * Holds a monitor to its rules. An {@link io.ispmonitor.testkit.check.InvariantChecker} hears what
 * a monitor tells everybody (outcomes, changes of state, announcements), keeps its own books from
 * that alone, and says where the monitor did not do what it promises. Attach it in a test of your
 * own network, let hours or months of virtual time pass, and ask it at the end:
 *
 * <pre>{@code
 * InvariantChecker checker =
 *     InvariantChecker.watching(inventory).asking(probe, schedule).build();
 * try (Monitor monitor =
 *     Monitor.builder().inventory(inventory).probe(probe, schedule).with(checker).time(time).build()) {
 *   monitor.start();
 *   time.advance(Duration.ofDays(30));
 *   checker.assertNone();
 * }
 * }</pre>
 *
 * <p>In a simulation ({@link io.ispmonitor.testkit.sim}) the probe is made when the monitor is;
 * there it is named: {@code asking(SimulatedProbe.NAME, schedule)}.
 *
 * <p>The rules are the constants of {@link io.ispmonitor.testkit.check.Rule}; some of them need to
 * know how the world really was ({@link io.ispmonitor.testkit.check.GroundTruth}).
 */
@NullMarked
package io.ispmonitor.testkit.check;

import org.jspecify.annotations.NullMarked;
