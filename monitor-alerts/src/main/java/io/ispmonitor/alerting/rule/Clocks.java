package io.ispmonitor.alerting.rule;

import io.ispmonitor.time.TimeSource;
import java.time.Instant;

/** What rules need of time: to read it. */
interface Clocks {

  /** Time as it is stored. */
  Instant instant();

  /** Time in nanoseconds that no step of a clock disturbs. */
  long nanoTime();

  /** The time that a monitor lives by. */
  static Clocks of(TimeSource time) {
    return new Clocks() {
      @Override
      public Instant instant() {
        return time.instant();
      }

      @Override
      public long nanoTime() {
        return time.nanoTime();
      }
    };
  }
}
