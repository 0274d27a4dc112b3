package io.ispmonitor.alerting.delivery;

import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;

/** Whether people may be told anything by this instance. Any thread. */
public final class Right {
  private final Leadership leadership;

  /** As this leadership says. */
  public Right(Leadership leadership) {
    this.leadership = leadership;
  }

  /** How this instance stands; one that cannot be asked keeps silent. */
  Standing now() {
    try {
      return leadership.standing(Leadership.ALL);
    } catch (RuntimeException | Error e) {
      return new Standing.Following("it cannot be asked who is in charge: " + e);
    }
  }
}
