package io.ispmonitor.synthetic;

import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import java.net.InetAddress;
import java.util.function.Consumer;

/**
 * On what terms a question is asked, whatever its protocol.
 *
 * @param device the id of the device
 * @param address where it is asked
 * @param role what the outcome is good for
 * @param deadline until when it waits
 * @param outcome takes the outcome
 */
record Terms(
    String device,
    InetAddress address,
    Role role,
    Deadline deadline,
    Consumer<ProbeOutcome> outcome) {
  /** So much before the deadline the outcome is wanted, or a tenth of the timeout if less. */
  private static final long MARGIN_NANOS = 20_000_000;

  /** When the question ends at the latest. */
  long endNanos() {
    return deadline.atNanos() - Math.min(MARGIN_NANOS, deadline.timeoutNanos() / 10);
  }
}
