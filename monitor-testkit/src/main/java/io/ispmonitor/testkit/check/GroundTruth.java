package io.ispmonitor.testkit.check;

import java.time.Instant;

/**
 * How the world really is that a monitor looks at, for tests that make it up themselves. Asked for
 * instants of the recent past, on the monitor's callback thread.
 */
public interface GroundTruth {

  /**
   * Whether a question that is sent at this instant is answered. A question that chance loses is
   * not.
   */
  boolean isReachable(String device, Instant at);

  /** Whether no question that is sent at this instant can be answered, whatever chance does. */
  boolean isSilent(String device, Instant at);

  /**
   * Whether the device itself is what fails at this instant: its power, its hardware, or its own
   * link to what it depends on. Whatever it depends on may fail at the same time.
   */
  boolean isAtFault(String device, Instant at);
}
