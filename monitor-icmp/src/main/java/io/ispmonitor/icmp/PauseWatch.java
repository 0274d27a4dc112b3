package io.ispmonitor.icmp;

/**
 * Notices when the loop turns much later than it wanted to: a long garbage collection, a suspended
 * machine, a listener that kept the thread. Echoes under way then prove nothing by silence.
 */
final class PauseWatch {
  static final long PAUSE_NANOS = 500_000_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Tally tally;
  private final RateLimitedLog complaints;
  private final Doubt doubt = new Doubt();

  PauseWatch(Ledger ledger) {
    this.tally = ledger.tally();
    this.complaints = ledger.complaints();
  }

  /** The loop wanted to turn at one time and does so at another. */
  void turned(long expectedNanos, long nowNanos) {
    if (nowNanos - expectedNanos <= PAUSE_NANOS) {
      return;
    }
    long millis = (nowNanos - expectedNanos) / NANOS_PER_MILLI;
    tally.pauses++;
    doubt.cast(
        nowNanos,
        "this process stood still for %d ms while the echo was under way".formatted(millis));
    complaints.warn(
        "pause",
        "ICMP engine: the loop was %d ms late (garbage collection, a suspended machine, no CPU, or"
                .formatted(millis)
            + " a slow listener); echoes under way that stay unanswered end void, not silent");
  }

  Doubt doubt() {
    return doubt;
  }
}
