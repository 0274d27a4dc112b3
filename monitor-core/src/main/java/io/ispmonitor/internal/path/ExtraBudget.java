package io.ispmonitor.internal.path;

/**
 * Keeps the questions out of turn under a share of those by the schedule, so that an outage of half
 * the network does not double the load. A token bucket.
 */
final class ExtraBudget {
  private static final double SHARE = 0.2;
  private static final double LEAST_PER_SECOND = 20;
  private static final double LEAST_BURST = 100;

  private double perSecond = LEAST_PER_SECOND;
  private double tokens = LEAST_BURST;
  private long filledNanos;

  ExtraBudget(long now) {
    this.filledNanos = now;
  }

  /** The schedule's own rate, in questions a second, has changed. */
  void nominalRate(double questionsPerSecond) {
    perSecond = Math.max(LEAST_PER_SECOND, questionsPerSecond * SHARE);
  }

  boolean tryTake(long now) {
    tokens = Math.min(burst(), tokens + (now - filledNanos) * perSecond / 1e9);
    filledNanos = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** When the next token is there. */
  long nextNanos(long now) {
    return tokens >= 1 ? now : now + (long) Math.ceil((1 - tokens) * 1e9 / perSecond);
  }

  private double burst() {
    return Math.max(LEAST_BURST, perSecond);
  }
}
