package io.ispmonitor.snmp;

import java.time.Duration;
import java.util.Map;

/** Says the same of nobody twice an hour, and no more than ten lines a minute of all together. */
final class SaidOnce {
  private static final int MOST_SUBJECTS = 1_000;
  private static final long AGAIN = Duration.ofHours(1).toNanos();
  private static final SnmpTrapLimit LINES = new SnmpTrapLimit(10 / 60.0, 10);

  private final Map<Object, Long> saidAt = new Recent<>(MOST_SUBJECTS);
  private final TokenBucket lines;

  SaidOnce(long nowNanos) {
    this.lines = new TokenBucket(LINES, nowNanos);
  }

  /** Whether it is to be said of this subject now. */
  boolean isDue(Object subject, long nowNanos) {
    Long last = saidAt.get(subject);
    if ((last != null && nowNanos - last < AGAIN) || !lines.tryTake(nowNanos)) {
      return false;
    }
    saidAt.put(subject, nowNanos);
    return true;
  }
}
