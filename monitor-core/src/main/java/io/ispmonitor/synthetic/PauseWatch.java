package io.ispmonitor.synthetic;

import io.ispmonitor.time.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Notices when the loop turns much later than it wanted to; silence then proves nothing. */
final class PauseWatch {
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private long endedNanos;
  private long lastedNanos;

  /** The loop wanted to turn at one time and does so at another. */
  void turned(long expectedNanos, long nowNanos) {
    if (expectedNanos != Step.ON_WAKE && nowNanos - expectedNanos > PAUSE_NANOS) {
      endedNanos = nowNanos;
      lastedNanos = nowNanos - expectedNanos;
    }
  }

  /** How long the last pause was, if it ended after this time; null otherwise. */
  @Nullable Duration since(long nanos) {
    return lastedNanos > 0 && endedNanos - nanos > 0 ? Duration.ofNanos(lastedNanos) : null;
  }
}
