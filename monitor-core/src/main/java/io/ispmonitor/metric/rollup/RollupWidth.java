package io.ispmonitor.metric.rollup;

import java.time.Duration;

/** How long a bucket is. Buckets begin at whole multiples of it in UTC. */
public enum RollupWidth {
  /** 288 buckets a day. */
  FIVE_MINUTES(Duration.ofMinutes(5)),
  /** 24 buckets a day. */
  HOUR(Duration.ofHours(1));

  private final Duration length;

  RollupWidth(Duration length) {
    this.length = length;
  }

  /** From the begin of a bucket to the begin of the next. */
  public Duration length() {
    return length;
  }
}
