package io.ispmonitor.snmp;

/** Lets through as many as a limit says. One thread. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final SnmpTrapLimit limit;
  private double tokens;
  private long atNanos;

  TokenBucket(SnmpTrapLimit limit, long nowNanos) {
    this.limit = limit;
    this.tokens = limit.burst();
    this.atNanos = nowNanos;
  }

  /** Whether there is one left. */
  boolean hasToken(long nowNanos) {
    tokens = Math.min(limit.burst(), tokens + (nowNanos - atNanos) / NANOS * limit.perSecond());
    atNanos = nowNanos;
    return tokens >= 1;
  }

  /** Takes one that is there. */
  void take() {
    tokens--;
  }

  /** Takes one if there is one. */
  boolean tryTake(long nowNanos) {
    boolean has = hasToken(nowNanos);
    if (has) {
      take();
    }
    return has;
  }
}
