package io.ispmonitor.synthetic;

import io.ispmonitor.probe.Schedule;
import java.time.Duration;

/** How often the outside world is asked where nothing else is said. */
public final class Synthetic {
  /** The usual interval: the servers belong to others. */
  public static final Duration INTERVAL = Duration.ofMinutes(5);

  /** How long a whole conversation may take, redirects and handshakes included. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Synthetic() {}

  /** Every {@link #INTERVAL}, waiting {@link #TIMEOUT}. */
  public static Schedule schedule() {
    return Schedule.every(INTERVAL).timeout(TIMEOUT);
  }
}
